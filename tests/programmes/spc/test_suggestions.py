from dataclasses import replace

import pytest

from programmes.spc import Frequency, Options, analyse, suggest_step_change, suggestion_sentence
from tests.programmes.spc.points import analysed, month, monthly

BEFORE = [50, 40] * 10


def test_suggestion_has_the_mean_and_limits_of_a_new_part():
    result = analysed([*BEFORE, *[61, 63] * 8])

    suggestion = suggest_step_change(result)

    made = analyse(monthly([*BEFORE, *[61, 63] * 8]), Options(rebase=(suggestion.start,))).latest_part
    assert suggestion.part == replace(made, rebase_group=0)


def test_run_below_the_mean_is_suggested_too():
    suggestion = suggest_step_change(analysed([40, 50] * 10 + [20] * 8))

    assert (suggestion.start, suggestion.sign) == (month(20), -1)


@pytest.mark.parametrize("after", [[61] * 6, [61] * 8 + [40], [61, 61, 40] + [61] * 6])
def test_shorter_or_ended_run_suggests_nothing(after):
    assert suggest_step_change(analysed(BEFORE + after)) is None


def test_missing_points_are_skipped():
    suggestion = suggest_step_change(analysed([*BEFORE, 61, None, 61, 63, None, None, 61, 63, 61, 63, None]))

    assert (suggestion.start, suggestion.points) == (month(20), 7)


def test_point_on_the_mean_ends_the_run():
    result = analysed([40, 60] * 6 + [70, 50, *[70] * 6], fix_after_n_points=12)

    assert suggest_step_change(result) is None


def test_points_on_the_mean_suggest_nothing():
    assert suggest_step_change(analysed([5] * 10)) is None


def test_only_the_latest_part_is_looked_at():
    values = [*BEFORE, *[61, 63] * 8]

    assert suggest_step_change(analysed(values, rebase=(month(20),))) is None


def test_run_of_zeros_among_rare_events_suggests_nothing():
    assert suggest_step_change(analysed([0, 0, 1, 0, 1, 0, *[0] * 8])) is None
    assert suggest_step_change(analysed([*[0] * 12, *[9, 8] * 4])) is not None


def test_suggestion_of_a_series_with_a_gap_keeps_the_gap():
    points = [point for point in monthly([*BEFORE, *[61, 63] * 8]) if point[0] != month(25)]

    suggestion = suggest_step_change(analyse(points, Options(frequency=Frequency.MONTH)))

    assert (suggestion.part.n, suggestion.part.present) == (16, 15)


def test_suggestion_says_itself():
    result = analysed([*BEFORE, *[61, 63] * 4], frequency=Frequency.MONTH)

    assert suggestion_sentence(result, suggest_step_change(result)) == (
        "All 8 points since Sep 2021 are above the mean. A step change there would give a mean of 62 and "
        "trial limits of 56.7 to 67.3; it is for a person to decide, with a reason."
    )
