"""Who finds a card or a target at its address, and who finds nothing there."""

import pytest

from pssdash.accounts.roles import BOARD_MEMBER, EDITOR
from tests.factories.objectives import (
    make_period,
    make_target,
    publish,
)
from tests.objectives.card.reading import CARD, card_of, quarter_of, sign_in, text_of

pytestmark = pytest.mark.django_db


def test_objective_outside_every_visible_quarter_is_not_there_for_readers(client, objective):
    make_target(objective=objective)
    make_period("Q3 2020/21")

    assert sign_in(client, BOARD_MEMBER).get(CARD).status_code == 404
    assert sign_in(client, EDITOR).get(CARD).status_code == 200


def test_objective_without_targets_is_shown_to_the_national_team(client, objective):
    response = sign_in(client, EDITOR).get(CARD)

    assert "In no quarter yet" in text_of(response)


@pytest.mark.parametrize(
    "path", ["/objectives/SC-9/", "/objectives/sc-1/", "/objectives/SC-1.9/", f"{CARD}?quarter=2019-20-q1"]
)
def test_unknown_reference_or_quarter_is_not_found(client, objective, path):
    quarter_of(make_target(objective=objective), "Q2 2020/21")

    assert sign_in(client, EDITOR).get(path).status_code == 404


def test_target_leads_to_its_place_on_the_card(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")

    response = sign_in(client, BOARD_MEMBER).get("/objectives/SC-1.1/?quarter=2020-21-q2")

    assert response["Location"] == "/objectives/SC-1/?quarter=2020-21-q2#SC-1.1"


def test_target_never_published_is_not_there_for_readers(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")
    make_target(objective=objective)

    assert sign_in(client, BOARD_MEMBER).get("/objectives/SC-1.2/").status_code == 404
    assert sign_in(client, EDITOR).get("/objectives/SC-1.2/").status_code == 302


def test_target_that_ended_is_reached_through_its_last_quarter(client, objective):
    ended = make_target(objective=objective)
    make_target(objective=objective)
    ended.ended_quarter, ended.ended_as, ended.ended_reason = "Q1 2020/21", "withdrawn", "No longer needed"
    ended.save()
    publish(make_period("Q1 2020/21"))
    publish(make_period("Q2 2020/21"))

    former = card_of(sign_in(client, BOARD_MEMBER)).former

    assert [link.url for link in former] == ["/objectives/SC-1/?quarter=2020-21-q1#SC-1.1"]
