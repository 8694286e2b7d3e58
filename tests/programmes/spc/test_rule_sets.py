import pytest

from programmes.spc import Options, SeriesSet, SpcError, analyse_many, changed_points
from tests.programmes.spc.points import analysed, labels, marked, monthly

BASELINE = [45, 55] * 6  # mean 50, near limits 50 ± 17.7, limits 50 ± 26.6


def after_baseline(*values, rules="mdc"):
    return analysed([*BASELINE, *values], fix_after_n_points=12, rules=rules)


def test_mdc_2023_counts_points_beyond_the_limits_towards_two_of_three():
    values = (45, 90, 70, 52, 45)

    assert labels(after_baseline(*values))[13:15] == ["Above UCL", "Common Cause"]
    assert labels(after_baseline(*values, rules="mdc-2023"))[13:15] == ["Above UCL", "2 in 3 Above CL"]


def test_mdc_6_marks_runs_of_six():
    shift = (48, 52, 53, 51, 52, 53, 51, 48)
    trend = (40, 41, 42, 43, 44, 45, 40)

    assert marked(after_baseline(*shift, rules="mdc-6"), "6 Points Above CL") == list(range(13, 19))
    assert marked(after_baseline(45, *trend, rules="mdc-6"), "6 Point Trend (Increasing)") == list(range(13, 19))


def test_ihi_needs_eight_for_a_shift_and_six_for_a_trend():
    shift = after_baseline(48, *[52, 53] * 4, 48, rules="ihi")
    short = after_baseline(48, *[52, 53] * 3, 52, 48, rules="ihi")
    trend = after_baseline(45, 40, 41, 42, 43, 44, 45, 40, rules="ihi")

    assert marked(shift, "8 Points Above CL") == list(range(13, 21))
    assert marked(short, "8 Points Above CL") == []
    assert marked(trend, "6 Point Trend (Increasing)") == list(range(13, 19))


def test_ihi_does_not_screen_unless_told_to():
    values = [5, 6] * 6 + [50] + [5, 6] * 6

    assert analysed(values, rules="ihi").latest.amr == analysed(values, screen_outliers=False).latest.amr
    assert analysed(values, rules="ihi", screen_outliers=True).latest.amr == 1.0


def test_changed_points_are_those_that_another_rule_set_sees_differently():
    values = (48, 52, 53, 51, 52, 53, 51, 48)

    changed = changed_points(after_baseline(*values), after_baseline(*values, rules="mdc-6"))

    assert [(old.special_cause_type, new.special_cause_type) for old, new in changed] == [
        ("Common Cause", "6 Points Above CL")
    ] * 6


def test_unknown_rule_set_is_refused():
    with pytest.raises(SpcError, match="no rule set 'nhs'"):
        Options(rules="nhs")


def test_one_call_has_one_rule_set():
    series = SeriesSet.of_points({"a": monthly([1, 2]), "b": monthly([1, 2])})

    with pytest.raises(SpcError, match="one rule set"):
        analyse_many(series, [Options(), Options(rules="ihi")])
