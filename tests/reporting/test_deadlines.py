"""Deadline expressions: every one of both source documents, the families they stand for, and what is never guessed."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from pssdash.reporting.deadlines import Deadline, Precision, Relation, parse_deadline
from pssdash.reporting.quarters import MONTH_NAMES, Quarter

REPORT_QUARTERS = {"year one": Quarter(2020, 2), "Q2 2024/25": Quarter(2024, 2)}
with (Path(__file__).parent / "source_expressions.csv").open(encoding="utf-8") as file:
    FROM_THE_SOURCES = list(csv.DictReader(file))


def read(text: str, report_quarter: Quarter | None = None) -> tuple[str, str, str, str, str]:
    """What was read, as the words of the tables here: start, end, precision, relation, start by."""
    deadline = parse_deadline(text, report_quarter)
    dates = [str(day or "") for day in (deadline.start, deadline.end, deadline.start_by)]
    return dates[0], dates[1], deadline.precision.value, deadline.relation.value, dates[2]


@pytest.mark.parametrize("row", FROM_THE_SOURCES, ids=lambda row: row["expression"])
def test_every_expression_of_the_sources_is_read(row):
    expected = row["start"], row["end"], row["precision"], row["relation"], row["start_by"]

    assert read(row["expression"], REPORT_QUARTERS[row["source"]]) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "relation"),
    [
        ("first half of 2020", "2020-01-01", "2020-06-30", "half", "in"),
        ("H2 2019/20", "2019-10-01", "2020-03-31", "half", "in"),
        ("winter 2019", "2019-12-01", "2020-02-29", "season", "in"),
        ("by winter 2018", "2018-12-01", "2019-02-28", "season", "by"),
        ("winter 2019/20", "2019-12-01", "2020-02-29", "season", "in"),
        ("spring 2024/25", "2025-03-01", "2025-05-31", "season", "in"),
        ("spring/summer 2025", "2025-03-01", "2025-08-31", "season", "during"),
        ("before April 2026", "", "2026-03-31", "month", "before"),
        ("before the end of March 2025", "2025-03-01", "2025-03-31", "month", "before"),
        ("end of Q2 2020/21", "2020-07-01", "2020-09-30", "quarter", "by"),
        ("no later than 31/03/2025", "2025-03-31", "2025-03-31", "day", "by"),
        ("2025-03-31", "2025-03-31", "2025-03-31", "day", "in"),
        ("31-Mar-25", "2025-03-31", "2025-03-31", "day", "in"),
        ("by Friday 10th January, 2025", "2025-01-10", "2025-01-10", "day", "by"),
        ("March 31, 2025", "2025-03-31", "2025-03-31", "day", "in"),
        ("week commencing 3 March 2025", "2025-03-03", "2025-03-09", "week", "in"),
        ("by w/e 7 March 2025", "2025-03-01", "2025-03-07", "week", "by"),
        ("14–16 August 2024", "2024-08-14", "2024-08-16", "day", "in"),
        ("between April and June 2020", "2020-04-01", "2020-06-30", "month", "during"),
        ("from 1 April 2019 to 31 March 2020", "2019-04-01", "2020-03-31", "day", "during"),
        ("Q2-4 2024/25", "2024-07-01", "2025-03-31", "quarter", "in"),
        ("Q2 2024/25 to Q4", "2024-07-01", "2025-03-31", "quarter", "during"),
        ("until March 2025", "", "2025-03-31", "month", "during"),
        ("by the start of April 2020", "2020-04-01", "2020-04-01", "day", "by"),
        ("by 29 February 2024", "2024-02-29", "2024-02-29", "day", "by"),
        ("by the end of the 2019/20 financial year", "2019-04-01", "2020-03-31", "year", "by"),
        ("by Q2 2024/25 (Jul–Sep 2024)", "2024-07-01", "2024-09-30", "quarter", "by"),
        ("monthly during 2024/25", "2024-04-01", "2025-03-31", "month", "recurring"),
        ("ongoing until March 2025", "", "2025-03-31", "month", "during"),
    ],
)
def test_expression_with_an_end_is_read(text, start, end, precision, relation):
    assert read(text) == (start, end, precision, relation, "")


@pytest.mark.parametrize(
    ("text", "start", "start_by"),
    [
        ("from spring 2025", "2025-03-01", "2025-05-31"),
        ("Q1 2025/26 onwards", "2025-04-01", "2025-06-30"),
        ("starting in May 2025", "2025-05-01", "2025-05-31"),
        ("from the start of 2025/26", "2025-04-01", "2025-04-01"),
        ("after Q2 2024/25", "2024-10-01", ""),
        ("not before April 2026", "2026-04-01", ""),
    ],
)
def test_expression_with_a_start_only_has_no_end(text, start, start_by):
    deadline = parse_deadline(text)

    assert (str(deadline.start), deadline.end, str(deadline.start_by or "")) == (start, None, start_by)
    assert deadline.relation is Relation.FROM


@pytest.mark.parametrize("spelling", ["2019/20", "2019/2020", "19/20", "2019-20", "2019–20", "FY2019/20", "FY 19/20"])
def test_nhs_year_is_read_in_every_form(spelling):
    assert read(f"by {spelling}") == ("2019-04-01", "2020-03-31", "year", "by", "")
    assert read(f"by Q1 {spelling}") == ("2019-04-01", "2019-06-30", "quarter", "by", "")
    assert read(f"by March {spelling}") == ("2020-03-01", "2020-03-31", "month", "by", "")


QUARTER_SPELLINGS = ("Q{n} {y}/{z}", "q{n} {y}/20{z}", "{y}/{z} Q{n}", "{y}-{z}-q{n}", "Quarter {n} of {y}–{z}")


@pytest.mark.parametrize("year", range(2019, 2032))
def test_every_quarter_in_every_spelling_is_that_quarter(year):
    for number in (1, 2, 3, 4):
        quarter = Quarter(year, number)
        for spelling in QUARTER_SPELLINGS:
            text = spelling.format(n=number, y=year, z=(year + 1) % 100)
            dates = str(quarter.start), str(quarter.end)
            assert read(f"by end {text}") == (*dates, "quarter", "by", "")
            assert read(f"Adopted by all trusts in {text}.") == (*dates, "quarter", "in", "")
            assert read(f"from {text}") == (dates[0], "", "quarter", "from", dates[1])


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_and_its_days_are_read(month):
    first = date(2025, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    for name in (MONTH_NAMES[month - 1], MONTH_NAMES[month - 1][:3], MONTH_NAMES[month - 1].upper()):
        assert read(f"by {name} 2025") == (str(first), str(last), "month", "by", "")
        assert read(f"by {last.day} {name} 2025") == (str(last), str(last), "day", "by", "")
        assert parse_deadline(f"{last.day + 1} {name} 2025").relation is Relation.UNKNOWN
        assert parse_deadline(f"by {name}").relation is Relation.UNKNOWN


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "No deadline is given"),
        ("  \n", "No deadline is given"),
        ("31 April 2026", "“31 April 2026” is not a real date"),
        ("by 29 February 2023", "“29 February 2023” is not a real date"),
        ("03/31/2025", "“03/31/2025” is not a real date"),
        ("Q5 2025/26", "There is no Q5: a year has Q1 to Q4"),
        ("by 2024/26", "“2024/26” is no NHS year: its years do not follow each other"),
        ("Thursday 14 August 2024", "“Thursday 14 August 2024” is a Wednesday"),
        ("Q2 2025", "“Q2 2025” may mean a quarter of the calendar year or of an NHS year"),
        ("H1 2020", "“H1 2020” may mean a half of the calendar year or of an NHS year"),
        ("by FY26", "“FY26” may mean the year that begins or that ends then"),
        ("by 10/11", "“10/11” may mean a month or an NHS year"),
        ("Q2 2024/25 (Apr–Jun 2024)", "names other months than those of Q2 2024/25 (Jul–Sep 2024)"),
        ("by Q3", "“Q3” names no year"),
        ("by 31 March", "“31 March” names no year"),
        ("in Autumn", "“Autumn” names no year"),
        ("10th", "No date can be read in “10th”"),
        ("by the end of the year", "No date can be read in “by the end of the year”"),
        ("by Christmas 2024", "No date can be read in “by Christmas 2024”"),
        ("as soon as possible", "No date can be read in “as soon as possible”"),
        ("increase by 2020 patients", "No date can be read in “increase by 2020 patients”"),
        ("mid September 2024", "“mid September 2024” does not say which day"),
        ("by early 2021", "“by early 2021” does not say which day"),
        ("first week of March 2025", "“first week of March 2025” does not say which day"),
        ("three months after Q2 2019/20", "“after Q2 2019/20” does not say which day"),
        ("around March 2025", "“around March 2025” does not say which day"),
        ("by year end 2025", "“by year end 2025” does not say which day"),
        ("Q2 and Q3 2024/25", "“Q2 and Q3 2024/25” does not say which day"),
        ("November to February 2020", "“November to February 2020” runs backwards"),
        ("16–14 August 2024", "“16-14 August 2024” runs backwards"),
        ("by March 2025 onwards", "“by March 2025 onwards” contradicts itself"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_says_why(text, note):
    deadline = parse_deadline(text)

    assert deadline.note.endswith(note)
    assert deadline == Deadline(text, None, None, Precision.NONE, Relation.UNKNOWN, note=deadline.note)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("by 2024 (25% by 2021)", "“by 2024” and “by 2021”"),
        ("Autumn 2019 and reviewed annually", "“Autumn 2019” and “annually”"),
        ("June 2019. The full plan to follow the next review.", "“June 2019” and “to follow”"),
        ("Ongoing provision of statistics (six monthly)", "“Ongoing” and “six monthly”"),
        ("In Q2 2024/25 (and into Q3 2024/25)", "“In Q2 2024/25” and “into Q3 2024/25”"),
    ],
)
def test_several_commitments_in_one_text_are_unknown_and_named(text, names):
    deadline = parse_deadline(text)

    assert deadline.note == f"More than one deadline is named: {names}"
    assert (deadline.start, deadline.end, deadline.relation) == (None, None, Relation.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "use of antibiotics down by 10% (from 2017 baseline) by Q4 2019/20",
        "50% more sites than in the Q2 2019/20 baseline of 78/128, by Q4 2019/20",
        "750 trained, compared with 31 March 2018, by Q4 2019/20",
        "through the 2018/19 scheme, better care by Q4 2019/20",
        "fewer winter pressures that may be felt by Q4 2019/20",
        "in place by Q4 2019/20 and may go on",
        "up from a baseline of Q2 2018/19, by Q4 2019/20",
        "q17 (fairness) and q18 (confidence) better by Q4 2019/20",
        "in place by Q4 2019/20, and everywhere by the end of Q4 2019/20",
    ],
)
def test_one_date_in_a_longer_phrase_is_read_whatever_else_it_names(text):
    assert read(text) == ("2020-01-01", "2020-03-31", "quarter", "by", "")


@pytest.mark.parametrize(
    ("text", "relation", "precision"),
    [
        ("annually every spring", Relation.RECURRING, Precision.SEASON),
        ("quarterly", Relation.RECURRING, Precision.QUARTER),
        ("each month", Relation.RECURRING, Precision.MONTH),
        ("every two years", Relation.RECURRING, Precision.NONE),
        ("annually by 31 March", Relation.RECURRING, Precision.YEAR),
        ("TBC", Relation.TO_BE_CONFIRMED, Precision.NONE),
        ("Q2 2024/25 (TBC)", Relation.TO_BE_CONFIRMED, Precision.NONE),
        ("ongoing", Relation.ONGOING, Precision.NONE),
        ("once the framework is final", Relation.EVENT, Precision.NONE),
    ],
)
def test_expression_without_a_date_has_none(text, relation, precision):
    deadline = parse_deadline(text)

    assert (deadline.relation, deadline.precision) == (relation, precision)
    assert (deadline.start, deadline.end, deadline.start_by) == (None, None, None)


@pytest.mark.parametrize("text", ["plan to be agreed by March 2025", "role to be confirmed by March 2025"])
def test_what_is_to_be_confirmed_by_a_date_is_due_then(text):
    assert parse_deadline(text).end == date(2025, 3, 31)


def test_report_quarter_gives_its_year_to_quarters_only_and_says_so():
    deadline = parse_deadline("by Q3", Quarter(2024, 2))

    assert deadline.end == date(2024, 12, 31)
    assert deadline.note == "“by Q3” names no year; 2024/25 is that of the report"
    assert parse_deadline("by March", Quarter(2024, 2)).relation is Relation.UNKNOWN
    assert parse_deadline("by Q3 2020/21", Quarter(2024, 2)).note == ""


def test_late_is_read_to_the_end_of_the_period_and_says_so():
    deadline = parse_deadline("late 2020")

    assert deadline.end == date(2020, 12, 31)
    assert deadline.note == "“late 2020” is read to the end of the period"


def test_wording_is_kept_exactly():
    text = "  By  the end of Q4 2019–20\n"

    assert parse_deadline(text).text == text


def test_any_text_gives_a_deadline_with_a_short_note():
    long = ("Q" * 5000, "by 31/" * 800, "9" * 5000, "by Q2 2019/20 and " * 300, "Q2 2019/20 to Q1 2019/20 to " * 50)
    for text in (*long, "Q99999 2019/20", "\x00 by 0/0/0000", "in 9999/10000", "by 31/12/9999"):
        assert len(parse_deadline(text, Quarter(2020, 1)).note) <= 300
