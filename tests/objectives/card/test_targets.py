"""What a card says of each target: what was promised, who delivers it, how it stands, what is done."""

from datetime import date

import pytest

from objectives.models import Milestone
from pssdash.accounts.roles import BOARD_MEMBER, EDITOR
from pssdash.reporting.quarters import Quarter
from tests.factories.objectives import (
    make_milestone,
    make_period,
    make_target,
)
from tests.factories.organisations import make_deliverer, make_region
from tests.objectives.card.reading import CARD, card_of, quarter_of, sign_in, text_of

pytestmark = pytest.mark.django_db


def test_card_shows_what_was_promised_and_where_it_stands(client, objective):
    target = make_target(objective=objective, official_wording="As the strategy has it.", deadline="by 31 March 2020")
    quarter_of(target, "Q2 2020/21", progress="Guides are out.", evidence="https://example.org/guides")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "SC-1 A just culture" in page
    assert 'id="SC-1.1"' in page
    for words in (
        "Summary of SC-1.1",
        "As the strategy has it.",
        "by 31 March 2020",
        "due 31 Mar 2020",
        "Guides are out.",
    ):
        assert words in page
    assert "not complete, no forecast" in page
    assert 'href="https://example.org/guides"' in page


def test_card_says_who_delivers_and_whom_it_concerns(client, objective):
    north_west = make_region(code="Y62", short_name="North West")
    target = make_target(objective=objective, regions=[north_west], deliverers=[make_deliverer(name="Regional teams")])
    quarter_of(target, "Q2 2020/21")

    facts = {fact.key: fact.value for fact in card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts}

    assert facts["Delivered by"] == "Regional teams"
    assert facts["Concerns"] == "North West"
    assert facts["Source"] == "A report"


def test_card_and_update_lead_back_to_what_the_target_took_over_from(client, objective):
    old, new = make_target(objective=objective), make_target(objective=objective)
    ended = {"ended_quarter": Quarter(2020, 3), "ended_as": "superseded", "ended_reason": "Split"}
    Milestone.objects.filter(target=old).update(replaced_by=new.milestones.get(), **ended)
    make_period("Q3 2020/21")
    sign_in(client, EDITOR)

    card, update = client.get(CARD), client.get(f"/objectives/{new.ref}/updates/2020-21-q3/")

    link = f'<a href="/objectives/{old.ref}/">{old.ref}</a>'
    assert text_of(card).count("Takes over from") == 1
    assert link in text_of(card)
    assert f"Takes over from {link}." in text_of(update)


def test_exception_without_action_says_that_the_source_has_none(client, objective):
    quarter_of(make_target(objective=objective, deadline="by 31 March 2020"), "Q2 2020/21")

    facts = {fact.key: fact.value for fact in card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts}

    assert (
        facts["Recovery action"] == facts["Owner of the action"] == facts["Action due"] == "None recorded in the source"
    )


def test_exception_shows_its_action_owner_and_date(client, objective):
    action = {"action": "Hire", "action_owner": "Head of safety", "action_due": date(2020, 12, 1)}
    quarter_of(make_target(objective=objective, deadline="by 31 March 2020"), "Q2 2020/21", **action)

    facts = {fact.key: fact.value for fact in card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts}

    assert [facts["Recovery action"], facts["Owner of the action"], facts["Action due"]] == [
        "Hire",
        "Head of safety",
        "1 Dec 2020",
    ]


def test_target_on_track_asks_for_no_action(client, objective):
    quarter_of(make_target(objective=objective, deadline="by 31 March 2022"), "Q2 2020/21")

    facts = card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts

    assert [fact.key for fact in facts] == ["Delivered by", "Concerns", "Source"]


def test_both_ratings_and_the_reason_for_the_difference_are_shown(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    quarter_of(target, "Q2 2020/21", reported_rag="green", rag_reason="A contract is signed.")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "Computed" in page and "Reported" in page
    assert "A contract is signed." in page


def test_each_milestone_of_several_has_its_own_deadline_and_rating(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    make_milestone(target, "by 31 March 2022")
    quarter_of(target, "Q2 2020/21")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "Milestone 1: Commitment 1 of SC-1.1" in page
    assert "Milestone 2: Commitment 2 of SC-1.1" in page
    assert "by 31 March 2022" in page
