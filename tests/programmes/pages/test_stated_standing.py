"""Which statements of one fact a measure's page calls adopted."""

from datetime import date

import pytest

from programmes.models import Adoption, StatedFigure
from programmes.pages.measure_card import stated_rows
from tests.factories.organisations import make_collaborative
from tests.factories.programmes import make_measure

pytestmark = pytest.mark.django_db


def test_statement_that_says_the_same_at_another_place_is_adopted_too():
    measure = make_measure()
    figures = [
        StatedFigure.objects.create(
            slug=f"icbs-{place}", fact="icbs", role="value", text="ICBs", value=value, measure=measure,
            workstream=measure.workstream, position=place,
        )
        for place, value in enumerate([29, 29, 31], 1)
    ]  # fmt: skip
    Adoption.objects.create(fact="icbs", figure=figures[0], reason="It stands twice.")

    rows = stated_rows(measure, set(), date.max)

    assert [row.standing for row in rows] == [
        "Adopted: It stands twice.",
        "Adopted: It stands twice.",
        "Not adopted. It stands twice.",
    ]


def test_statement_of_another_organisation_or_of_a_later_period_is_left_out():
    measure, ours, theirs = make_measure(), make_collaborative(), make_collaborative()
    fields = {"role": "value", "value": 5, "measure": measure, "workstream": measure.workstream}
    for place, (organisation, end) in enumerate(
        [(None, None), (ours, None), (theirs, None), (None, date(2024, 9, 30))]
    ):
        StatedFigure.objects.create(
            slug=f"said-{place}", fact=f"said-{place}", text=f"Said {place}", organisation=organisation, end=end,
            position=place, **fields,
        )  # fmt: skip

    assert [row.text for row in stated_rows(measure, {ours.pk}, date(2024, 6, 30))] == ["Said 0", "Said 1"]
    assert stated_rows(measure, {ours.pk}, date.min) == []
