"""How many targets have which computed RAG: in all, by theme and by quarter, each count linked to what it counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from objectives.rows import TargetRow
from pssdash.board.past_quarters import RowsByQuarter
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag


@dataclass(frozen=True)
class RagCount:
    """A count and the list of what it counts. `start` and `width` place it in a bar of 100 units."""

    rag: Rag
    count: int
    url: str
    start: float
    width: float


@dataclass(frozen=True)
class CountRow:
    """The counts of one theme or quarter: all five colours, worst first, zeros included."""

    label: str
    url: str
    total: int
    counts: tuple[RagCount, ...]


def list_url(quarter: Quarter, **filters: str) -> str:
    """The list of targets in `quarter`, narrowed by `filters`."""
    return reverse("objective_list", query={"quarter": quarter.slug, **filters})


def count_row(label: str, rows: Iterable[TargetRow], link: Callable[..., str]) -> CountRow:
    """The counts of `rows`. `link()` is the list of them all, `link(rag="red")` that of the Red ones alone."""
    found = Counter(row.computed_rag for row in rows)
    total, start, counts = found.total(), 0.0, []
    for rag in Rag:
        width = 100 * found[rag] / total if total else 0.0
        counts.append(RagCount(rag, found[rag], link(rag=rag.value), round(start, 2), round(width, 2)))
        start += width
    return CountRow(label, link(), total, tuple(counts))


def count_by_theme(rows: Iterable[TargetRow], quarter: Quarter) -> tuple[CountRow, ...]:
    """One row a theme, in the strategy's order (that of `rows`)."""
    themes: dict[tuple[str, str], list[TargetRow]] = {}
    for row in rows:
        themes.setdefault((row.theme_slug, row.theme), []).append(row)
    return tuple(
        count_row(name, of_theme, partial(list_url, quarter, theme=slug)) for (slug, name), of_theme in themes.items()
    )


def count_by_quarter(rows: RowsByQuarter) -> tuple[CountRow, ...]:
    return tuple(
        count_row(str(quarter), of_quarter, partial(list_url, quarter)) for quarter, of_quarter in rows.items()
    )


def headline(row: CountRow, before: CountRow | None) -> str:
    """The counts as a sentence, and the Red and Amber ones of the quarter before as another."""
    found = counts_of(row)
    if not row.total:
        return "No target is in force in this quarter."
    some = f"{found[Rag.RED] or 'None'} of {row.total} targets {'are' if found[Rag.RED] > 1 else 'is'} Red"
    now = (
        f"{some} and {how_many(found[Rag.AMBER])} Amber; {how_many(found[Rag.GREEN])} Green, "
        f"{how_many(found[Rag.COMPLETE])} Complete and {found[Rag.NOT_RATED] or 'none'} cannot be rated."
    )
    if before is None:
        return now
    was = counts_of(before)
    red, amber = was[Rag.RED] or "none", was[Rag.AMBER] or "none"
    return f"{now} In {before.label} {red} of {before.total} were Red and {amber} Amber."


def counts_of(row: CountRow) -> Mapping[Rag, int]:
    return {each.rag: each.count for each in row.counts}


def how_many(count: int) -> str:
    """`none is`, `1 is` or `4 are`."""
    return f"{count} are" if count > 1 else f"{count or 'none'} is"
