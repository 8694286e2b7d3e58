"""A month's return of every organisation and measure: written as new, sent again with other values, and rolled up."""

from datetime import date

from programmes.benchmarking.dataset import Dataset, month_of_values
from programmes.models import ImportBatch
from programmes.observations import writing
from tests.bench.report import Aim, Line
from tests.bench.timing import Sample, seconds_of

ROUNDS = 3
ROWS_A_SECOND = Aim(40_000)
ROLLED_UP_WITHIN = Aim(5)
# The aims are for a return of all practices; a small one is mostly what any return costs.
LARGE = 200_000


def lines(dataset: Dataset) -> list[Line]:
    """The months that follow the data set's own. What makes the values is not timed, what checks them is."""
    rounds = [_month(dataset, _after(dataset.months[-1], number)) for number in range(1, ROUNDS + 1)]
    new, changed, rolled_up, unchanged = (tuple(each) for each in zip(*rounds, strict=True))
    rows = len(dataset.measures) * len(dataset.organisations)
    written, within = (ROWS_A_SECOND, ROLLED_UP_WITHIN) if rows >= LARGE else (None, None)
    return [
        Line(f"a month's return, {rows:,} rows, new", Sample(new, "rows/s"), written),
        Line("the same month with other values, and their history", Sample(changed, "rows/s"), written),
        Line("the same month once more, nothing changed", Sample(unchanged, "rows/s")),
        Line("roll-ups of that month", Sample(rolled_up, "s"), within),
    ]


def _month(dataset: Dataset, month: date) -> tuple[float, float, float, float]:
    """For a new month, other values in it and no change: rows a second; after the second, the seconds of roll-ups."""
    new, rolled_up = _write(dataset, month, seed=2)
    changed, _ = _write(dataset, month, seed=3)
    unchanged, _ = _write(dataset, month, seed=3)
    return new, changed, rolled_up, unchanged


def _write(dataset: Dataset, month: date, *, seed: int) -> tuple[float, float]:
    """Rows a second without the roll-ups, and the seconds that the roll-ups took."""
    values = list(month_of_values(dataset, month, seed=seed))
    batch = ImportBatch.objects.create(kind=ImportBatch.Kind.FILE, name=f"Return of {month:%B %Y}")
    refresh, took = writing.refresh_spans, [0.0]

    def timed(spans: list) -> int:
        written: list[int] = []
        took.append(seconds_of(lambda: written.append(refresh(spans))))
        return written[0]

    writing.refresh_spans = timed
    try:
        seconds = seconds_of(lambda: writing.write_observations(batch=batch, rows=values))
    finally:
        writing.refresh_spans = refresh
    return len(values) / (seconds - sum(took)), sum(took)


def _after(month: date, months: int) -> date:
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
