"""The card while a quarter is open: who sees the draft, and who is led to the form."""

import pytest

from objectives.rows import TargetRow
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    make_period,
    make_target,
    make_update,
    publish,
)
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.objectives.card.reading import CARD, card_of, quarter_of, sign_in, text_of

pytestmark = pytest.mark.django_db


def test_reader_sees_nothing_of_an_open_quarter(client, objective):
    target = make_target(objective=objective)
    quarter_of(target, "Q2 2020/21")
    make_update(
        target, make_period("Q3 2020/21"), progress="Secret draft", state="approved", approved_by=make_user(APPROVER)
    )

    page = text_of(sign_in(client, REGIONAL_LEAD).get(CARD))

    assert "Secret draft" not in page and "2020-21-q3" not in page and "Q3 2020/21" not in page
    assert client.get(f"{CARD}?quarter=2020-21-q3").status_code == 404


def test_editor_sees_the_open_quarter_as_a_draft_with_the_form_one_click_away(client, objective):
    target = make_target(objective=objective)
    quarter_of(target, "Q2 2020/21")
    make_period("Q3 2020/21")

    response = sign_in(client, EDITOR).get(CARD)

    assert response.context["period"].quarter.short == "Q3 2020/21"
    assert "Draft: not published" in text_of(response)
    links = {link.text: link.url for link in response.context["card"].sections[0].links}
    assert links == {"Edit the update for Q3 2020/21": "/objectives/SC-1.1/updates/2020-21-q3/"}


def test_approver_reads_and_editor_finds_the_update_of_a_published_quarter(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")

    links = card_of(sign_in(client, APPROVER)).sections[0].links

    assert [link.url for link in links] == ["/objectives/SC-1.1/updates/2020-21-q2/"]


def test_submitter_finds_the_form_of_the_targets_that_their_organisation_delivers(client, objective):
    ours = make_collaborative(code="HI-NWC")
    deliverer = make_deliverer()
    deliverer.members.add(ours)
    make_target(objective=objective, deliverers=[deliverer])
    make_target(objective=objective)
    publish(make_period("Q2 2020/21"))
    make_period("Q3 2020/21")

    mine, other = card_of(sign_in(client, SUBMITTER, organisations=(ours,))).sections

    assert [link.url for link in mine.links] == ["/objectives/SC-1.1/updates/2020-21-q3/?organisation=HI-NWC"]
    assert other.links == ()


def test_reader_is_offered_no_update_no_audit_and_no_strategy(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")
    make_period("Q3 2020/21")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "/updates/" not in page and "/audit/" not in page and "/strategy/" not in page


def test_live_row_has_no_published_version(client, objective):
    make_target(objective=objective)
    make_period("Q3 2020/21")

    row: TargetRow = card_of(sign_in(client, EDITOR)).sections[0].row

    assert row.published_version == 0
