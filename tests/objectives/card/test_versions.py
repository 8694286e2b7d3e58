"""What was published of a target before it was corrected."""

import pytest

from objectives.actions.publishing import publish_correction
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    make_period,
    make_target,
    make_update,
)
from tests.objectives.card.reading import CARD, card_of, quarter_of, sign_in, text_of

pytestmark = pytest.mark.django_db


def correct(target, period, by, reason="A wrong figure"):
    """Publish a second version of the target's row in the period."""
    update = make_update(
        target, period, version=2, correction_reason=reason, progress="Right", state="approved", approved_by=by
    )
    publish_correction(update=update, by=by)


def test_corrected_note_links_to_what_was_published_before(client, objective):
    target = make_target(objective=objective)
    period = quarter_of(target, "Q2 2020/21", progress="Wrong")
    correct(target, period, make_user(APPROVER))

    card = card_of(sign_in(client, BOARD_MEMBER))

    assert card.sections[0].row.progress == "Right"
    assert [link.url for link in card.sections[0].history[0].earlier] == ["/objectives/SC-1.1/published/2020-21-q2/1/"]
    assert "A wrong figure" in text_of(client.get(CARD))


def test_published_version_opens_unchanged_and_says_that_it_was_corrected(client, objective):
    target = make_target(objective=objective)
    period = quarter_of(target, "Q2 2020/21", progress="Wrong")
    correct(target, period, make_user(APPROVER))
    first = "/objectives/SC-1.1/published/2020-21-q2/1/"

    page = text_of(sign_in(client, BOARD_MEMBER).get(first))

    assert "Wrong" in page
    assert "This version was corrected" in page and "A wrong figure" in page
    assert "/objectives/SC-1.1/?quarter=2020-21-q2" in page
    assert "This version was corrected" not in text_of(client.get(first.replace("/1/", "/2/")))


@pytest.mark.parametrize("path", ["2020-21-q2/3/", "2020-21-q2/0/", "2020-21-q3/1/", "2019-20-q1/1/"])
def test_version_that_is_not_published_is_not_found(client, objective, path):
    target = make_target(objective=objective)
    quarter_of(target, "Q2 2020/21")
    make_period("Q3 2020/21")

    assert sign_in(client, EDITOR).get(f"/objectives/SC-1.1/published/{path}").status_code == 404
