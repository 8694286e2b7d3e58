"""The periods that a text names: days, months, quarters, halves, seasons and years. Pure; used by `deadlines`.

`find_mentions` says where they stand; a mention becomes a `Period` once its year is known. Nothing is guessed: what
names no real date, or may mean two, is `Unreadable`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pssdash.reporting.quarters import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_NAMES,
    Quarter,
    QuarterError,
    parse_nhs_year,
)


class Precision(StrEnum):
    """The kind of period that an expression names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    NONE = "none"


class Unreadable(ValueError):
    """The words name no real date, or may mean several. The message is the note that readers see."""


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both days included."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True)
class Year:
    """A calendar year, or the NHS year that starts in it."""

    first: int
    is_nhs: bool

    @classmethod
    def parse(cls, written: str) -> "Year":
        """`2019/20`, `2019/2020`, `25/26`, `2027-28`, `FY2026/27` are NHS years; `2025` and `'25` calendar years."""
        digits = re.sub(r"[^0-9/-]", "", written)
        if re.search("[/-]", digits):
            try:
                year = cls(parse_nhs_year(digits), is_nhs=True)
            except QuarterError:
                raise Unreadable(f"“{written}” is no NHS year: its years do not follow each other") from None
        elif re.match("fy|fi|nhs", written, re.IGNORECASE):
            raise Unreadable(f"“{written}” may mean the year that begins or that ends then")
        else:
            year = cls(int(digits) + (2000 if len(digits) == 2 else 0), is_nhs=False)
        if not FIRST_YEAR <= year.first <= LAST_YEAR:
            raise Unreadable(f"The year of “{written}” is out of range")
        return year

    def with_month(self, month: int) -> int:
        """The calendar year of the `month` (1 to 12) that lies in this year."""
        return self.first + (self.is_nhs and month < 4)


@dataclass(frozen=True)
class Mention:
    """A period named in a text, from `start` to `end` of it. `year` is as written, None where it names none."""

    start: int
    end: int
    written: str
    kind: str
    parts: dict[str, str]
    year: str | None

    @property
    def is_bare(self) -> bool:
        """A plain number, which is a year only where the words around it say so."""
        return self.kind == "year" and re.fullmatch(r"\d{4}|\d\d[/-]\d\d", self.written) is not None

    def period(self, year: str | None) -> Period:
        """The period, its year being `year`. Raises `Unreadable`."""
        if year is None:
            raise Unreadable(f"“{self.written}” names no year")
        try:
            return READERS[self.kind](self, Year.parse(year))
        except QuarterError as error:
            raise Unreadable(str(error).split(". ")[0]) from None

    def day(self, year: int, month: int, day: str) -> date:
        try:
            return date(year, month, int(day))
        except ValueError:
            raise Unreadable(f"“{self.written}” is not a real date") from None


def months(year: int, first: int, count: int, precision: Precision) -> Period:
    """`count` months from month `first` of `year` on; month 13 is the next January."""
    start, after = (date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) for month in (first, first + count))
    return Period(start, after - timedelta(days=1), precision)


def _read_day(mention: Mention, year: Year) -> Period:
    parts, month = mention.parts, _month_number(mention.parts["month"])
    day = mention.day(year.with_month(month), month, parts["day"])
    start = mention.day(day.year, month, parts["from_day"]) if "from_day" in parts else day
    if "weekday" in parts and WEEKDAYS[day.weekday()] != parts["weekday"][:3].lower():
        raise Unreadable(f"“{mention.written}” is a {day:%A}")
    if start > day:
        raise Unreadable(f"“{mention.written}” runs backwards")
    return Period(start, day, Precision.DAY)


def _read_numbers(mention: Mention, year: Year) -> Period:
    """`2025-03-31`, and the British order: `31/03/2025`."""
    month = int(mention.parts["month"])
    day = mention.day(year.first, month if 1 <= month <= 12 else 99, mention.parts["day"])
    return Period(day, day, Precision.DAY)


def _read_month(mention: Mention, year: Year) -> Period:
    month = _month_number(mention.parts["month"])
    if not 1 <= month <= 12:
        raise Unreadable(f"“{mention.written}” is not a real month")
    return months(year.with_month(month), month, 1, Precision.MONTH)


def _read_quarter(mention: Mention, year: Year) -> Period:
    if not year.is_nhs:
        raise Unreadable(f"“{mention.written}” may mean a quarter of the calendar year or of an NHS year")
    parts = mention.parts
    number = parts.get("number", "").lower()
    first = int(WORDS.get(number, number)) if number else NUMBERS[parts["ordinal"].lower()]
    quarters = Quarter(year.first, first), Quarter(year.first, int(parts.get("last", first)))
    if quarters[0] > quarters[1]:
        raise Unreadable(f"“{mention.written}” runs backwards")
    if "gloss" in parts:
        Quarter.parse(f"{quarters[0].short} {parts['gloss'].strip()}")
    return Period(quarters[0].start, quarters[1].end, Precision.QUARTER)


def _read_half(mention: Mention, year: Year) -> Period:
    if "short" in mention.parts and not year.is_nhs:
        raise Unreadable(f"“{mention.written}” may mean a half of the calendar year or of an NHS year")
    is_first = mention.parts.get("short", mention.parts.get("half", "")).lower() in ("1", "1st", "first")
    return months(year.first, (4 if year.is_nhs else 1) + (0 if is_first else 6), 6, Precision.HALF)


