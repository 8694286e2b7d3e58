"""What each filter of a list of targets leaves, and what a mistaken one says."""

from datetime import date

import pytest
from django.http import QueryDict

from objectives.filters import ObjectiveFilterSet
from pssdash.reporting.rag import Rag, Status
from pssdash.reporting.updates.rows import DelivererName
from tests.factories.organisations import make_region
from tests.factories.rows import make_milestone_row, make_row

pytestmark = pytest.mark.django_db


def refs_left(rows, query: str) -> list[str]:
    return [row.ref for row in ObjectiveFilterSet(QueryDict(query), rows).qs]


def test_no_filter_leaves_every_row_in_its_order():
    rows = [make_row("SC-2.1"), make_row("SC-1.1")]

    assert refs_left(rows, "") == ["SC-2.1", "SC-1.1"]


def test_themes_add_up():
    rows = [
        make_row("SC-1.1"),
        make_row("IN-1.1", theme_slug="insight", theme="Insight"),
        make_row("IM-1.1", theme_slug="improvement", theme="Improvement"),
    ]

    assert refs_left(rows, "theme=insight") == ["IN-1.1"]
    assert refs_left(rows, "theme=insight&theme=safety-culture") == ["SC-1.1", "IN-1.1"]


def test_computed_and_reported_rag_are_two_filters():
    rows = [make_row("SC-1.1", rag=Rag.RED, reported_rag=Rag.AMBER), make_row("SC-1.2", rag=Rag.AMBER)]

    assert refs_left(rows, "rag=amber") == ["SC-1.2"]
    assert refs_left(rows, "rag=amber&rag=red") == ["SC-1.1", "SC-1.2"]
    assert refs_left(rows, "reported=amber") == ["SC-1.1"]
    assert refs_left(rows, "reported=none") == ["SC-1.2"]


def test_reviewer_finds_those_who_differ():
    rows = [
        make_row("SC-1.1", is_reviewed=True),
        make_row("SC-1.2", is_reviewed=True, reviewer_rag=Rag.RED, reviewer_reason="Staff left"),
        make_row("SC-1.3"),
    ]

    assert refs_left(rows, "reviewer=differs") == ["SC-1.2"]


def test_deliverer_finds_who_leads_and_who_supports():
    patients = DelivererName("patients", "Patients", supports=True)
    rows = [make_row("SC-1.1"), make_row("SC-1.2", deliverers=(patients,))]

    assert refs_left(rows, "deliverer=patients") == ["SC-1.2"]
    assert refs_left(rows, "deliverer=regional-teams") == ["SC-1.1"]


def test_region_finds_targets_of_all_regions_and_of_this_one():
    make_region(code="Y62", short_name="North West")
    rows = [
        make_row("SC-1.1"),
        make_row("SC-1.2", concerns_all_regions=False, region_codes=("Y62",)),
        make_row("SC-1.3", concerns_all_regions=False, region_codes=("Y56",)),
    ]

    assert refs_left(rows, "region=Y62") == ["SC-1.1", "SC-1.2"]


def test_due_finds_any_milestone_with_its_deadline_in_the_quarter():
    two = (make_milestone_row(date(2020, 12, 31)), make_milestone_row(date(2021, 3, 31)))
    rows = [
        make_row("SC-1.1", milestones=two),
        make_row("SC-1.2", end=date(2020, 12, 31)),
        make_row("SC-1.3", end=None),
    ]

    assert refs_left(rows, "due=2020-21-q3") == ["SC-1.1", "SC-1.2"]
    assert refs_left(rows, "due=2020-21-q4") == ["SC-1.1"]


def test_overdue_finds_what_has_passed_and_is_not_complete():
    done = make_milestone_row(date(2020, 3, 31), Rag.COMPLETE, status=Status.COMPLETE)
    rows = [make_row("SC-1.1", end=date(2020, 3, 31)), make_row("SC-1.2", milestones=(done,)), make_row("SC-1.3")]

    assert refs_left(rows, "overdue=yes") == ["SC-1.1"]


@pytest.mark.parametrize("words", ["examiner", "EXAMINER medical", "appoint", "ONE hundred"])
def test_search_looks_in_titles_targets_and_notes_for_every_word(words):
    found = make_row("SC-1.1", objective="Appoint", summary="A medical examiner", progress="One hundred hospitals")

    assert refs_left([found, make_row("SC-1.2")], f"q={words}") == ["SC-1.1"]
    assert refs_left([found], f"q={words} nowhere") == []


def test_filters_narrow_each_other():
    rows = [make_row("SC-1.1", rag=Rag.RED), make_row("SC-1.2", rag=Rag.RED, progress="Vaccines"), make_row("SC-1.3")]

    assert refs_left(rows, "rag=red&q=vaccines") == ["SC-1.2"]


@pytest.mark.parametrize("name", ["theme", "rag", "reported", "deliverer", "region", "due", "overdue"])
def test_unknown_value_is_named_and_leaves_no_row(name):
    filterset = ObjectiveFilterSet(QueryDict(f"{name}=xx'1"), [make_row()])

    assert filterset.qs == []
    assert "xx'1" in filterset.errors[name][0]


def test_choices_are_those_of_the_rows():
    rows = [make_row("SC-1.1", end=date(2021, 3, 31)), make_row("SC-1.2", end=date(2020, 12, 1))]

    fields = ObjectiveFilterSet(QueryDict(), rows).form.fields

    assert list(fields["theme"].choices) == [("safety-culture", "Safety culture")]
    assert [value for value, _ in fields["due"].choices] == ["", "2020-21-q3", "2020-21-q4"]
    assert list(fields["deliverer"].choices)[1:] == [("regional-teams", "Regional teams")]


def test_counts_are_what_the_rag_filter_would_give_under_the_others():
    rows = [make_row("SC-1.1", rag=Rag.RED), make_row("SC-1.2", rag=Rag.RED, progress="Vaccines"), make_row("SC-1.3")]

    filterset = ObjectiveFilterSet(QueryDict("rag=green&q=vaccines"), rows)

    assert filterset.qs == []
    assert filterset.rag_counts()[Rag.RED] == 1
    assert filterset.rag_counts()[Rag.GREEN] == 0


def test_filter_left_out_has_no_field_and_no_effect():
    filterset = ObjectiveFilterSet(QueryDict("region=Y62"), [make_row()], without=("region",))

    assert "region" not in filterset.form.fields
    assert len(filterset.qs) == 1
