"""A result of the engine as JSON, in the reference's words, and as text to read."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby

from programmes.spc import Result, Row, notes, sentence, suggest_step_change, suggestion_sentence
from programmes.spc.wording import PLAIN, Numbers, date_text


def as_json(result: Result) -> dict[str, object]:
    """Values that JSON can hold: a list for what each row has, None for what is missing or undefined."""
    suggestion = suggest_step_change(result)
    return {
        **{name: [_plain(getattr(row, name)) for row in result.rows] for name in Row._fields},
        "variation": result.variation,
        "variation_point_type": result.latest.point_type,
        "variation_special_cause_type": result.latest.special_cause_type,
        "assurance": result.assurance,
        "assurance_icon": result.assurance.icon if result.assurance else None,
        "groups": [_plain_values(asdict(part)) for part in result.parts],
        "warned_short_group": any(row.short_group_warning for row in result.rows),
        "rules": result.options.rules,
        "suggestion": _plain_values(asdict(suggestion)) if suggestion else None,
        "sentence": sentence(result),
        "notes": notes(result),
    }


def as_text(result: Result) -> str:
    """A summary of a few lines."""
    return "\n".join(_text_lines(result))


def _text_lines(result: Result) -> Iterator[str]:
    if result.name:
        yield result.name
    yield sentence(result)
    icons = f"variation {result.variation}, assurance {result.assurance or 'none'}"
    yield f"  {icons}, rules {result.options.rules}"
    numbers = Numbers(result, PLAIN)
    for part in result.parts:
        values = f"{part.present} value{'' if part.present == 1 else 's'}"
        mean = f"{values}, mean {numbers.text(part.mean)}"
        limits = f"limits {numbers.span(part.lpl, part.upl)}" if part.upl is not None else "no limits"
        yield f"  {_span(result, part.start, part.end)}: {mean}, {limits}"
    for label, group in groupby(result.rows, key=lambda row: (row.special_cause_type, row.point_type)):
        rows = list(group)
        if rows[0].special_cause_flag:
            yield f"  {_span(result, rows[0].x, rows[-1].x)}: {label[0]} ({len(rows)}), {label[1]}"
    for note in notes(result):
        yield f"  {note}"
    if suggestion := suggest_step_change(result):
        yield f"  {suggestion_sentence(result, suggestion)}"


def _span(result: Result, first: date, last: date) -> str:
    start, end = (date_text(day, result.options.frequency) for day in (first, last))
    return start if first == last else f"{start} to {end}"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _plain_values(values: dict[str, object]) -> dict[str, object]:
    return {key: _plain_values(value) if isinstance(value, dict) else _plain(value) for key, value in values.items()}
