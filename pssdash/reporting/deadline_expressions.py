"""The dated expressions in a text: a period or a span of two, with the words that bind a commitment to it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from pssdash.reporting.deadline_periods import Mention, Period, Precision, Unreadable, find_mentions
from pssdash.reporting.deadline_words import (
    AFTER_DATE,
    BASELINE,
    BEFORE_DATE,
    COMPARED,
    JOINS,
    JOINS_BETWEEN,
    LEADS,
    LISTED,
    NOT_A_NOUN,
    OFFSET,
    QUALIFIERS,
    Relation,
)
from pssdash.reporting.quarters import Quarter

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bound:
    """What an expression commits to."""

    start: date | None
    end: date | None
    precision: Precision
    relation: Relation
    start_by: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Expression:
    """A dated expression, from `start` to `end` of a text. `bound` is None where `problem` says why it is not read."""

    start: int
    end: int
    written: str
    bound: Bound | None
    problem: str = ""
    names_year: bool = True


@dataclass(frozen=True)
class Place:
    """Mentions that belong together, with the words before and after them that count."""

    mentions: list[Mention]
    start: int
    end: int
    written: str
    lead: str
    qualifier: str
    follower: str
    is_vague: bool

    @property
    def names_year(self) -> bool:
        return any(mention.year for mention in self.mentions)


def find_expressions(text: str, report_quarter: Quarter | None) -> list[Expression]:
    """The dated expressions in `text`, which has plain hyphens and single spaces."""
    return [_read(place, report_quarter) for place in _places(text)]


def _places(text: str) -> Iterator[Place]:
    for mentions, is_list in _joined(text, find_mentions(text)):
        first, last = mentions[0], mentions[-1]
        before = BEFORE_DATE.search(text[: first.start])
        after = AFTER_DATE.match(text, last.end)
        start = before.start() if before else first.start
        end = after.end() if after and after.lastgroup else last.end
        place = Place(
            mentions, start, end, text[start:end].strip(" (["),
            lead=_which(before, list(LEADS)),
            qualifier=_which(before, [f"q_{name}" for name in QUALIFIERS]).removeprefix("q_"),
            follower=after.lastgroup or "" if after else "",
            is_vague=is_list or bool(OFFSET.search(text[: first.start])),
        )  # fmt: skip
        if _is_meant(text, place):
            yield place


def _joined(text: str, mentions: list[Mention]) -> list[tuple[list[Mention], bool]]:
    """The mentions, those that make up one expression taken together, and whether they are a mere list.

    They are joined by "to", a dash or a stroke, by "and" after "between", or are listed and share a year.
    """
    groups: list[tuple[list[Mention], bool]] = []
    for mention in mentions:
        group = groups[-1][0] if groups else []
        gap = text[group[-1].end : mention.start] if group else "."
        between = group and re.search(r"\bbetween (?:the )?$", text[: group[0].start], re.IGNORECASE)
        if JOINS.fullmatch(gap) or (between and JOINS_BETWEEN.fullmatch(gap)):
            group.append(mention)
        elif group and LISTED.fullmatch(gap) and None in (group[-1].year, mention.year):
            groups[-1] = ([*group, mention], True)
        else:
            groups.append(([mention], False))
    return groups


def _which(match: re.Match[str] | None, names: list[str]) -> str:
    return next((name for name in names if match and match[name]), "")


def _is_meant(text: str, place: Place) -> bool:
    """Whether a commitment may be bound to the date: not a baseline, not part of a name, not a mere number."""
    first, last = place.mentions[0], place.mentions[-1]
    preceding = text[: place.start]
    is_baseline = place.lead in ("", "in", "from") and BASELINE.search(preceding)
    if place.follower == "baseline" or is_baseline or COMPARED.search(preceding):
        return False
    if re.search(r"\bthe $", text[: first.start], re.IGNORECASE) and not NOT_A_NOUN.match(text, last.end):
        return False
    is_all = not re.search(r"\w", preceding + text[place.end :])
    is_plain = not (is_all or place.lead or place.qualifier)
    if first.is_bare and not NOT_A_NOUN.match(text, last.end) and re.search(r"\w ?$", preceding):
        return False  # an amount, as in "reach over 2020 patients"
    return not (is_plain and (first.is_bare or not place.names_year))


def _read(place: Place, report_quarter: Quarter | None) -> Expression:
    note = ""
    names_year = place.names_year
    try:
        years = _years(place)
        if not names_year and report_quarter and all(mention.kind == "quarter" for mention in place.mentions):
            years = [report_quarter.nhs_year for _ in years]
            note = f"“{place.written}” names no year; {report_quarter.nhs_year} is that of the report"
            names_year = True
        periods = [mention.period(year) for mention, year in zip(place.mentions, years, strict=True)]
        bound = _bind(place, periods)
        note = "; ".join(filter(None, (note, bound.note)))
        return Expression(place.start, place.end, place.written, replace(bound, note=note))
    except Unreadable as problem:
        return Expression(place.start, place.end, place.written, None, str(problem), names_year)


def _years(place: Place) -> list[str | None]:
    """The year of each mention: its own, else that of the next one that names one, else that of the one before."""
    years = [mention.year for mention in place.mentions]
    for index in reversed(range(len(years) - 1)):
        years[index] = years[index] or years[index + 1]
    for index in range(1, len(years)):
        years[index] = years[index] or years[index - 1]
    return years


def _bind(place: Place, periods: list[Period]) -> Bound:
    last = place.mentions[-1]
    if place.is_vague or place.qualifier == "vague":
        raise Unreadable(f"“{place.written}” does not say which day")
    if last.is_bare and place.follower == "nhs" and len(last.written) == 4:
        raise Unreadable(f"“{place.written}” may mean the year that begins or that ends then")
    if len(periods) > 1:
        return _bind_span(place, periods)
    period = periods[0]
    if place.qualifier in ("week", "week_end"):
        period = _week(place, period)
    if place.qualifier in ("late", "start"):
        return _bind_part(place, period)
    return _bind_period(place, period)


def _week(place: Place, period: Period) -> Period:
    """The seven days that begin or end on the day named."""
    if period.precision is not Precision.DAY or period.start != period.end:
        raise Unreadable(f"“{place.written}” does not say which week")
    if place.qualifier == "week":
        return Period(period.start, period.start + 6 * ONE_DAY, Precision.WEEK)
    return Period(period.end - 6 * ONE_DAY, period.end, Precision.WEEK)


def _bind_span(place: Place, periods: list[Period]) -> Bound:
    """From the first period to the last. The precision is that of the wider."""
    first, last = periods[0], periods[-1]
    if any(a.start > b.start or a.end > b.end for a, b in pairwise(periods)):
        raise Unreadable(f"“{place.written}” runs backwards")
    if (
        place.lead in ("before", "not_before")
        or place.qualifier not in ("", "end", "start")
        or place.follower in ("onwards", "earliest")
    ):
        raise Unreadable(f"“{place.written}” does not say which day")
    start = first.end if place.qualifier == "end" else first.start
    precision = max((first.precision, last.precision), key=list(Precision).index)
    if place.lead == "after":
        return Bound(last.end + ONE_DAY, None, precision, Relation.FROM)
    return Bound(start, last.end, precision, Relation.BY if place.lead == "by" else Relation.DURING)


def _bind_part(place: Place, period: Period) -> Bound:
    """The start of a period is a day for what begins or ends there; its last part ends when the period does."""
    if place.qualifier == "start":
        match place.lead:
            case "from":
                return Bound(period.start, None, period.precision, Relation.FROM, period.start)
            case "by":
                return Bound(period.start, period.start, Precision.DAY, Relation.BY)
            case "before":
                return Bound(None, period.start - ONE_DAY, period.precision, Relation.BEFORE)
    elif place.lead in ("", "in", "by", "during") and not place.follower:
        relation = Relation.BY if place.lead == "by" else Relation.IN
        note = f"“{place.written}” is read to the end of the period"
        return Bound(period.start, period.end, period.precision, relation, note=note)
    raise Unreadable(f"“{place.written}” does not say which day")


def _bind_period(place: Place, period: Period) -> Bound:
    start, end, precision = period.start, period.end, period.precision
    is_end = place.qualifier == "end"
    if place.follower in ("onwards", "earliest"):
        if place.lead in ("by", "before", "until", "between", "during"):
            raise Unreadable(f"“{place.written}” contradicts itself")
        lead = place.lead if place.lead == "after" else ("from" if place.follower == "onwards" else "not_before")
    else:
        lead = place.lead
    match lead:
        case "from":
            return Bound(end if is_end else start, None, precision, Relation.FROM, end)
        case "not_before":
            return Bound(end if is_end else start, None, precision, Relation.FROM)
        case "after":
            return Bound(end + ONE_DAY, None, precision, Relation.FROM)
        case "before" if is_end:
            return Bound(start, end, precision, Relation.BEFORE)
        case "before":
            return Bound(None, start - ONE_DAY, precision, Relation.BEFORE)
        case "until":
            return Bound(None, end, precision, Relation.DURING)
        case "between":
            raise Unreadable(f"“{place.written}” names one date only")
        case "during":
            return Bound(start, end, precision, Relation.DURING)
        case _:
            return Bound(start, end, precision, Relation.BY if is_end or lead == "by" else Relation.IN)
