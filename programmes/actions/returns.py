"""A measure's return as a kind of entry: what it needs for a submission, and how its approval becomes observations."""

from collections.abc import Iterator, Mapping

from django.db import transaction

from programmes.models import ImportBatch, MeasureReturn
from programmes.observations import Value, write_observations
from programmes.return_cells import Refusal, is_blank, read_cell
from programmes.return_checks import checks_of
from programmes.return_grid import Grid, GridRow, build_grid
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.refusals import Refused

EXPLAIN = "Explain it, or correct the value"


def read_return(entry: MeasureReturn, grid: Grid) -> Iterator[tuple[GridRow, Value | Refusal]]:
    """Every cell that is not blank, as it is read."""
    for row in grid.rows:
        cell = entry.cells.get(row.key, {})
        if not is_blank(cell):
            yield row, read_cell(grid, row, cell)


def problems_of(entry: MeasureReturn) -> dict[str, str]:
    """What stands against a submission, by field of the form: what cannot be taken, and what is unusual and not yet
    explained. Cells that are left blank are not asked for.
    """
    grid = build_grid(entry.measure, entry.period, entry.organisation, writer_of(entry))
    read = dict(read_return(entry, grid))
    if not read:
        return {"base": "Enter at least one value"}
    refused = {
        row.field(answer.part): f"{row.place}: {answer.text}"
        for row, answer in read.items()
        if isinstance(answer, Refusal)
    }
    return refused | dict(unexplained(entry, grid, read))


def unexplained(entry: MeasureReturn, grid: Grid, read: Mapping[GridRow, Value | Refusal]) -> Iterator[tuple[str, str]]:
    """Each warning that nobody has answered, by the field for its explanation."""
    checks = checks_of(grid, entry.period, entry.organisation)
    for row, value in read.items():
        if isinstance(value, Value) and not value.explanation:
            warnings = checks.warnings(row, value)
            if warnings:
                yield row.field("explanation"), f"{row.place}: {' '.join(warnings)} {EXPLAIN}"
    for whole in checks.sums(grid, {row.key: value for row, value in read.items()}):
        if not explanation_in(entry, whole.key):
            yield whole.field, f"{whole.text} {EXPLAIN}"


def explanation_in(entry: MeasureReturn, key: str) -> str:
    return str(entry.cells.get(key, {}).get("explanation", "")).strip()


def writer_of(entry: MeasureReturn) -> User:
    """Who saved it last: the checks read no more than that person may."""
    return entry.revisions.select_related("saved_by").order_by("-number").first().saved_by


@transaction.atomic
def write_values(*, entry: MeasureReturn, by: User) -> ImportBatch:
    """Make observations of an approved return, in one batch that can be undone."""
    grid = build_grid(entry.measure, entry.period, entry.organisation, by)
    values = [answer for _, answer in read_return(entry, grid)]
    wrong = next((answer for answer in values if isinstance(answer, Refusal)), None)
    if wrong:
        raise Refused(f"A value cannot be kept: {wrong.text}")
    batch = ImportBatch.objects.create(kind=ImportBatch.Kind.FORM, name=str(entry)[:200], made_by=by)
    written = write_observations(batch=batch, rows=values)
    record(
        by=by, action="wrote values", item=("import batch", str(batch.pk)), subject=entry.subject,
        after={"added": written.added, "changed": written.changed, "unchanged": written.unchanged},
    )  # fmt: skip
    return batch


MEASURE_RETURNS = Kind(model=MeasureReturn, problems=problems_of, on_approval=write_values, takes_late=True)
