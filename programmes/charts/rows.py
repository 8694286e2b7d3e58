"""A chart's data as a table: what every reader gets beside the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programmes.charts.facts import ChartFacts
from programmes.charts.markup import Markup, escaped
from programmes.charts.ticks import number_text
from programmes.charts.words import capitalised, numbers_of, point_words
from programmes.spc import Result
from programmes.spc.wording import Numbers, date_text

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One point, as text. `point` is its date as a value, for callers who add columns of their own."""

    point: date
    day: str
    value: str
    mean: str
    lower_limit: str
    upper_limit: str
    target: str
    says: str


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Headings and rows of text. The first column names the row; those in `text_columns` are not numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: frozenset[int] = frozenset({0})

    @property
    def body(self) -> Markup:
        """The rows as HTML. A template's loops over a few hundred cells took most of the time of a page."""
        kinds = ["" if number else ' class="app-chart-table__text"' for _, number in self.headings]
        return Markup("".join(self._row(row, kinds) for row in self.rows))

    def _row(self, row: tuple[str, ...], kinds: list[str]) -> str:
        cells = "".join(f"<td{kind}>{escaped(cell)}</td>" for cell, kind in zip(row[1:], kinds[1:], strict=True))
        return f'<tr><th scope="row">{escaped(row[0])}</th>{cells}</tr>'

    @property
    def headings(self) -> list[tuple[str, bool]]:
        """Each with whether its column holds numbers."""
        return [(column, place not in self.text_columns) for place, column in enumerate(self.columns)]


def chart_rows(result: Result, facts: ChartFacts) -> list[ChartRow]:
    """Every period, also one without a value. The numbers of a column have the same decimals, so that they line up:
    values that are counted whole have none, whatever their mean has.
    """
    numbers = numbers_of(result, facts)
    is_whole = facts.decimals is None and all(row.y is None or row.y == round(row.y) for row in result.rows)

    def written(value: float | None, decimals: int = numbers.decimals) -> str:
        return NOTHING if value is None else number_text(value, decimals, facts.unit)

    return [
        ChartRow(
            point=row.x,
            day=date_text(row.x, result.options.frequency),
            value="no value" if row.y is None else written(row.y, 0 if is_whole else numbers.decimals),
            mean=written(row.mean),
            lower_limit=written(row.lpl),
            upper_limit=written(row.upl),
            target=NOTHING if row.target is None else _exact(row.target, numbers),
            says=capitalised(point_words(row, result)),
        )
        for row in result.rows
    ]


def _exact(value: float, numbers: Numbers) -> str:
    """A target as it was set."""
    return numbers.exact(value)


def spc_table(
    result: Result, facts: ChartFacts, caption: str = "", extra: Sequence[tuple[str, Sequence[str]]] = ()
) -> ChartTable:
    """The table of an SPC chart. `extra` columns (heading, cells), such as numerators, stand before the value."""
    rows = chart_rows(result, facts)
    has_target = any(row.target is not None for row in result.rows)
    limits = "trial limit" if all(part.trial for part in result.parts) else "limit"
    columns: list[tuple[str, Sequence[str]]] = [
        ("Period", [row.day for row in rows]),
        *extra,
        ("Value", [row.value for row in rows]),
        ("Mean", [row.mean for row in rows]),
        (f"Lower {limits}", [row.lower_limit for row in rows]),
        (f"Upper {limits}", [row.upper_limit for row in rows]),
        *([(facts.ambition_label, [row.target for row in rows])] if has_target else []),
        ("What the point says", [row.says for row in rows]),
    ]
    return table_of(caption or f"{facts.title}: data", columns, text_columns={0, len(columns) - 1})


def table_of(
    caption: str, columns: Sequence[tuple[str, Sequence[str]]], text_columns: set[int] | None = None
) -> ChartTable:
    """A table from its columns, each a heading and its cells; all of one length."""
    return ChartTable(
        caption=caption,
        columns=tuple(heading for heading, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
        text_columns=frozenset(text_columns if text_columns is not None else {0}),
    )
