"""Two rule sets side by side (SPC.md, D11)."""

from programmes.spc.result import Result, Row


def changed_points(before: Result, after: Result) -> list[tuple[Row, Row]]:
    """The points of one series that another rule set sees differently: by another rule, sign or colour."""
    return [
        (old, new)
        for old, new in zip(before.rows, after.rows, strict=True)
        if (old.rule, old.sign, old.point_type) != (new.rule, new.sign, new.point_type)
    ]
