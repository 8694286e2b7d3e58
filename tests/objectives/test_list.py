"""The list of the targets of a quarter: which quarter, what it shows of each target, in which order, to whom."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from objectives.tables import SORT_KEYS, TargetTable
from pssdash.accounts.roles import BOARD_MEMBER, EDITOR, REGIONAL_LEAD
from pssdash.reporting.models import Source
from pssdash.reporting.rag import Rag, Status
from pssdash.reporting.updates.rows import DelivererName
from tests.factories.accounts import make_user
from tests.factories.objectives import make_objective, make_period, make_target, make_update, publish
from tests.factories.rows import make_milestone_row, make_row

pytestmark = pytest.mark.django_db
URL = "/objectives/"


def sign_in(client, *roles):
    client.force_login(make_user(*roles))
    return client


def approved(target, period, **fields):
    source, _ = Source.objects.get_or_create(slug="report", title="A report", kind=Source.Kind.DOCUMENT)
    return make_update(target, period, state="approved", source=source, **fields)


def published_quarter(quarter="Q2 2020/21", targets=1):
    """A published quarter with `targets` targets of two objectives, each with an update."""
    period = make_period(quarter)
    objectives = [make_objective(), make_objective()]
    for number in range(targets):
        approved(make_target(objective=objectives[number % 2]), period)
    return publish(period)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def refs_shown(client, query="") -> list[str]:
    return [row.record.ref for row in client.get(f"{URL}{query}").context["table"].rows]


def test_list_shows_the_latest_published_quarter_to_a_reader(client):
    published_quarter("Q2 2020/21")
    make_period("Q3 2020/21")

    response = sign_in(client, BOARD_MEMBER).get(URL)

    assert response.context["period"].quarter.slug == "2020-21-q2"
    assert "2020-21-q3" not in text_of(response)
    assert "published on 1 October 2020" in text_of(response)


def test_list_shows_the_open_quarter_to_an_editor_as_a_draft(client):
    published_quarter("Q2 2020/21")
    make_period("Q3 2020/21")

    response = sign_in(client, EDITOR).get(URL)

    assert response.context["period"].quarter.slug == "2020-21-q3"
    assert "Draft: not published" in text_of(response)


def test_list_names_the_document_that_a_quarter_came_from(client):
    source = Source.objects.create(slug="s", kind="document", title="Year-one report", published="September 2020")
    publish(make_period("Q2 2020/21", source=source))

    response = sign_in(client, BOARD_MEMBER).get(URL)

    assert "as published in “Year-one report”, September 2020" in text_of(response)


@pytest.mark.parametrize("quarter", ["2020-21-q3", "2019-20-q1", "2020-22-q1", "Q5", ""])
def test_quarter_that_a_reader_may_not_see_or_that_is_none_is_not_found(client, quarter):
    published_quarter("Q2 2020/21")
    make_period("Q3 2020/21")

    assert sign_in(client, REGIONAL_LEAD).get(f"{URL}?quarter={quarter}").status_code == 404


def test_list_without_any_quarter_says_how_to_begin(client):
    reader = text_of(sign_in(client, BOARD_MEMBER).get(URL))
    editor = text_of(sign_in(client, EDITOR).get(URL))

    assert "No quarter has been published yet" in reader
    assert reverse("quarter_list") not in reader
    assert reverse("quarter_list") in editor


def test_person_without_a_role_is_refused(client):
    assert sign_in(client).get(URL).status_code == 403


def test_published_list_keeps_its_words_when_the_strategy_is_reworded(client):
    period = published_quarter()
    target = period.published_rows.get().target
    target.summary = "Something else altogether"
    target.save()

    page = text_of(sign_in(client, EDITOR).get(f"{URL}?quarter=2020-21-q2"))

    assert f"Summary of {target.ref}" in page
    assert "Something else" not in page


def test_row_shows_deliverers_deadline_status_ratings_and_progress():
    support = DelivererName("patients", "Patients", supports=True)
    row = make_row(
        "SC-1.1", end=date(2020, 3, 31), rag=Rag.RED, reported_rag=Rag.AMBER, progress="word " * 60,
        deliverers=(DelivererName("teams", "Regional teams", False), support),
    )  # fmt: skip

    cells = {column.name: str(cell) for column, cell in TargetTable([row]).rows[0].items()}

    assert "/objectives/SC-1/?quarter=2020-21-q2#SC-1.1" in cells["ref"]
    assert cells["deliverers"] == "Regional teams, with support from Patients"
    assert "by March 2020" in cells["deadline"] and "due 31 Mar 2020" in cells["deadline"]
    assert "In progress" in cells["status"]
    assert "Red" in cells["rating"] and "Because" in cells["rating"]
    assert "Amber" in cells["reported_rag"]
    assert len(cells["progress"]) == 200


def test_row_without_update_or_reported_rag_says_so():
    milestone = make_milestone_row(None, Rag.NOT_RATED, status=None)
    row = make_row("SC-1.1", milestones=(milestone,), version=None, progress="")

    cells = {column.name: str(cell) for column, cell in TargetTable([row]).rows[0].items()}

    assert "None reported" in cells["reported_rag"]
    assert "No update this quarter" in cells["progress"]
    assert "No status" in cells["status"]
    assert "no end date" in cells["deadline"]


def test_draft_row_says_how_far_its_update_is():
    row = make_row("SC-1.1", version=None, progress="", work_state="sent_back")

    assert "No approved update: sent back" in str(TargetTable([row]).rows[0].get_cell("progress"))


def test_corrected_row_says_so():
    row = make_row("SC-1.1", correction_reason="A wrong figure")

    assert "Corrected" in str(TargetTable([row]).rows[0].get_cell("progress"))


def test_moved_deadline_shows_the_original():
    original = make_row("SC-1.1", end=date(2020, 3, 31)).milestones[0].deadline
    moved = make_milestone_row(date(2021, 3, 31), original_deadline=original, moves=("a move",))

    cell = str(TargetTable([make_row("SC-1.1", milestones=(moved,))]).rows[0].get_cell("deadline"))

    assert "by March 2021" in cell
    assert "Moved: first by March 2020" in cell


def test_words_of_people_are_escaped():
    row = make_row("SC-1.1", objective="<b>bold</b>", summary="a & b", progress="<script>")

    html = "".join(str(cell) for _, cell in TargetTable([row]).rows[0].items())

    assert "<b>" not in html and "a &amp; b" in html


DONE = make_milestone_row(date(2019, 6, 30), Rag.COMPLETE, status=Status.COMPLETE)
ROWS = [
    make_row("SC-2.1", end=None, rag=Rag.NOT_RATED, version=None, progress="", objective="Zinc", deliverers=()),
    make_row("SC-10.1", end=date(2020, 6, 30), rag=Rag.RED, reported_rag=Rag.RED, objective="apples", progress="Alpha"),
    make_row("SC-1.1", end=date(2020, 3, 31), rag=Rag.RED, reported_rag=Rag.GREEN, objective="Bread", progress="beta"),
    make_row("SC-1.2", milestones=(DONE, make_milestone_row(date(2020, 5, 31), Rag.AMBER)), objective="Coal",
             progress="Gamma", deliverers=(DelivererName("a", "Acute trusts", False),)),
]  # fmt: skip
ASCENDING = {
    "ref": ["SC-1.1", "SC-1.2", "SC-2.1", "SC-10.1"],
    "target": ["SC-10.1", "SC-1.1", "SC-1.2", "SC-2.1"],
    "deliverers": ["SC-1.2", "SC-10.1", "SC-1.1", "SC-2.1"],
    "deadline": ["SC-1.2", "SC-1.1", "SC-10.1", "SC-2.1"],
    "next_deadline": ["SC-1.1", "SC-1.2", "SC-10.1", "SC-2.1"],
    "rating": ["SC-1.1", "SC-10.1", "SC-1.2", "SC-2.1"],
    "reported_rag": ["SC-10.1", "SC-1.1", "SC-2.1", "SC-1.2"],
    "progress": ["SC-10.1", "SC-1.1", "SC-1.2", "SC-2.1"],
}
DESCENDING = {
    "ref": ["SC-10.1", "SC-2.1", "SC-1.2", "SC-1.1"],
    "target": ["SC-2.1", "SC-1.2", "SC-1.1", "SC-10.1"],
    "deliverers": ["SC-10.1", "SC-1.1", "SC-1.2", "SC-2.1"],
    "deadline": ["SC-10.1", "SC-1.1", "SC-1.2", "SC-2.1"],
    "next_deadline": ["SC-10.1", "SC-1.2", "SC-1.1", "SC-2.1"],
    "rating": ["SC-2.1", "SC-1.2", "SC-10.1", "SC-1.1"],
    "reported_rag": ["SC-1.1", "SC-10.1", "SC-2.1", "SC-1.2"],
    "progress": ["SC-1.2", "SC-1.1", "SC-10.1", "SC-2.1"],
}


def sorted_refs(alias: str) -> list[str]:
    return [row.record.ref for row in TargetTable(ROWS, order_by=alias).rows]


@pytest.mark.parametrize("column", ASCENDING)
def test_column_sorts_both_ways_with_the_unknown_last(column):
    assert sorted_refs(column) == ASCENDING[column]
    assert sorted_refs(f"-{column}") == DESCENDING[column]


def test_statuses_sort_in_their_own_order():
    statuses = [Status.COMPLETE, None, Status.NOT_STARTED, Status.PAUSED]
    rows = [
        make_row(f"SC-{n}.1", milestones=(make_milestone_row(status=status),)) for n, status in enumerate(statuses, 1)
    ]

    assert [row.record.ref for row in TargetTable(rows, order_by="status").rows] == [
        "SC-3.1",
        "SC-4.1",
        "SC-1.1",
        "SC-2.1",
    ]


def test_every_column_has_a_sort_key():
    assert set(SORT_KEYS) == {column.name for column in TargetTable([]).columns}


def test_list_begins_with_the_worst_and_among_these_with_what_is_due_first():
    assert [row.record.ref for row in TargetTable(ROWS).rows] == ["SC-1.1", "SC-10.1", "SC-1.2", "SC-2.1"]


def test_counts_lead_to_just_these_targets(client):
    period = make_period("Q2 2020/21")
    objective = make_objective()
    late = make_target(objective=objective, deadline="by 31 March 2020")
    done = make_target(objective=objective, deadline="by 31 March 2020")
    approved(late, period)
    approved(done, period, status="complete")
    publish(period)

    page = sign_in(client, BOARD_MEMBER).get(URL)

    counts = {each.rag: each for each in page.context["counts"]}
    assert {rag: each.count for rag, each in counts.items()} == {Rag.RED: 1, Rag.COMPLETE: 1}
    assert refs_shown(client, counts[Rag.RED].url) == [late.ref]
    (red,) = [each for each in client.get(f"{URL}?rag=red").context["counts"] if each.is_on]
    assert len(refs_shown(client, red.url)) == 2
    assert "2 of 2 targets" in text_of(page)


def test_active_filter_is_a_chip_that_can_be_taken_away(client):
    published_quarter()

    page = text_of(sign_in(client, BOARD_MEMBER).get(f"{URL}?quarter=2020-21-q2&q=summary&sort=ref"))

    assert 'href="?quarter=2020-21-q2&amp;sort=ref"' in page
    assert "Search: summary" in page


def test_mistaken_filter_says_so_and_shows_no_rows(client):
    published_quarter()

    response = sign_in(client, BOARD_MEMBER).get(f"{URL}?theme=nowhere")

    assert response.status_code == 200
    assert "There is a problem" in text_of(response)
    assert "“nowhere” is not one of the choices" in text_of(response)
    assert "app-table" not in text_of(response)


@pytest.mark.parametrize("query", ["?sort=nothing", "?sort=-", "?page=99", "?page=x", "?per_page=0", "?rag="])
def test_odd_queries_are_answered(client, query):
    published_quarter()

    assert sign_in(client, BOARD_MEMBER).get(f"{URL}{query}").status_code == 200


@pytest.mark.parametrize("path", [URL, f"{URL}export.csv"])
def test_list_and_file_ask_as_many_queries_for_many_targets_as_for_few(client, path, query_count):
    published_quarter("Q1 2020/21", targets=3)
    published_quarter("Q2 2020/21", targets=27)
    sign_in(client, BOARD_MEMBER)

    few = query_count(lambda: client.get(f"{path}?quarter=2020-21-q1"))
    many = query_count(lambda: client.get(f"{path}?quarter=2020-21-q2"))

    assert few == many <= 8


def test_draft_list_asks_as_many_queries_for_many_targets_as_for_few(client, query_count):
    published_quarter("Q2 2020/21", targets=3)
    make_period("Q3 2020/21")
    sign_in(client, EDITOR)

    few = query_count(lambda: client.get(URL))
    for _ in range(27):
        make_target(objective=make_objective())
    many = query_count(lambda: client.get(URL))

    assert few == many <= 22


def test_moment_of_publication_is_told_in_local_time(client):
    period = published_quarter()
    period.published_at = datetime(2020, 7, 31, 23, 30, tzinfo=UTC)
    period.save()

    assert "published on 1 August 2020" in text_of(sign_in(client, BOARD_MEMBER).get(URL))
