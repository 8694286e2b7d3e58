"""Other rules, another organisation, and what held before a value was changed."""

from datetime import UTC, datetime

import pytest

from programmes.models import ObservationChange
from tests.factories.organisations import make_collaborative
from tests.factories.programmes import (
    make_batch,
    make_measure,
    make_monthly,
    make_observation,
)
from tests.programmes.measure_page.asking import APRIL, LEVEL, RISING, page_of, publish

pytestmark = pytest.mark.django_db


def test_other_rules_say_which_points_change(client, editor):
    measure = make_measure()
    make_monthly(measure, [50, 52, 49, 51, 50, 53, 48, 51, 50, 54, 54, 54, 54, 54, 54])

    rules = page_of(client, measure, "?rules=mdc-6").rules

    assert rules.label == "Making Data Count, runs of six"
    assert [point.period for point in rules.points] == [
        "Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024",
    ]  # fmt: skip
    assert (rules.points[0].before, rules.points[0].after) == (
        "Common cause",
        "6 or more points above the mean (shift), improvement",
    )
    assert page_of(client, measure).rules is None


def test_two_organisations_stand_on_one_scale(client, editor):
    measure = make_measure()
    north, south = make_collaborative(short_name="North"), make_collaborative(short_name="South")
    make_monthly(measure, RISING, organisation=north)
    make_monthly(measure, LEVEL, organisation=south)

    page = page_of(client, measure, f"?organisation={north.code}&compare={south.code}")

    assert page.chart.headline == "North: 71% (May 2024). South: 52% (May 2024)."
    assert page.chart.notes[0].startswith("North: Improving")
    assert page.chart.notes[1].startswith("South: No special cause")
    assert page.chart.table.columns == ("Period", "North", "South")
    assert page.chart.table.rows[0] == ("Apr 2023", "60%", "50%")


def test_comparison_with_an_organisation_without_values_says_so(client, editor):
    measure = make_measure()
    other = make_collaborative(short_name="North")
    make_monthly(measure, RISING)

    page = page_of(client, measure, f"?compare={other.code}")

    assert page.comparison_note == "North has no values of this measure that you may see."
    assert page.chart.headline.startswith("Improving")


def test_changed_value_shows_what_was_published_beside_what_holds_now(client, editor):
    measure = make_measure()
    period = publish("Q1 2024/25")
    observation = make_observation(measure, APRIL, 61)
    batch = make_batch(name="Refresh of July", made_by=editor)
    ObservationChange.objects.create(
        batch=batch, previous_batch=observation.batch, measure=measure, organisation=observation.organisation,
        basis="p", start=APRIL, end=observation.end, value=60, is_final=False, at=datetime(2030, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert period.published_at.year < 2030

    page = page_of(client, measure)

    [change] = page.history.changes
    assert (change.period, change.old, change.new) == ("Apr 2024", "60%, provisional", "61%")
    assert (change.batch, change.by, change.is_after_publication) == ("Refresh of July", str(editor), True)
    columns = page.chart.table.columns
    assert page.chart.table.rows[0][columns.index("As published")] == "60%, provisional"


def test_change_before_publication_is_listed_and_not_called_published(client, editor):
    measure = make_measure()
    observation = make_observation(measure, APRIL, 61)
    ObservationChange.objects.create(
        batch=make_batch(), previous_batch=observation.batch, measure=measure, organisation=observation.organisation,
        basis="p", start=APRIL, end=observation.end, state="n",
    )  # fmt: skip

    page = page_of(client, measure)

    assert [(change.old, change.is_after_publication) for change in page.history.changes] == [("Not submitted", False)]
    assert "As published" not in page.chart.table.columns
