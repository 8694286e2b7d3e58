"""What counts as a change between two quarters, and as which kind."""

from dataclasses import replace
from datetime import date

import pytest

from pssdash.board.changes import Kind, changes_since, every_change
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import NotRated, Rag, Rating
from tests.factories.rows import make_deadline, make_milestone_row, make_row


def kinds(before, now) -> list[Kind]:
    return [change.kind for change in every_change([before], [now])]


def withdrawn_row(ref: str = "SC-1.1"):
    rating = Rating(Rag.NOT_RATED, "Not rated: withdrawn", NotRated.WITHDRAWN)
    return make_row(ref, milestones=(make_milestone_row(rating=rating, id=1),))


def row_due(end: date, ref: str = "SC-1.1", **fields):
    return make_row(ref, milestones=(make_milestone_row(deadline=make_deadline(end), id=1, **fields),))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (Rag.GREEN, Rag.AMBER, Kind.WORSE),
        (Rag.COMPLETE, Rag.GREEN, Kind.WORSE),
        (Rag.RED, Rag.AMBER, Kind.BETTER),
        (Rag.AMBER, Rag.COMPLETE, Kind.COMPLETED),
        (Rag.NOT_RATED, Rag.COMPLETE, Kind.COMPLETED),
        (Rag.NOT_RATED, Rag.RED, Kind.RATED),
        (Rag.RED, Rag.NOT_RATED, Kind.UNRATED),
    ],
)
def test_a_new_computed_rag_is_a_change_of_its_kind(old, new, kind):
    (change,) = every_change([make_row(rag=old, milestones=(make_milestone_row(rag=old, id=1),))],
                             [make_row(rag=new, milestones=(make_milestone_row(rag=new, id=1),))])  # fmt: skip

    assert (change.kind, change.before, change.after) == (kind, old.label, new.label)


def test_the_same_rating_is_no_change():
    row = make_row(rag=Rag.RED)

    assert kinds(row, row) == []


def test_a_reported_rag_changes_only_where_there_was_one_before():
    row = make_row()

    assert kinds(replace(row, reported_rag=Rag.GREEN), replace(row, reported_rag=Rag.RED)) == [Kind.REPORTED]
    assert kinds(row, replace(row, reported_rag=Rag.RED)) == []


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (None, Rag.AMBER, "agrees with Green", "Amber, where Green is reported"),
        (Rag.AMBER, Rag.RED, "Amber, where Green is reported", "Red, where Green is reported"),
        (Rag.AMBER, None, "Amber, where Green is reported", "agrees with Green"),
    ],
)
def test_a_reviewers_new_changed_or_lapsed_disagreement_is_a_change(old, new, before, after):
    row = make_row(reported_rag=Rag.GREEN, is_reviewed=True)

    (change,) = every_change([replace(row, reviewer_rag=old)], [replace(row, reviewer_rag=new)])

    assert (change.kind, change.before, change.after) == (Kind.REVIEWED, before, after)


def test_a_disagreement_lapses_where_nobody_reviewed_the_update_again():
    row = make_row(reported_rag=Rag.GREEN)

    (change,) = every_change([replace(row, is_reviewed=True, reviewer_rag=Rag.AMBER)], [row])

    assert change.after == "not reviewed"


def test_a_disagreement_that_is_held_is_no_change():
    row = make_row(reported_rag=Rag.GREEN, is_reviewed=True, reviewer_rag=Rag.AMBER)

    assert kinds(row, row) == []


def test_a_new_target_is_added_and_a_missing_one_ended():
    changes = list(every_change([make_row("SC-1.1")], [make_row("SC-1.2")]))

    assert [(change.kind, change.row.ref) for change in changes] == [(Kind.ADDED, "SC-1.2"), (Kind.ENDED, "SC-1.1")]


def test_a_target_ends_once():
    assert kinds(make_row(), withdrawn_row()) == [Kind.ENDED]
    assert kinds(withdrawn_row(), withdrawn_row()) == []
    assert list(every_change([withdrawn_row()], [])) == []


def test_a_moved_deadline_shows_both():
    (change,) = every_change([row_due(date(2021, 3, 31))], [row_due(date(2021, 6, 30))])

    assert change.kind is Kind.MOVED
    assert (change.before, change.after) == (
        "by March 2021 (due 31 Mar 2021)", "by June 2021 (due 30 Jun 2021)"
    )  # fmt: skip


def test_a_new_milestone_has_not_moved():
    before = row_due(date(2021, 3, 31))
    both = (*before.milestones, make_milestone_row(date(2021, 6, 30)))

    assert kinds(before, replace(before, milestones=both)) == []


def test_changes_are_grouped_worst_first_without_empty_groups():
    before = [make_row("SC-1.1", rag=Rag.RED), make_row("SC-1.2", rag=Rag.GREEN)]
    now = [make_row("SC-1.1", rag=Rag.GREEN), make_row("SC-1.2", rag=Rag.RED)]

    changes = changes_since(Quarter(2020, 1), before, now)

    assert changes.since == Quarter(2020, 1)
    assert [group.heading for group in changes.groups] == ["Computed RAG is worse", "Computed RAG is better"]
    assert [group.changes[0].row.ref for group in changes.groups] == ["SC-1.2", "SC-1.1"]


def test_a_change_leads_to_the_card_in_the_last_quarter_that_has_the_target():
    (ended,) = every_change([make_row("SC-1.1", quarter=Quarter(2020, 1))], [])

    assert ended.url == "/objectives/SC-1/?quarter=2020-21-q1#SC-1.1"
