"""What an update still needs, field by field."""

import pytest

from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.completeness import problems

FULL = {
    "progress": "Done", "reported_rag": "", "rag_reason": "", "action": "Hire", "action_owner": "Team",
    "action_due": "2021-01-31", "evidence": "",
}  # fmt: skip
LINE = {"status": "in_progress", "status_reason": "", "forecast_text": "", "forecast": None, "met_on": None}


def fields(computed=Rag.GREEN, line=LINE, milestones=(7,), **words):
    """The names of the fields with a problem."""
    content = {**FULL, **words, "lines": {"7": line}}
    return list(problems(content, computed, milestones))


def test_full_update_has_no_problem():
    assert fields() == []


@pytest.mark.parametrize("progress", ["", "  \n"])
def test_progress_is_needed(progress):
    assert fields(progress=progress) == ["progress"]


def test_every_milestone_needs_a_status():
    assert fields(line={**LINE, "status": ""}) == ["line-7-status"]
    assert fields(milestones=(7, 8)) == ["line-8-status"]


def test_messages_tell_several_milestones_apart():
    found = problems({**FULL, "lines": {}}, Rag.GREEN, [7, 8])

    assert list(found.values()) == ["1 of 2: Choose where this stands", "2 of 2: Choose where this stands"]


def test_milestone_that_is_not_asked_about_needs_nothing():
    assert fields(line={**LINE, "status": ""}, milestones=()) == []


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_ended_milestone_needs_a_reason(status):
    assert fields(line={**LINE, "status": status}) == ["line-7-status_reason"]
    assert fields(line={**LINE, "status": status, "status_reason": "Replaced"}) == []


@pytest.mark.parametrize("status", ["not_started", "in_progress", "paused", "complete"])
def test_milestone_under_way_needs_no_reason(status):
    assert fields(line={**LINE, "status": status}) == []


def test_only_a_complete_milestone_was_met_on_a_day():
    assert fields(line={**LINE, "met_on": "2020-12-01"}) == ["line-7-met_on"]
    assert fields(line={**LINE, "status": "complete", "met_on": "2020-12-01"}) == []


def test_reported_rating_that_differs_needs_a_reason():
    assert fields(reported_rag="complete") == ["rag_reason"]
    assert fields(reported_rag="complete", rag_reason="It was signed off") == []


def test_reported_rating_that_agrees_needs_no_reason():
    assert fields(reported_rag="green") == []


def test_rating_where_the_rule_gives_none_needs_a_reason():
    assert fields(Rag.NOT_RATED, reported_rag="green") == ["rag_reason"]


@pytest.mark.parametrize("computed", [Rag.RED, Rag.AMBER])
def test_computed_red_or_amber_needs_action_owner_and_date(computed):
    blank = {"action": "", "action_owner": " ", "action_due": None}

    assert fields(computed, **blank) == ["action", "action_owner", "action_due"]


@pytest.mark.parametrize("reported", ["red", "amber"])
def test_reported_red_or_amber_needs_action_owner_and_date(reported):
    blank = {"action": "", "action_owner": "", "action_due": None}

    needed = fields(Rag.GREEN, reported_rag=reported, rag_reason="Staff left", **blank)

    assert needed == ["action", "action_owner", "action_due"]


def test_reporting_green_does_not_take_the_action_off_a_computed_red():
    needed = fields(Rag.RED, reported_rag="green", rag_reason="Nearly done", action="")

    assert needed == ["action"]


@pytest.mark.parametrize("computed", [Rag.GREEN, Rag.COMPLETE, Rag.NOT_RATED])
def test_other_ratings_need_no_action(computed):
    assert fields(computed, action="", action_owner="", action_due=None) == []


def test_message_says_which_rating_asks_for_the_action():
    found = problems({**FULL, "action": "", "lines": {"7": LINE}}, Rag.AMBER, [7])

    assert found == {"action": "Write what will be done to recover: the computed rating is Amber"}
