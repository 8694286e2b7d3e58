"""The words that stand around a date or in place of one: by, from, annually, ongoing, to be confirmed. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pssdash.reporting.deadline_periods import SEASONS, Precision


class Relation(StrEnum):
    """How an expression binds its commitment to its dates, or why it has none."""

    BY = "by"
    IN = "in"
    FROM = "from"
    DURING = "during"
    BEFORE = "before"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    EVENT = "event"
    TO_BE_CONFIRMED = "to_be_confirmed"
    UNKNOWN = "unknown"


# What may stand before a date, the later pattern being tried only where the earlier does not fit.
# "between" only introduces two dates; "after" and "not before" are kinds of FROM, "until" is a kind of DURING.
LEADS = {
    "not_before": r"no(?:t)? (?:before|earlier than|sooner than)",
    "by": r"by|no(?:t)? later than|on or before|by or before|in or before|latest",
    "until": r"until|till|(?:through )?(?:up )?to|up until",
    "during": r"during|through|throughout|over|across|in the course of",
    "before": r"before|prior to|ahead of|earlier than",
    "from": r"(?:as |with effect |effective |starting |commencing |beginning |onwards? )?from|as of|since|effective"
    r"|(?:start|commenc|beginn|begin)(?:ing|es|s|e)?(?: in| on)?",
    "after": r"after|following|post|later than",
    "between": r"between",
    "in": r"in|on|at|within|into|for|due",
}
# What may stand between the two: some of it moves the date, some of it makes it too vague to read.
QUALIFIERS = {
    "end": r"(?:very )?end(?: of)?|close of|(?:month|quarter)[ -]end",
    "late": r"late|later in|latter part of|towards? (?:the )?(?:very )?end of|towards? the close of",
    "start": r"(?:very )?start of|(?:very )?beginning of",
    "week": r"week (?:commencing|beginning|starting)(?: on)?|w/c|wc",
    "week_end": r"week ending(?: on)?|w/e",
    "vague": r"year[ -]end|early(?: in)?|earlier in|mid(?:dle of)?|mid-|(?:or )?(?:around|about)|approximately"
    r"|approx\.?|roughly|circa|c\."
    r"|(?:\w+ )?(?:weeks?|fortnight|weekend|(?:week|mon|tues|wednes|thurs|fri|satur|sun)?days?"
    r"|half|part|third|months|quarters?) (?:of|in)|(?:\w+ )?(?:quarters?|qtr|half(?:[ -]year)?|term|semester)",
}
_LEAD = "|".join(f"(?P<{name}>{words})" for name, words in LEADS.items())
_QUALIFIER = "|".join(f"(?P<q_{name}>{words})" for name, words in QUALIFIERS.items())
BEFORE_DATE = re.compile(
    rf"(?<![\w-])(?:(?:{_LEAD})[ :]+)?(?:the )?(?:(?:{_QUALIFIER}) ?)?(?:the )?"
    r"(?:(?:month|year) of |years? )?[(\[]?$",
    re.IGNORECASE,
)
AFTER_DATE = re.compile(
    r"[)\]]?,? ?(?:(?P<onwards>(?:and )?onwards?\b|and (?:later|after|beyond)\b|\+(?!\d))"
    r"|(?P<earliest>(?:at the )?earliest\b|or later\b)"
    r"|(?P<baseline>\(?baseline\b)"
    r"|(?P<nhs>(?:financial|fiscal|nhs) year\b)|(?P<calendar>calendar year\b))?",
    re.IGNORECASE,
)
# What says that a date belongs to a comparison rather than to a commitment; a baseline where no "by" follows it.
COMPARED = re.compile(r"\b(?:compared(?: to| with)?|relative to|relative|against|versus)(?: the)? ?$", re.IGNORECASE)
BASELINE = re.compile(r"\bbaseline(?: of|:)? ?$", re.IGNORECASE)
# A date that stands before a noun names that thing ("the 2019/20 scheme"), unless one of these follows.
NOT_A_NOUN = re.compile(
    r" (?:and|or|at|as|for|in|to|by|if|but|with|of|on|when|which|that|subject|the|a|an|all|each|onwards?|through|across"
    r"|(?:financial|fiscal|nhs|calendar) year|deadline)\b|[^\w]*$| ?[^\w ]",
    re.IGNORECASE,
)
JOINS = re.compile(r" ?(?:-|/|to|until|till|up to|through(?: to)?) ?(?:the )?(?:end(?: of)? )?(?:the )?", re.IGNORECASE)
JOINS_BETWEEN = re.compile(r" and (?:the )?(?:end(?: of)? )?(?:the )?", re.IGNORECASE)


# "three months after Q2 2019/20" reckons from a date and does not name one.
OFFSET = re.compile(
    r"\b(?:days?|weeks?|months?|years?|quarters?) (?:after|before|from|following|prior to|since|of|until)"
    r"(?: the)?(?: end of| start of| end)?(?: the)? ?$",
    re.IGNORECASE,
)
# Dates side by side, where one has no year of its own, cannot be told apart: "Q2 and Q3 2024/25".
LISTED = re.compile(r"[^\w]*(?:and|or)?[^\w]*", re.IGNORECASE)


@dataclass(frozen=True)
class Phrase:
    """Words in place of a date, from `start` to `end` of the text."""

    start: int
    end: int
    written: str
    relation: Relation
    precision: Precision = Precision.NONE


_ENDS_THERE = r"(?= ?(?:$|[^\w\s-]|basis\b|and\b|by\b|from\b|until\b|during\b|throughout\b))"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
RECURRENCES = tuple(
    (precision, re.compile(pattern, re.IGNORECASE))
    for precision, pattern in (
        (Precision.SEASON, rf"\b(?:(?:annually|yearly),? )?(?:every|each) (?:{'|'.join(SEASONS)})\b"),
        (Precision.MONTH, rf"\b(?:(?:annually|yearly),? )?(?:every|each) (?:{_MONTHS})\b"),
        (Precision.DAY, rf"\b(?:every|each) \d\d?(?:st|nd|rd|th)? (?:{_MONTHS})\b"),
        (Precision.QUARTER, r"\b(?:every|each) q[1-4]\b"),
        (Precision.HALF, r"\b(?:every )?(?:six|6)[ -]?month(?:ly|s)\b|\bhalf[ -]yearly\b|\bbi-?annually\b"),
        (Precision.HALF, r"\btwice(?: an?| each| every| per)?[ -]year(?:ly)?\b"),
        (
            Precision.NONE,
            r"\bbi-?ennial(?:ly)?\b|\bbi-?monthly\b|\bfortnightly\b|\bevery (?:other|two|four|five|\d+) \w+",
        ),
        (Precision.QUARTER, r"\b(?:three|3)[ -]monthly\b|\b(?:every|each) quarter\b|\bevery (?:three|3) months\b"),
        (Precision.QUARTER, rf"\b(?:on a )?quarterly{_ENDS_THERE}"),
        (Precision.MONTH, rf"\b(?:on a )?monthly{_ENDS_THERE}|\b(?:every|each) month\b"),
        (Precision.WEEK, rf"\b(?:on a )?weekly{_ENDS_THERE}|\b(?:every|each) week\b"),
        (Precision.DAY, rf"\b(?:on a )?daily{_ENDS_THERE}|\b(?:every|each) (?:working )?day\b"),
        (
            Precision.YEAR,
            r"\bannually\b|\b(?:every|each) (?:financial )?year\b|\b(?:once|one) (?:a|per|each|every) year\b",
        ),
        (Precision.YEAR, rf"\b(?:on an )?annual{_ENDS_THERE}|\b(?:on a )?yearly{_ENDS_THERE}|\bper annum\b"),
    )
)
TO_BE_CONFIRMED = re.compile(
    r"\bt\.?b\.?[acd]\b\.?|\bto be (?:confirmed|determined|decided|announced|advised)\b"
    r"|\b(?:no|date|deadline)(?: date)? (?:is )?not yet (?:set|known|agreed|confirmed)\b"
    r"|\bnot yet (?:set|known|agreed|confirmed|determined)\b|\bto be agreed$|\bawaiting confirmation\b",
    re.IGNORECASE,
)
ONGOING = re.compile(r"^\W*(?:on-?going|continuous|open-ended|rolling programme|no end date)\b", re.IGNORECASE)
# What hangs on something that happens. The first kind says so anywhere, the second only where the expression begins.
EVENTS = (
    re.compile(r"\bto follow\b|\b(?:as|when|once) published\b", re.IGNORECASE),
    re.compile(
        r"^\W*(?:following|after|once|when|upon|post|pending|subject to|depend(?:s|ing|ent)? (?:up)?on|as and when"
        r"|on (?:the )?(?:completion|publication|approval|receipt|agreement|launch)\b)(?! possible)",
        re.IGNORECASE,
    ),
)


def find_recurrence(text: str) -> Phrase | None:
    """What `text` says of how often, all such words together; None if nothing. Two rhythms have no precision."""
    found: list[Phrase] = []
    for precision, pattern in RECURRENCES:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Phrase(match.start(), match.end(), match[0], Relation.RECURRING, precision))
    if not found:
        return None
    start, end = min(phrase.start for phrase in found), max(phrase.end for phrase in found)
    rhythms = {phrase.precision for phrase in found}
    finer = rhythms - {Precision.YEAR} or rhythms
    return Phrase(start, end, text[start:end], Relation.RECURRING, finer.pop() if len(finer) == 1 else Precision.NONE)


def find_phrase(pattern: re.Pattern[str], text: str, relation: Relation) -> Phrase | None:
    match = pattern.search(text)
    return Phrase(match.start(), match.end(), match[0].strip(), relation) if match else None


def find_event(text: str) -> Phrase | None:
    """What `text` waits for; None if it names no such thing."""
    found = (find_phrase(pattern, text, Relation.EVENT) for pattern in EVENTS)
    return next((phrase for phrase in found if phrase), None)
