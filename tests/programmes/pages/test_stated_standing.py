"""Which statements of one fact a measure's page calls adopted."""

import pytest

from programmes.models import Adoption, StatedFigure
from programmes.pages.measure_card import stated_rows
from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
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

    rows = stated_rows(make_user(EDITOR), measure, set())

    assert [row.standing for row in rows] == [
        "Adopted: It stands twice.",
        "Adopted: It stands twice.",
        "Not adopted. It stands twice.",
    ]