def _read_season(mention: Mention, year: Year) -> Period:
    """In a calendar year, winter is the one that begins in it; in an NHS year, spring is the one at its end."""
    season = mention.parts["season"].lower()
    return months(year.first + (year.is_nhs and season == "spring"), SEASONS[season], 3, Precision.SEASON)


def _read_year(mention: Mention, year: Year) -> Period:
    if re.fullmatch(r"\d\d[/-](0\d|1[012])", mention.written):
        raise Unreadable(f"“{mention.written}” may mean a month or an NHS year")
    return months(year.first, 4 if year.is_nhs else 1, 12, Precision.YEAR)


def _month_number(written: str) -> int:
    starts = [name[:3].lower() for name in MONTH_NAMES]
    return int(written) if written.isdigit() else starts.index(written[:3].lower()) + 1


READERS: dict[str, Callable[[Mention, Year], Period]] = {
    "numbers": _read_numbers,
    "day": _read_day,
    "quarter": _read_quarter,
    "half": _read_half,
    "season": _read_season,
    "month": _read_month,
    "year": _read_year,
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
NUMBERS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
WORDS = {"one": "1", "two": "2", "three": "3", "four": "4"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Y4, ORDINAL = r"(?:19|20|21)\d\d", r"(?:st|nd|rd|th)?"
MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
MONTH = rf"\b(?P<month>{MONTH_WORD})\.?"
# "2024-30 June" is the end of a span of days, not a year.
TWO_YEARS = rf"(?:\d{{4}}(?: ?/ ?|-)\d\d(?:\d\d)?|\d\d[/-]\d\d)(?!\d|{ORDINAL} ?{MONTH_WORD})"
NAMED_YEAR = rf"(?:fy|(?:financial|fiscal|nhs) year) ?(?:{TWO_YEARS}|(?:\d{{4}}|\d\d)(?!\d))"
YEAR = rf"(?P<year>{NAMED_YEAR}|{TWO_YEARS}|(?:calendar year )?\d{{4}}(?!\d)|'\d\d(?!\d))"
OF_YEAR = rf"(?:,? (?:of |in )?(?:the )?\(?|-){YEAR}"
DAY = rf"(?:(?P<from_day>\d\d?){ORDINAL} ?(?:-|to) ?)?(?P<day>\d\d?){ORDINAL}"
WEEKDAY = r"(?:\b(?P<weekday>mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?"
QUARTER = (
    rf"\b(?:(?:q|qtr|quarter) ?(?P<number>\d{{1,4}}|{'|'.join(WORDS)})(?: ?(?:-|/|to) ?(?P<last>\d)(?![\d/-]))?"
    rf"|(?P<ordinal>{'|'.join(NUMBERS)}) (?:quarter|qtr))"
)
GLOSS = rf"(?P<gloss> ?\( ?{MONTH_WORD} ?(?:-|to) ?{MONTH_WORD} \d{{4}} ?\))?"
HALF = r"\b(?:(?P<half>first|1st|second|2nd|latter) half|h(?P<short>[12]))\b"
SEASON = rf"\b(?P<season>{'|'.join(SEASONS)})\b"

# In the order in which they claim words: what one has claimed, no later one reads again.
PATTERNS = [
    (kind, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for kind, pattern in (
        ("numbers", r"(?<![\d/.])(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?![\d/])"),
        ("numbers", r"(?<![\d/.])(?P<day>\d\d?)([-/.])(?P<month>\d\d?)\2(?P<year>\d{4})(?![\d/])"),
        ("numbers", r"(?<![\d/.])(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d\d)(?![\d/])"),
        ("day", rf"{WEEKDAY}(?<![\d/.,]){DAY}-{MONTH}-(?P<year>\d\d)(?!\d)"),
        ("day", rf"{WEEKDAY}(?<![\d/.,]){DAY}(?: (?:of )?|-)?{MONTH}(?:{OF_YEAR})?"),
        ("day", rf"{WEEKDAY}{MONTH} (?P<day>\d\d?){ORDINAL}(?![\d%/-])(?:,? (?P<year>\d{{4}})(?!\d))?"),
        ("quarter", rf"(?<![\d/.,]){YEAR}(?:,? |-)?{QUARTER}{GLOSS}"),
        ("quarter", rf"{QUARTER}(?:{OF_YEAR}{GLOSS})?"),
        ("half", rf"(?<![\d/.,]){YEAR} {HALF}"),
        ("half", rf"{HALF}(?:{OF_YEAR})?"),
        ("season", rf"{SEASON}(?:{OF_YEAR})?"),
        ("month", rf"{MONTH}(?:{OF_YEAR})?"),
        ("month", r"(?<![\d/.,-])(?P<month>\d\d?)/(?P<year>\d{4})(?![\d/])"),
        ("year", rf"(?<![\d/.,£$])(?P<year>{NAMED_YEAR}|(?={Y4}|\d\d[/-]){TWO_YEARS})(?![\d%/]|[.,]\d|-\d\d?(?!\d))"),
        ("year", rf"(?<![\w/.,£$+-])(?P<year>{Y4})(?![\w%/]|[.,-]\d)"),
    )
]


def find_mentions(text: str) -> list[Mention]:
    """The periods that `text` names, in its order. `text` has plain hyphens and single spaces."""
    found: list[Mention] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                parts = {name: part for name, part in match.groupdict().items() if part is not None}
                year = parts.pop("year", None)
                written = match[0].strip()
                found.append(Mention(match.start(), match.end(), written, kind, parts, year))
    # "may" and "march" are also verbs.
    dated = (mention for mention in found if mention.written not in ("may", "march"))
    return sorted(dated, key=lambda mention: mention.start)
