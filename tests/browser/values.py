"""A measure with a history, for the pages of measures: monthly values of every ICB, a difference, a change, a step."""

from datetime import date

from programmes.models import Ambition, ImportBatch, Measure, StepChange, Workstream
from programmes.observations import Value, write_observations
from programmes.observations.periods import period_end
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind

SLUG = "observations-charted"
MONTHS = [date(2023 + (month + 3) // 12, (month + 3) % 12 + 1, 1) for month in range(18)]  # to September 2024
ASKED = 400
# Out of a hundred, month by month around a level that rises in the second half.
UPS_AND_DOWNS = (0, 2, -1, 1, -2, 0, 3, -1, 1, 8, 9, 7, 10, 8, 9, 11, 8, 10)


def make_history(by: User) -> None:
    measure = Measure.objects.create(
        slug=SLUG, name="Observations charted in full", short_name="Observations charted", kind="process", unit="%",
        workstream=Workstream.objects.get(slug="pier"), position=9, decimals=1, per=100, direction="increase",
        frequency="month", aggregation="ratio_of_sums", reported_by=OrganisationKind.ICB, shown="rolled_up",
        definition="The share of sets of observations that were charted in full.",
        numerator_text="Sets charted in full", denominator_text="Sets charted",
    )  # fmt: skip
    Ambition.objects.create(measure=measure, value=90, by=date(2025, 3, 31))
    boards = list(Organisation.objects.of_kind(OrganisationKind.ICB).open_at(MONTHS[-1]).order_by("code"))
    write("First return", by, [value(measure, board, place, month) for place, board in enumerate(boards)
                               for month in range(len(MONTHS)) if (place, month) != (3, 11)])  # fmt: skip
    write("Entered for England", by, [of_all(measure, Organisation.england(), MONTHS[-1], 13_000, 16_800)])
    late = of_all(measure, boards[0], MONTHS[-1], 310, ASKED)
    write("Refresh of October", by, [late._replace(is_final=False)])
    StepChange.objects.create(
        measure=measure, organisation=Organisation.england(), starts_on=MONTHS[9], decision="accepted",
        reason="The new chart was in use everywhere", decided_by=by,
    )  # fmt: skip


def write(name: str, by: User, rows: list[Value]) -> None:
    batch = ImportBatch.objects.create(kind=ImportBatch.Kind.FILE, name=name, made_by=by)
    write_observations(batch=batch, rows=rows)


def value(measure: Measure, board: Organisation, place: int, month: int) -> Value:
    """Every third board falls as the others rise."""
    way = -1 if place % 3 == 0 else 1
    share = 70 + place % 5 + way * UPS_AND_DOWNS[(month + place) % 9 if place % 3 == 2 else month]
    return of_all(measure, board, MONTHS[month], share * ASKED // 100, ASKED)


def of_all(measure: Measure, organisation: Organisation, start: date, numerator: int, denominator: int) -> Value:
    end = period_end(measure.frequency, start)
    return Value(measure, organisation, start, end, numerator=numerator, denominator=denominator)
