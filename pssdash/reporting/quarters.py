"""The quarter as a value: `Quarter(2024, 2)` is Q2 2024/25 (Jul–Sep 2024). NHS years start on 1 April."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self, overload

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Years outside these are slips of the keyboard, and dates at the ends of the calendar have no neighbours.
FIRST_YEAR, LAST_YEAR = 1900, 2199

READABLE = "Write it as Q2 2024/25 or 2024-25-q2"
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
YEARS = r"(?:fy ?)?(?P<years>[0-9]+(?: ?[/-] ?[0-9]+)?)"
NUMBER = rf"(?:(?:q|qtr|quarter) ?(?P<number>[0-9]{{1,4}})|(?P<ordinal>{'|'.join(ORDINALS)}) quarter)"
MONTHS = r"(?P<months> ?\( ?(?P<from>[a-z]{3,9}) ?(?:-|to) ?(?P<to>[a-z]{3,9}) (?P<in>[0-9]{4}) ?\))?"
SPELLINGS = (
    re.compile(rf"{NUMBER}(?:,? (?:of )?| ?- ?|(?=fy)){YEARS}{MONTHS}"),
    re.compile(rf"{YEARS}(?:,? | ?- ?|(?=q)){NUMBER}{MONTHS}"),
)
YEAR_SPELLING = re.compile(r"(?P<first>[0-9]{4}|[0-9]{2}) ?[/-] ?(?P<second>[0-9]{4}|[0-9]{2})")


class QuarterError(ValueError):
    """The text names no quarter. The message says what is wrong and what would be read."""


def plain(text: str) -> str:
    """`text` for comparing: one space between words, plain hyphens, small letters."""
    return re.sub(r"[‐‑‒–—−]", "-", " ".join(text.split())).casefold()


def parse_nhs_year(text: str) -> int:
    """The calendar year in which an NHS year starts: 2019 for `2019/20`, `2019/2020`, `19/20` and `2019-20`.

    Two figures alone are of this century. Raises `QuarterError` unless the second year follows the first.
    """
    match = YEAR_SPELLING.fullmatch(plain(text))
    if match is None:
        raise QuarterError(f"“{text}” is not an NHS year. Write it as 2024/25")
    first = int(match["first"]) + (2000 if len(match["first"]) == 2 else 0)
    if int(match["second"]) != (first + 1) % 10 ** len(match["second"]):
        following = f"{first}/{(first + 1) % 100:02}"
        raise QuarterError(f"“{text}” is no NHS year: its years do not follow each other. Write {following}")
    return first


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of an NHS year: `year` is the calendar year in which the NHS year starts, `number` 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise QuarterError(f"There is no Q{self.number}: a year has Q1 to Q4. {READABLE}")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise QuarterError(f"The year {self.year} is out of range. {READABLE}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a quarter in any spelling that names its NHS year; raises `QuarterError`.

        `Q2 2024/25`, `Q2 2024/25 (Jul–Sep 2024)`, `2024-25-q2`, `Q2 2019/2020`, `Q3 25/26`, `Q4 FY2026/27`,
        `quarter 2 2024/25`, `second quarter of 2024/25`, `2024/25 Q2`. A single year (`Q2 2025`) is refused,
        because it may mean the calendar year or an NHS year.
        """
        match = next(filter(None, (spelling.fullmatch(plain(text)) for spelling in SPELLINGS)), None)
        written = text[:60]
        if match is None:
            wrong = f"“{written}” is not a quarter" if text.strip() else "No quarter is given"
            raise QuarterError(f"{wrong}. {READABLE}")
        if match["years"].isdigit():
            raise QuarterError(f"“{written}” may mean a calendar year or an NHS year. {READABLE}")
        number = int(match["number"]) if match["number"] else ORDINALS[match["ordinal"]]
        quarter = cls(parse_nhs_year(match["years"]), number)
        if match["months"] and (match["from"][:3], match["to"][:3], match["in"]) != quarter._months:
            raise QuarterError(f"“{written}” names other months than those of {quarter}. {READABLE}")
        return quarter

    @classmethod
    def containing(cls, day: date) -> Self:
        """The quarter in which `day` lies."""
        return cls(day.year if day.month > 3 else day.year - 1, (day.month - 4) % 12 // 3 + 1)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        year, month = (self.year + 1, 4) if self.number == 4 else (self.year, 3 * self.number + 4)
        return (date(year + 1, 1, 1) if month > 12 else date(year, month, 1)) - timedelta(days=1)

    @property
    def _months(self) -> tuple[str, str, str]:
        first, last = (MONTH_NAMES[day.month - 1][:3].casefold() for day in (self.start, self.end))
        return first, last, str(self.end.year)

    @property
    def nhs_year(self) -> str:
        """`2024/25`."""
        return f"{self.year}/{(self.year + 1) % 100:02}"

    @property
    def slug(self) -> str:
        """`2024-25-q2`, as in a path."""
        return f"{self.year}-{(self.year + 1) % 100:02}-q{self.number}"

    @property
    def short(self) -> str:
        """`Q2 2024/25`, where the months stand nearby."""
        return f"Q{self.number} {self.nhs_year}"

    def __str__(self) -> str:
        """`Q2 2024/25 (Jul–Sep 2024)`, in full, as readers see it."""
        first, last, year = self._months
        return f"{self.short} ({first.capitalize()}–{last.capitalize()} {year})"

    def __add__(self, quarters: int) -> "Quarter":
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    @overload
    def __sub__(self, other: int) -> "Quarter": ...
    @overload
    def __sub__(self, other: "Quarter") -> int: ...
    def __sub__(self, other: "int | Quarter") -> "int | Quarter":
        """An earlier quarter, or how many quarters lie between two."""
        if isinstance(other, Quarter):
            return (self.year - other.year) * 4 + self.number - other.number
        return self + -other

    @property
    def next(self) -> "Quarter":
        return self + 1

    @property
    def previous(self) -> "Quarter":
        return self - 1
