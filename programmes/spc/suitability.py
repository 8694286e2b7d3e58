"""Whether this kind of chart suits a series at all."""

from programmes.spc.result import Result

UNSUITABLE = "This chart does not suit the series: at least half of its values are zero."


def is_mostly_zero(result: Result) -> bool:
    """Rare events: at least half of the latest part's values are zero, so a moving range says little."""
    values = [row.y for row in result.rows_of(result.latest_part) if row.y is not None]
    return len(values) > 1 and 2 * values.count(0) >= len(values)
