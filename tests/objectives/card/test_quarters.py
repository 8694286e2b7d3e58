"""The card from one quarter to the next: its history, deadlines that moved, what later changes leave alone."""

from datetime import date

import pytest

from objectives.models import DeadlineChange, Milestone, PublishedRow
from pssdash.accounts.roles import BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.organisations.models import Deliverer
from pssdash.reporting.deadlines import parse_deadline
from tests.factories.objectives import (
    make_period,
    make_target,
    publish,
)
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.objectives.card.reading import CARD, card_of, quarter_of, sign_in, text_of

pytestmark = pytest.mark.django_db


def move_deadline(target, text: str, decided_on: date) -> None:
    milestone = target.milestones.get()
    DeadlineChange.objects.create(
        milestone=milestone, old_text=milestone.deadline_text, old_end=milestone.deadline_end, decided_on=decided_on,
        reason="The pandemic.", agreed_by="the programme board", **Milestone.deadline_columns(parse_deadline(text)),
    )  # fmt: skip


def test_moved_deadline_shows_the_original_the_reason_and_who_agreed(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    move_deadline(target, "by 30 June 2021", date(2020, 7, 15))
    quarter_of(target, "Q2 2020/21")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "Originally: by 31 March 2020" in page
    assert "Moved from “by 31 March 2020” to “by 30 June 2021”: The pandemic." in page
    assert "Agreed by the programme board, decided on 15 July 2020" in page


def test_published_card_keeps_its_words_whatever_changes_later(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    quarter_of(target, "Q2 2020/21")
    target.summary = objective.title = "Something else altogether"
    target.save()
    objective.save()
    Deliverer.objects.update(name="Renamed")
    move_deadline(target, "by 30 June 2021", date(2020, 7, 15))

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    for words in ("Something else", "Renamed", "30 June 2021"):
        assert words not in page
    assert "Summary of SC-1.1" in page


def test_history_runs_through_all_quarters_newest_first(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2021")
    quarter_of(target, "Q1 2020/21", progress="First <note>", reported_rag="red", rag_reason="Staff left.")
    quarter_of(target, "Q2 2020/21", progress="Second note")

    history = card_of(sign_in(client, BOARD_MEMBER)).sections[0].history
    page = text_of(client.get(CARD))

    assert [past.row.quarter.short for past in history] == ["Q2 2020/21", "Q1 2020/21"]
    assert "First &lt;note&gt;" in page and "Staff left." in page
    assert page.count("Second note") == 1  # it is the progress shown; the history points to it


def test_card_of_an_earlier_quarter_shows_that_quarter(client, objective):
    target = make_target(objective=objective)
    quarter_of(target, "Q1 2020/21", progress="First note")
    quarter_of(target, "Q2 2020/21", progress="Second note")

    card = card_of(sign_in(client, BOARD_MEMBER), f"{CARD}?quarter=2020-21-q1")

    assert card.sections[0].row.progress == "First note"
    assert [past.is_shown for past in card.sections[0].history] == [False, True]


@pytest.mark.parametrize("role", [BOARD_MEMBER, EDITOR, SUBMITTER])
def test_card_asks_as_many_queries_for_many_targets_and_quarters_as_for_few(client, objective, role, query_count):
    ours = make_collaborative()
    deliverer = make_deliverer(member_kind="collaborative")
    make_target(objective=objective, deliverers=[deliverer])
    publish(make_period("Q1 2020/21"))
    make_period("Q4 2020/21")
    sign_in(client, role, organisations=(ours,))

    few = query_count(lambda: client.get(CARD))
    for _ in range(29):
        make_target(objective=objective, deliverers=[deliverer])
    for quarter in ("Q2 2020/21", "Q3 2020/21"):
        publish(make_period(quarter))
    many = query_count(lambda: client.get(CARD))

    assert few == many
    assert PublishedRow.objects.count() == 61
