"""What a quarter expects follows the records: worked out when it opens, and again whenever somebody looks.

Targets end, measures and organisations are added, deliverers and links change, by pages, in the administration and by
commands. Instead of a hook at each of these, which the next one would forget, every page and command that reads what is
owed has it followed first. That takes a few queries, and writes only what differs; a published quarter stays as it was.
"""

from collections.abc import Sequence

from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.working_days import usual_due_day
from pssdash.rounds.due_days import apply_due_days
from pssdash.rounds.kinds import owed_in
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.standing import Standing, standings

Row = tuple[str, int, int]  # item, of what, organisation
ROWS_A_STATEMENT = 10_000
BATCH = 500  # of deletions: SQLite takes no more than so many parameters


def follow(
    period: ReportingPeriod, organisations: Sequence[Organisation] | None = None, by: User | None = None
) -> list[Standing]:
    """Make the expected returns of the period, or of `organisations` in it, those that the records ask for, and say
    where each stands.

    What is no longer asked for goes, unless it has been submitted: then it stays and counts. `by` opened the quarter.
    """
    found = standings(period, organisations)
    if period.is_published:
        return found
    wanted = asked_for(period, organisations)
    standing = {(each.item, each.of, each.organisation): each for each in found}
    new = wanted - standing.keys()
    gone = [standing[row].pk for row in standing.keys() - wanted if not standing[row].is_finished]
    if not new and not gone:
        return found
    write(period, new, gone, by)
    return standings(period, organisations)


def asked_for(period: ReportingPeriod, organisations: Sequence[Organisation] | None) -> set[Row]:
    """Whatever the organisations owe that were open at the quarter's end."""
    open_then = Organisation.objects.open_at(period.quarter.end)
    if organisations is not None:
        open_then = open_then.filter(pk__in=[each.pk for each in organisations])
    writers = list(open_then)
    if not writers:
        return set()
    return {(item, *pair) for item, kind in owed_in(period).items() for pair in kind.owing.pairs(period, writers)}


@transaction.atomic
def write(period: ReportingPeriod, new: set[Row], gone: list[int], by: User | None) -> None:
    """Add and take away; another request may have done so just before."""
    period = ReportingPeriod.objects.select_for_update().filter(pk=period.pk).first()
    if period is None or period.is_published:
        return
    due, before = usual_due_day(period.quarter), period.expected.count()
    ExpectedReturn.objects.bulk_create(
        (
            ExpectedReturn(period=period, organisation_id=whose, due=due, **{f"{item}_id": of})
            for item, of, whose in sorted(new)
        ),
        batch_size=ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )
    for first in range(0, len(gone), BATCH):
        ExpectedReturn.objects.filter(pk__in=gone[first : first + BATCH]).delete()
    apply_due_days(period)
    after = period.expected.count()
    if after != before:
        record(
            by=by, action="listed what is owed", item=("quarter", period.quarter.slug),
            subject=f"quarter/{period.quarter.slug}", before={"returns": before or ""}, after={"returns": after},
        )  # fmt: skip
