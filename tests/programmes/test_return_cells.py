"""What a cell of a return is read as, and why it is refused."""

from datetime import date

import pytest

from programmes.models import Basis, Measure, ValueState
from programmes.return_cells import Refusal, is_blank, read_cell
from programmes.return_grid import Grid, GridRow, Span
from pssdash.organisations.models import Organisation

JULY = Span(date(2024, 7, 1), date(2024, 7, 31))
TRUST = Organisation(code="RJZ", short_name="King’s", kind="trust")


def ratio() -> Measure:
    return Measure(unit="%", per=100, aggregation="ratio_of_sums", frequency="month", decimals=1)


def count() -> Measure:
    return Measure(unit="women", per=1, aggregation="sum", frequency="month")


def read(measure, **cell):
    row = GridRow(TRUST, JULY, ())
    return read_cell(Grid(measure, Basis.IN_PERIOD, (JULY,), (TRUST,), (row,)), row, cell)


def test_ratio_is_read_from_its_parts():
    value = read(ratio(), numerator="1,234", denominator="2468", standing="provisional", explanation=" new site ")

    assert (value.numerator, value.denominator, value.is_final, value.explanation) == (1234, 2468, False, "new site")


def test_percentage_is_no_count():
    refused = read(ratio(), numerator="80%", denominator="100")

    assert refused == Refusal("numerator", "“80%” is a percentage, and here stands a number that was counted")
    assert read(count(), value="12%").part == "value"
    share = Measure(unit="%", per=100, aggregation="latest", frequency="month", decimals=1)
    assert read(share, value="12.5 %").value == 12.5


def test_true_zero_is_a_value():
    value = read(count(), value="0")

    assert (value.value, value.state) == (0, ValueState.VALUE)


@pytest.mark.parametrize(
    ("measure", "cell", "numbers"),
    [
        (count(), {}, (0, None, None)),
        (count(), {"value": "0"}, (0, None, None)),
        (ratio(), {"denominator": "40"}, (None, 0, 40)),
    ],
)
def test_true_zero_need_not_be_typed(measure, cell, numbers):
    value = read(measure, state="zero", **cell)

    assert (value.value, value.numerator, value.denominator) == numbers
    assert value.state == ValueState.VALUE


@pytest.mark.parametrize("state", ["not_submitted", "suppressed", "not_applicable"])
def test_each_way_of_having_no_value_is_kept_apart(state):
    value = read(count(), state=state)

    assert (value.value, ValueState(value.state).name.lower()) == (None, state)


@pytest.mark.parametrize(
    ("measure", "cell", "part", "words"),
    [
        (ratio(), {"numerator": "12", "denominator": "10"}, "numerator", "above the denominator"),
        (ratio(), {"numerator": "12"}, "denominator", "denominator is missing"),
        (ratio(), {"denominator": "12"}, "numerator", "numerator is missing"),
        (ratio(), {"numerator": "3", "denominator": "0"}, "numerator", "above the denominator 0"),
        (ratio(), {"numerator": "twelve", "denominator": "20"}, "numerator", "“twelve” is not a number"),
        (count(), {"value": "1e9"}, "value", "not a number"),
        (count(), {"value": "12", "state": "suppressed"}, "state", "there is a number"),
        (count(), {"value": "12", "state": "zero"}, "state", "It is a true zero, and yet the value is 12"),
        (ratio(), {"numerator": "1", "denominator": "9", "state": "zero"}, "state", "the numerator is 1"),
        (ratio(), {"state": "zero"}, "denominator", "denominator is missing"),
        (count(), {"value": "12", "state": "lost"}, "state", "Choose one of the states"),
    ],
)
def test_refusal_names_the_part_and_says_why(measure, cell, part, words):
    answer = read(measure, **cell)

    assert isinstance(answer, Refusal)
    assert answer.part == part
    assert words in answer.text


def test_only_numbers_and_states_make_a_cell_say_something():
    assert is_blank({"value": " ", "state": "", "standing": "provisional", "explanation": "later"})
    assert not is_blank({"value": "0"})
