"""Items as the signs of a quarter are judged from, made without a database."""

from objectives.rows import TargetRow
from pssdash.rounds.signs.items import Item
from tests.factories.rows import QUARTER, make_row


def make_item(row: TargetRow | None = None, **fields) -> Item:
    """The item of a row (one that is due in 2021, unless given)."""
    row = row or make_row()
    return Item(**({"row": row, "chapter": (row.theme_slug, row.theme), "url": f"/{row.ref}/"} | fields))


def make_said(*texts: str | None, **fields) -> Item:
    """An item whose approved updates said `texts`, this quarter's first; None is a quarter without one."""
    row, *earlier = (
        make_row(quarter=QUARTER - back, progress=text or "", version=None if text is None else 1)
        for back, text in enumerate(texts)
    )
    return make_item(row, **({"earlier": tuple(earlier)} | fields))
