"""Roll-ups: what the values of the organisations below add up to, by the measure's own rule.

Kept ready: whoever changes values calls `refresh_spans` in the same transaction. After organisations, links or measures
have changed, `refresh_measures` (`manage.py refresh_roll_ups`) works all of them out again.

- Only values of the level that reports are added, each where it stood in the tree (tree.py). Missing and suppressed
  values are not zero: they are left out, and `reported` of `expected` says how many there are. Where no organisation
  below has so much as a row, there is no roll-up; where all are missing, it has no value.
- `expected` are the organisations of that level that were open on the last day, of trusts those of the measure's types
  and those whose type is not known; not those to which the measure does not apply; and whichever reported all the same.
- A value that was mapped to an organisation before it opened is added unless one of its forerunners has a value of its
  own for the same span; then the forerunners are added, and it is neither added nor expected. If it is added, its
  forerunners are not expected.
- A ratio is one of sums, of the values that have both parts. A latest value counts until its organisation closes, or
  says that the measure no longer applies.
- A value of another length than the measure's periods is not added to the others that end on that day; the length of
  a latest value does not matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db import connection, transaction

from programmes.models import Basis, Measure, Observation, RollUp
from programmes.observations import roll_up_sql as sql
from programmes.observations.periods import period_start
from programmes.observations.rows import in_dialect
from programmes.observations.staging import analyse, fill_table, looking_up, make_room, temporary_table
from programmes.observations.tree import Forerunner, Level, Part, Place, Tree
from pssdash.organisations.models import OrganisationKind

LATEST, NONE = Measure.Aggregation.LATEST, Measure.Aggregation.NONE
# A bound to the temporary tables: so many values, about, are added up in one go.
PARTS_AT_ONCE = 1_000_000


class Span(NamedTuple):
    """A span of time of a measure: its roll-ups are worked out together."""

    measure_id: int
    basis: str
    last_day: date


class StagedSpan(NamedTuple):
    """A span with what its measure says of adding up. `first_day` bounds the values that are added, where the basis has
    periods of one length.
    """

    measure_id: int
    basis: str
    last_day: date
    first_day: date | None
    aggregation: str
    per: float
    level: Level

    @property
    def adds_nothing(self) -> bool:
        return self.aggregation == NONE or self.level.kind == OrganisationKind.NATION


@transaction.atomic
def refresh_spans(spans: Iterable[Span]) -> int:
    """Work out the roll-ups of these spans; returns how many rows were written or removed."""
    spans = set(spans)
    measures = Measure.objects.in_bulk({span.measure_id for span in spans})
    held = {span for measure in measures.values() if measure.aggregation == LATEST for span in _spans_held(measure)}
    staged = [_staged(measures[span.measure_id], span, held) for span in spans | _later(spans, held)]
    if all(span.adds_nothing for span in staged) and not RollUp.objects.filter(measure__in=measures).exists():
        return 0
    tree = Tree()
    return sum(_refresh(chunk, tree) for chunk in _chunks(staged, tree))


def _chunks(spans: list[StagedSpan], tree: Tree) -> Iterator[list[StagedSpan]]:
    """All spans that end on a day stand together; so the tree of each day is made once."""
    parts, chunk = 0, []
    for _, group in groupby(sorted(spans, key=lambda span: span.last_day), key=lambda span: span.last_day):
        of_day = list(group)
        chunk += of_day
        parts += sum(len(tree.of_kind[span.level.kind]) for span in of_day)
        if parts >= PARTS_AT_ONCE:
            yield chunk
            parts, chunk = 0, []
    if chunk:
        yield chunk


def refresh_measures(measures: Iterable[Measure]) -> int:
    """Work out all roll-ups of the measures: after a change of organisations, links, or of a measure's own rule."""
    models = (Observation, RollUp)
    return refresh_spans(span for measure in measures for model in models for span in _spans_held(measure, model))


def _spans_held(measure: Measure, model: type[Observation] | type[RollUp] = Observation) -> set[Span]:
    rows = model.objects.filter(measure=measure).order_by().values_list("basis", "end").distinct()
    return {Span(measure.pk, *row) for row in rows}


def _later(spans: set[Span], held: set[Span]) -> set[Span]:
    """Of the spans of latest values those that end later: what was changed stands in them too."""
    first: dict[tuple[int, str], date] = {}
    for span in spans:
        first[span[:2]] = min(span.last_day, first.get(span[:2], date.max))
    return {span for span in held if span.last_day > first.get(span[:2], date.max)}


def _staged(measure: Measure, span: Span, held: set[Span]) -> StagedSpan:
    """A latest value stands only in spans in which something was reported."""
    aggregation = NONE if measure.aggregation == LATEST and span not in held else measure.aggregation
    start = period_start(measure.frequency, span.last_day) if span.basis == Basis.IN_PERIOD else None
    level = Level(measure.reported_by, measure.reporting_types)
    return StagedSpan(*span, start, aggregation, measure.per, level)


def _refresh(spans: list[StagedSpan], tree: Tree) -> int:
    maps = {place: number for number, place in enumerate({(span.level, span.last_day): None for span in spans})}
    numbered = ((number, maps[span.level, span.last_day], *span[:-1]) for number, span in enumerate(spans))
    with ExitStack() as stack:
        for create in sql.TABLES:
            stack.enter_context(temporary_table(create))
        fill_table("roll_up_span", ("number", "map", *StagedSpan._fields[:-1]), numbered)
        fill_table("roll_up_part", Part._fields, tree.parts(maps))
        fill_table("roll_up_place", Place._fields, tree.places(maps))
        fill_table("roll_up_forerunner", Forerunner._fields, tree.forerunners)
        make_room()
        with looking_up():
            _run(sql.CHILDREN)
        if tree.forerunners:
            _run(sql.NOTHING_TWICE)
        _run([sql.ADD_UP])
        return _run([sql.REMOVE, sql.WRITE])


def _run(statements: Sequence[str]) -> int:
    """How many rows the statements wrote in all."""
    written = 0
    analyse("roll_up_span, roll_up_part, roll_up_place, roll_up_child, fresh_roll_up")
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(in_dialect(statement))
            written += max(cursor.rowcount, 0)
    return written
