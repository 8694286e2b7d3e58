"""The made-up history says what the Q2 2024/25 report says of its figures 1 to 11."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from programmes.actions.illustrative import load_illustrative
from programmes.illustrative import history_of
from programmes.illustrative_stories import STORIES
from programmes.models import IllustrativeObservation, Measure
from programmes.series import ILLUSTRATIVE, analyse_series, read_series
from programmes.spc import Rule, analyse, suggest_step_change
from pssdash.accounts import roles
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england
from tests.factories.programmes import make_ambition, make_measure

pytestmark = pytest.mark.django_db

COUNTED = {"unit": "people", "decimals": 0, "per": 1, "aggregation": Measure.Aggregation.SUM}
FEWER = COUNTED | {"direction": Measure.Direction.DECREASE}
UNLIKE = {"preterm-interventions-total": COUNTED, "chronic-opioid-use": FEWER, "high-dose-opioid-use": FEWER}
MARCH_2024, FIRST_OF_BASELINE_YEAR = date(2024, 3, 1), date(2021, 1, 1)


@pytest.fixture
def series():
    """By slug, as an editor reads it."""
    measures = [make_measure(slug=story.slug, **UNLIKE.get(story.slug, {})) for story in STORIES]
    make_ambition(next(each for each in measures if each.slug == "optimal-place-of-birth"), 85)
    load_illustrative()
    return {each.measure.slug: each for each in read_series(make_user(roles.EDITOR), measures, [make_england()])}


@pytest.fixture
def charts(series):
    return dict(zip(series, analyse_series(list(series.values())), strict=True))


def means(chart) -> list[float]:
    """To one decimal, as the report prints them."""
    return [round(part.mean, 1) for part in chart.parts]


def last_of(chart, number: int):
    return chart.rows_of(chart.latest_part)[-number:]


def signals(chart, part) -> list:
    return [row for row in chart.rows_of(part) if row.special_cause_flag]


def shift_found_without_the_step(chart) -> int:
    """Against the level before, carried on: the side on which the engine finds the new level's first seven months."""
    before, new = (chart.rows_of(part) for part in chart.parts[-2:])
    options = replace(chart.options, rebase=(), fix_after_n_points=len(before))
    carried_on = analyse([(row.x, row.y) for row in before + new], options).rows[len(before) :]
    assert all(row.special_cause_flag for row in carried_on[:7])
    [side] = {row.relative_to_mean for row in carried_on}
    return side


def test_every_history_is_illustrative_monthly_and_ends_in_september_2024(series):
    assert len(series) == 10
    for each in series.values():
        assert each.origin == ILLUSTRATIVE
        assert each.points[-1].end == date(2024, 9, 30)
        assert all(later.start == one.end + timedelta(days=1) for one, later in pairwise(each.points))


def test_preterm_interventions_average_2725_a_month_a_thousand_more_than_at_baseline(charts):
    chart = charts["preterm-interventions-total"]

    assert chart.latest_part.mean == 2725
    assert chart.latest_part.mean - chart.parts[0].mean == 1000


def test_optimal_place_of_birth_rose_from_79_1_to_83_with_an_ambition_of_85(charts):
    chart = charts["optimal-place-of-birth"]

    assert means(chart) == [79.1, 83.0]
    assert chart.target == 85
    assert shift_found_without_the_step(chart) == 1


def test_antenatal_corticosteroids_gained_ten_points_and_fell_back_to_47_2(charts):
    baseline, gained, now = means(charts["antenatal-corticosteroids"])

    assert now == 47.2
    assert round(gained - baseline, 1) == 10
    assert abs(now - baseline) < 1
    assert shift_found_without_the_step(charts["antenatal-corticosteroids"]) == -1


@pytest.mark.parametrize(("slug", "mean"), [("intrapartum-antibiotics", 41.7), ("magnesium-sulphate", 85.9)])
def test_reliable_interventions_show_common_cause_around_one_mean(charts, slug, mean):
    chart = charts[slug]

    assert means(chart) == [mean]
    assert signals(chart, chart.latest_part) == []


def test_optimal_cord_management_more_than_doubled_to_66_5(charts):
    baseline, _, now = means(charts["optimal-cord-management"])

    assert now == 66.5
    assert now > 2 * baseline


