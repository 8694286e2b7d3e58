import pytest

from programmes.spc import DatedTarget, Direction, Frequency, Options, Wording, analyse, sentence
from tests.programmes.spc.points import analysed, month

BASELINE = [45, 55] * 6  # mean 50, limits 23.4 to 76.6
PERCENT = Wording(unit="%", target_name="ambition")


def said(*values, target=None, wording=PERCENT, frequency=Frequency.MONTH, **options):
    targets = () if target is None else (DatedTarget(target),)
    result = analysed([*BASELINE, *values], fix_after_n_points=12, targets=targets, frequency=frequency, **options)
    return sentence(result, wording)


def test_shift_says_how_many_points_since_when_and_what_the_target_means():
    assert said(48, *[52, 53] * 4, 51, target=85) == (
        "Improving: the last 9 points are above the mean of 50% (shift, from Feb 2021); the limits are "
        "23.4% to 76.6%. The 85% ambition is above the upper limit of 76.6%, so this process will not meet "
        "it without a change."
    )


def test_trend_says_its_direction():
    assert said(48, 54, 53, 52, 51, 50, 49, 48) == (
        "Getting worse: the last 7 points run downwards without a break (trend, from Feb 2021); "
        "the mean is 50% and the limits are 23.4% to 76.6%."
    )


def test_trend_is_counted_from_its_first_step():
    assert "the last 7 points run downwards without a break (trend, from Mar 2021)" in said(
        48, 54, 54, 53, 52, 51, 50, 49, 48
    )


def test_outside_says_the_limit():
    assert said(90).startswith(
        "Improving: the latest point, 90%, is above the upper limit of 76.6% (outside the limits, in Jan 2021);"
    )
    assert said(10, 11).startswith(
        "Getting worse: the last 2 points are below the lower limit of 23.4% (outside the limits, from Jan 2021);"
    )


def test_outside_on_a_single_day_says_on():
    assert "(outside the limits, on 1 Jan 2021)" in said(90, frequency=Frequency.NONE)


def test_two_of_three_says_the_limit():
    assert said(45, 70, 52, 70).startswith(
        "Improving: two of the last three points are close to the upper limit of 76.6% (two of three, from Feb 2021);"
    )


def test_common_cause_says_since_when():
    assert said(90, 55) == (
        "No special cause since Feb 2021: the latest value, 55%, is within the limits of 23.4% to 76.6%, "
        "around a mean of 50%."
    )


@pytest.mark.parametrize(
    ("value", "opening"), [(90, "Higher than usual: "), (10, "Lower than usual: "), (50, "No special cause")]
)
def test_neutral_series_is_neither_better_nor_worse(value, opening):
    text = said(value, target=85, direction=Direction.NEUTRAL)

    assert text.startswith(opening)
    assert "ambition" not in text


def test_missing_latest_value_is_said():
    assert said(50, None).startswith("The latest value (Feb 2021) is missing; the mean is 50% and")


@pytest.mark.parametrize(
    ("direction", "target", "words"),
    [
        (
            Direction.INCREASE,
            20,
            "20% ambition is below the lower limit of 23.4%, so this process will meet it",
        ),
        (
            Direction.DECREASE,
            80,
            "80% ambition is above the upper limit of 76.6%, so this process will meet it",
        ),
        (
            Direction.DECREASE,
            20,
            "20% ambition is below the lower limit of 23.4%, so this process will not meet",
        ),
        (
            Direction.INCREASE,
            60.5,
            "60.5% ambition is within the limits, so this process will sometimes meet it",
        ),
    ],
)
def test_target_is_said_in_the_direction_of_the_series(direction, target, words):
    assert words in said(50, target=target, direction=direction)


def test_constant_series_says_its_value_and_the_target():
    result = analysed([99.5] * 14, targets=(DatedTarget(95),))

    assert sentence(result, PERCENT) == (
        "No special cause since 1 Jan 2020: the latest value is 99.5%; the mean is 99.5% and there are no "
        "limits. Every value is 99.5%, which meets the 95% ambition."
    )


def test_trial_limits_are_called_so():
    text = sentence(analysed([10, 12, 9, 13], targets=(DatedTarget(11),)))

    assert "within the trial limits of 3.0 to 19.0" in text
    assert "The 11 target is within the trial limits" in text


def test_numbers_that_differ_are_never_printed_alike():
    values = [45, 55.1] * 6  # the upper limit is 76.916

    plain, beside = (sentence(analysed(values, targets=(DatedTarget(target),))) for target in (85, 76.9))

    assert "upper trial limit of 76.9," in plain
    assert "to 76.92," in beside


def test_mostly_zero_series_says_that_the_chart_does_not_suit():
    assert "This chart does not suit the series" in sentence(analysed([0, 0, 1, 0] * 5))


def test_series_without_values_says_so():
    assert sentence(analysed([None] * 3)) == "No value so far."


def test_one_value_is_not_judged():
    assert sentence(analysed([5], targets=(DatedTarget(4),))) == "One value so far: nothing to compare it with yet."
    assert sentence(analysed([5, 6, 7], rebase=(month(2),))) == (
        "Fewer than two values since the last step change: nothing to compare yet."
    )


def test_unit_that_is_a_word_is_said_once_of_a_span():
    assert "limits of 23 to 77 cases" in sentence(analysed(BASELINE), Wording(unit="cases", decimals=0))
    assert "% to " in sentence(analysed(BASELINE), Wording(unit="%"))


def test_what_does_not_suit_the_series_is_said_first():
    assert sentence(analysed([0] * 13 + [1] * 3)).startswith("This chart does not suit the series: at least half")


def test_quarter_is_written_in_full():
    points = [(month(3 * place), value) for place, value in enumerate([*BASELINE, 90])]

    text = sentence(analyse(points, Options(fix_after_n_points=12, frequency=Frequency.QUARTER)))

    assert "in Q4 2022/23 (Jan–Mar 2023)" in text
