"""The arithmetic of estimates, with the report's own numbers as worked examples."""

import pytest

from programmes.outcomes import (
    Computation,
    Estimate,
    Given,
    Method,
    Part,
    Rounding,
    Total,
    amount,
    cut,
    divided,
    listed,
)


def computed(count, constant=37, **fields):
    return Computation(Given(count), Method(constant, **fields))


def entered(value, **fields):
    return Estimate(unit="babies", entered=Given(value, **fields))


def test_cases_avoided_are_the_women_treated_divided_and_rounded_down():
    estimate = Estimate("cases of cerebral palsy avoided", "up to", computed(677))

    assert estimate.value == 18
    assert estimate.computed.formula == "677 / 37 = 18.29..., rounded down: 18"
    assert estimate.words == "up to 18 cases of cerebral palsy avoided"
    assert estimate.origin == "Computed: 677 / 37 = 18.29..., rounded down: 18."


@pytest.mark.parametrize(
    ("rounding", "count", "constant", "value"),
    [
        (Rounding.DOWN, 703, 37, 19),
        (Rounding.DOWN, 702, 37, 18),
        (Rounding.NEAREST, 5, 2, 3),
        (Rounding.NEAREST, 4, 3, 1),
        (Rounding.NONE, 5, 2, 2.5),
        (Rounding.DOWN, 25_000, 62, 403),
        # In binary 0.6 / 0.2 is a little less than 3.
        (Rounding.DOWN, 0.6, 0.2, 3),
    ],
)
def test_a_quotient_is_rounded_as_its_method_says(rounding, count, constant, value):
    assert Method(constant, rounding).result(count) == value


@pytest.mark.parametrize(
    ("count", "constant", "formula"),
    [
        (74, 37, "74 / 37 = 2"),
        (1110, 100, "1,110 / 100 = 11.1, rounded down: 11"),
        (1, 3, "1 / 3 = 0.33..., rounded down: 0"),
    ],
)
def test_a_formula_shows_dots_only_where_there_are_more_decimals(count, constant, formula):
    assert computed(count, constant).formula == formula


def test_a_formula_without_rounding_ends_with_the_quotient():
    assert computed(5, 2, rounding=Rounding.NONE).formula == "5 / 2 = 2.5"


def test_the_highest_constant_gives_the_lowest_result():
    assert computed(677, range_low=22, range_high=48).range == (14, 30)


def test_a_constant_without_both_ends_gives_no_range():
    assert computed(677, range_low=22).range is None


def test_an_entered_estimate_says_that_it_was_not_computed():
    estimate = Estimate("babies", "", entered=Given(13, "potentially"))

    assert (estimate.value, estimate.words) == (13, "potentially 13 babies")
    assert estimate.origin == "Entered as the source states it, not computed."
    assert estimate.agrees is None


def test_what_is_computed_and_what_is_entered_are_compared():
    same = Estimate("cases", "up to", computed(677), Given(18))
    other = Estimate("cases", "up to", computed(677), Given(19))

    assert same.agrees and same.origin.endswith("The source states 18 too.")
    assert other.agrees is False and other.value == 18
    assert other.origin.endswith("The source states 19, which differs.")


def test_an_estimate_of_nothing_is_missing_and_not_zero():
    estimate = Estimate("babies")

    assert (estimate.value, estimate.words, estimate.origin) == (None, "", "Not known.")


def test_a_true_zero_is_a_value():
    assert Total("babies", (Part("Cord", entered(0)),)).value == 0


@pytest.mark.parametrize(("parts", "total"), [((13, 64, 22), 99), ((25, 132, 38), 195), ((141, 1016, 274), 1431)])
def test_the_totals_of_the_report_come_out_of_their_parts(parts, total):
    added = Total("babies", tuple(Part(f"Part {value}", entered(value)) for value in parts), "up to", stated=(total,))

    assert added.value == total
    assert added.agrees is True
    assert added.origin.endswith("The source states " + f"{total:,} too.")


def test_a_total_is_missing_while_a_part_is_and_says_which():
    added = Total(
        "babies", (Part("Cord", entered(64)), Part("Steroids", None), Part("Antibiotics", Estimate("babies")))
    )

    assert added.value is None and added.words == "" and added.formula == ""
    assert added.missing == ("Steroids", "Antibiotics")
    assert added.origin == "Not known: Steroids and Antibiotics are missing."


def test_a_total_of_nothing_is_missing():
    assert Total("babies", ()).value is None
    assert Total("babies", ()).origin == "Not known: every part is missing."


def test_a_total_that_the_source_states_otherwise_says_so():
    added = Total("babies", (Part("Group B strep", entered(12)), Part("Cord", entered(64))), stated=(76, 77))

    assert added.agrees is False
    assert added.origin == "Added up: 12 + 64 = 76. The source states 77, which differs."


def test_a_result_is_illustrative_if_any_input_is():
    made_up = Estimate("cases", computed=Computation(Given(677, is_illustrative=True), Method(37)), entered=Given(18))
    real = entered(64)

    assert made_up.is_illustrative and not real.is_illustrative
    assert Total("cases", (Part("A", real), Part("B", made_up))).is_illustrative


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(18, "£ million", "£18 million"), (69, "%", "69%"), (1431, "babies", "1,431 babies"), (2.5, "", "2.5")],
)
def test_an_amount_is_written_as_its_unit_asks(value, unit, text):
    assert amount(value, unit) == text


def test_a_quotient_is_cut_and_not_rounded():
    assert cut(divided(2, 3)) == "0.66..."


def test_names_are_listed_in_words():
    assert [listed([]), listed(["a"]), listed("ab"), listed("abc")] == ["", "a", "a and b", "a, b and c"]
