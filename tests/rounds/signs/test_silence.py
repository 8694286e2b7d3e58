"""What counts as silence, and what the page says of it."""

from dataclasses import dataclass
from datetime import date

import pytest

from pssdash.reporting.rag import Status
from pssdash.reporting.updates.rows import DelivererName
from pssdash.rounds.signs.items import Item, Said, Working, without_gap
from pssdash.rounds.signs.silence import Answering, Sign, silences, unchanged, without_update
from tests.factories.rows import QUARTER, make_milestone_row, make_row
from tests.factories.signs import make_item, make_said

NOBODY_LEFT = Answering()
TEXT = "Twelve trusts have begun and the guide is being written by the team"


def signs(item, answering=NOBODY_LEFT) -> list[str]:
    return [found.sign.value for found in silences([item], answering)]


def why(item, answering=NOBODY_LEFT) -> list[str]:
    return [found.why for found in silences([item], answering)]


@dataclass(frozen=True)
class ItemSaying(Item):
    """An item that says what a test gives it, confirmations too."""

    saying: tuple[Said, ...] = ()

    @property
    def said(self):
        return self.saying


def saying(*said: Said) -> Item:
    return ItemSaying(row=make_row(), chapter=("", ""), url="", saying=said)


def test_two_quarters_with_the_same_words_are_silence():
    found = unchanged(make_said(TEXT, TEXT, "Nothing alike was said"))

    assert (found.sign, found.quarters, found.why) == (Sign.UNCHANGED, 2, "Word for word the same")


def test_every_quarter_in_a_row_counts():
    assert unchanged(make_said(TEXT, TEXT, TEXT, "Other words", TEXT)).quarters == 3


def test_nearly_the_same_words_say_how_much_and_what_differs():
    found = unchanged(make_said(TEXT.replace("Twelve", "Thirteen"), TEXT))

    assert found.why == "92% the same words: “twelve” became “thirteen”"


def test_news_is_no_silence():
    assert signs(make_said("The guide is out", TEXT)) == []


def test_one_quarter_alone_is_no_silence():
    assert signs(make_said(TEXT)) == []


@pytest.mark.parametrize("texts", [("", ""), (TEXT, None), (None, TEXT)])
def test_no_text_is_not_the_same_text(texts):
    assert unchanged(make_said(*texts)) is None


def test_a_confirmation_is_one_more_quarter_of_the_text_before_it():
    found = unchanged(saying(Said(confirms=True), Said(TEXT), Said("Other words")))

    assert (found.quarters, found.why) == (2, "Confirmed that nothing has changed")


def test_the_same_text_after_a_confirmation_goes_on():
    assert unchanged(saying(Said(TEXT), Said(confirms=True), Said(TEXT))).quarters == 3


def test_new_words_after_a_confirmation_are_no_silence():
    assert unchanged(saying(Said("The guide is out"), Said(confirms=True), Said(TEXT))) is None


def test_a_confirmation_is_an_update():
    assert without_update(saying(Said(confirms=True), Said(), Said())) is None


def test_a_draft_of_the_same_words_counts_while_nothing_is_approved():
    item = make_said(None, TEXT, is_open=True, working=Working(Said(TEXT)))

    assert signs(item) == ["unchanged"]


def test_two_quarters_without_an_update_are_silence():
    found = without_update(make_said(None, None, None, TEXT))

    assert (found.quarters, found.why) == (3, "No approved update for 3 quarters in a row")


def test_one_quarter_without_an_update_is_not():
    assert without_update(make_said(None, TEXT)) is None


def test_an_open_quarter_still_gets_its_update():
    assert without_update(make_said(None, None, TEXT, is_open=True)) is None
    assert without_update(make_said(None, None, None, is_open=True)).quarters == 2


def passed(**fields):
    return make_item(make_row(milestones=(make_milestone_row(date(2020, 9, 30), status=None, **fields),)))


def test_a_deadline_that_passed_without_a_status_is_silence():
    assert why(passed()) == ["Due 30 Sep 2020: no status this quarter"]


def test_every_such_deadline_is_named_once():
    days = [date(2020, 6, 30), date(2020, 9, 30), date(2020, 6, 30)]
    row = make_row(milestones=tuple(make_milestone_row(day, status=None) for day in days))

    assert why(make_item(row)) == ["Due 30 Jun 2020 and 30 Sep 2020: no status this quarter"]


@pytest.mark.parametrize(
    "milestone",
    [
        make_milestone_row(date(2020, 9, 30), status=Status.IN_PROGRESS),
        make_milestone_row(date(2020, 10, 1), status=None),
        make_milestone_row(None, status=None),
    ],
)
def test_a_status_or_a_deadline_to_come_is_no_silence(milestone):
    assert signs(make_item(make_row(milestones=(milestone,)))) == []


def test_a_status_that_is_only_drafted_counts():
    milestone = make_milestone_row(date(2020, 9, 30), status=None)
    working = Working(statuses={milestone.id: Status.PAUSED})

    assert signs(make_item(make_row(milestones=(milestone,)), working=working)) == []


@pytest.mark.parametrize("owner", ["Sam Field", "sam field ", "sam@example.org"])
def test_an_owner_whose_account_is_closed_has_left(owner):
    left = Answering(left=frozenset({"sam field", "sam@example.org"}))

    assert signs(make_item(make_row(action_owner=owner)), left) == ["owner_left"]
    assert signs(make_item(make_row(action_owner="Sam Fields")), left) == []


def test_the_owner_named_in_a_draft_or_a_quarter_ago_is_still_the_owner():
    left = Answering(left=frozenset({"sam field"}))

    assert signs(make_item(working=Working(action_owner="Sam Field")), left) == ["owner_left"]
    assert signs(make_item(earlier=(make_row(progress="Else", action_owner="Sam Field"),)), left) == ["owner_left"]
    named_since = make_item(
        make_row(action_owner="Alex Hill"), earlier=(make_row(progress="Else", action_owner="Sam Field"),)
    )
    assert signs(named_since, left) == []


def test_deliverers_that_closed_or_for_which_nobody_answers_are_named():
    row = make_row(deliverers=(DelivererName("nhsx", "NHSX", False), DelivererName("hee", "HEE", True)))
    answering = Answering(closed={"nhsx": "NHSX closed"}, unanswered={"hee": "Nobody answers for HEE"})

    found = silences([make_item(row)], answering)

    assert [(each.sign, each.why) for each in found] == [
        (Sign.OWNER_LEFT, "NHSX closed"),
        (Sign.NOBODY_ANSWERS, "Nobody answers for HEE"),
    ]


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.WITHDRAWN, Status.SUPERSEDED])
def test_what_is_over_may_be_silent(status):
    row = make_row(milestones=(make_milestone_row(status=status),), progress=TEXT)

    assert signs(make_item(row, earlier=(make_row(progress=TEXT),))) == []


def test_a_quarter_that_did_not_have_the_item_ends_its_past():
    rows = {back: make_row(quarter=QUARTER - back) for back in (0, 1, 3)}
    past = [{"SC-1.1": rows[1]}, {"SC-1.2": make_row("SC-1.2")}, {"SC-1.1": rows[3]}]

    assert without_gap(rows[0], past) == (rows[1],)