def test_normothermia_fell_to_70_1_with_the_same_number_of_babies(series, charts):
    chart = charts["normothermia"]
    points = series["normothermia"].points
    before, after = ([p.numerator for p in points if part.start <= p.start <= part.end] for part in chart.parts)

    assert means(chart)[-1] == 70.1
    assert shift_found_without_the_step(chart) == -1
    assert sum(after) / len(after) == pytest.approx(sum(before) / len(before), rel=0.005)


def test_early_breast_milk_rose_from_17_to_41(charts):
    baseline, between, now = means(charts["early-breast-milk"])

    assert (baseline, now) == (17.0, 41.0)
    assert baseline < between < now


@pytest.mark.parametrize("slug", ["optimal-cord-management", "early-breast-milk"])
def test_seven_points_and_no_more_lie_above_the_average(charts, slug):
    chart = charts[slug]

    assert [row.rule for row in last_of(chart, 7)] == [Rule.SHIFT] * 7
    assert last_of(chart, 8)[0].y < chart.latest_part.mean
    assert suggest_step_change(chart).points == 7
    assert len(signals(chart, chart.latest_part)) == 7


def test_long_courses_of_opioids_fell_by_as_many_people_as_596_lives_stand_for(series, charts):
    baseline = charts["chronic-opioid-use"].parts[0]
    march = next(point for point in series["chronic-opioid-use"].points if point.start == MARCH_2024)

    assert (baseline.start.year, baseline.end.year) == (2021, 2021)
    assert baseline.mean - march.value == 36_952
    assert (baseline.mean - march.value) / 62 == 596


def test_long_courses_of_opioids_go_on_falling_and_the_ambition_of_25000_fewer_is_still_open(series):
    points = series["chronic-opioid-use"].points
    march = next(point for point in points if point.start == MARCH_2024)

    assert 0 < march.value - points[-1].value < 25_000


def test_high_doses_of_opioids_are_on_average_10310_people_below_2021_since_april_2023(charts):
    chart = charts["high-dose-opioid-use"]
    baseline, now = chart.parts[0], chart.latest_part

    assert (baseline.start, baseline.end) == (FIRST_OF_BASELINE_YEAR, date(2021, 12, 1))
    assert (now.start, now.end) == (date(2023, 4, 1), date(2024, 9, 1))
    assert baseline.mean - now.mean == 10_310


@pytest.mark.parametrize("slug", ["chronic-opioid-use", "high-dose-opioid-use"])
def test_opioid_use_is_falling(series, charts, slug):
    values = [point.value for point in series[slug].points]
    rolling = [sum(values[place - 6 : place]) / 6 for place in range(18, len(values) + 1)]

    assert str(charts[slug].variation) == "improvement_low"
    assert rolling == sorted(rolling, reverse=True)


@pytest.mark.parametrize("story", [story for story in STORIES if story.parts[0].eligible], ids=lambda story: story.slug)
def test_levels_show_no_special_cause_that_the_report_does_not_tell(charts, story):
    chart = charts[story.slug]
    told = sum(part.ends_above for part in story.parts)

    assert sum(len(signals(chart, part)) for part in chart.parts) == told


def test_percentages_are_quotients_of_whole_numbers_of_people():
    months = [month for story in STORIES if story.parts[0].eligible for month in history_of(story)]

    assert len(months) == 7 * 54
    for month in months:
        assert isinstance(month.numerator, int)
        assert isinstance(month.denominator, int)
        assert 0 < month.numerator < month.denominator
        assert month.value == 100 * month.numerator / month.denominator


def test_counts_are_whole_numbers_without_a_denominator():
    months = [month for story in STORIES if not story.parts[0].eligible for month in history_of(story)]

    assert all(month.value.is_integer() and month.denominator is None for month in months)


def test_history_is_the_same_every_time_and_another_seed_makes_another():
    story = STORIES[0]

    assert history_of(story) == history_of(story)
    assert history_of(story) != history_of(replace(story, seed=story.seed + 1))
    assert [month.value for month in history_of(story)][:3] == [1703, 1758, 1708]


def test_what_is_loaded_are_the_histories_as_they_are_generated(series):
    story = STORIES[1]
    rows = IllustrativeObservation.objects.filter(measure__slug=story.slug).order_by("start")

    kept = [(row.start, row.end, row.value, row.numerator, row.denominator, row.starts_part) for row in rows]

    assert kept == [(m.start, m.end, m.value, m.numerator, m.denominator, m.starts_part) for m in history_of(story)]
