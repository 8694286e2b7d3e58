"""What a cell of a return is read as, why it is refused, and what it is asked about."""

from datetime import date

import pytest

from programmes.models import Basis, Measure, ValueState
from programmes.return_cells import Refusal, is_blank, read_cell, warnings_for
from programmes.return_grid import Grid, GridRow, Span
from programmes.series import SeriesPoint
from pssdash.organisations.models import Organisation

JULY = Span(date(2024, 7, 1), date(2024, 7, 31))
TRUST = Organisation(code="RJZ", short_name="King’s", kind="trust")


def ratio() -> Measure:
    return Measure(unit="%", per=100, aggregation="ratio_of_sums", frequency="month", decimals=1)


def count() -> Measure:
    return Measure(unit="women", per=1, aggregation="sum", frequency="month")


def read(measure, before=(), **cell):
    row = GridRow(TRUST, JULY, tuple(before))
    grid = Grid(measure, Basis.IN_PERIOD, (JULY,), (TRUST,), (row,))
    return grid, row, read_cell(grid, row, cell)


def months(*values):
    return [
        SeriesPoint(date(2023, 1 + place, 1), date(2023, 1 + place, 28), value) for place, value in enumerate(values)
    ]


def test_ratio_is_read_from_its_parts():
    _, _, value = read(ratio(), numerator="1,234", denominator="2468", standing="provisional", explanation=" new site ")

    assert (value.numerator, value.denominator, value.is_final, value.explanation) == (1234, 2468, False, "new site")


def test_true_zero_is_a_value():
    _, _, value = read(count(), value="0")

    assert (value.value, value.state) == (0, ValueState.VALUE)


@pytest.mark.parametrize("state", ["not_submitted", "suppressed", "not_applicable"])
def test_each_way_of_having_no_value_is_kept_apart(state):
    _, _, value = read(count(), state=state)

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
        (count(), {"value": "12", "state": "lost"}, "state", "Choose one of the states"),
    ],
)
def test_refusal_names_the_part_and_says_why(measure, cell, part, words):
    _, _, answer = read(measure, **cell)

    assert isinstance(answer, Refusal)
    assert answer.part == part
    assert words in answer.text


def test_only_numbers_and_states_make_a_cell_say_something():
    assert is_blank({"value": " ", "state": "", "standing": "provisional", "explanation": "later"})
    assert not is_blank({"value": "0"})


def test_value_far_from_the_last_one_is_asked_about():
    grid, row, value = read(count(), months(100), value="151")

    assert warnings_for(grid, row, value) == ["It differs by more than half from the value before, 100."]


def test_value_within_half_of_the_last_one_is_not_asked_about():
    grid, row, value = read(count(), months(100), value="150")

    assert warnings_for(grid, row, value) == []


def test_value_outside_the_limits_so_far_is_asked_about():
    history = [
        SeriesPoint(date(2022 + m // 12, m % 12 + 1, 1), date(2022 + m // 12, m % 12 + 1, 28), 100 + m % 2)
        for m in range(14)
    ]
    grid, row, value = read(count(), history, value="110")

    [warning] = warnings_for(grid, row, value)
    assert warning == "It lies outside the limits so far, 97.84 to 103.2."


def test_trial_limits_are_too_weak_to_ask():
    grid, row, value = read(count(), months(100, 101, 100), value="110")

    assert warnings_for(grid, row, value) == []
