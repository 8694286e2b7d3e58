"""The list of targets as a file: its columns, its cells, and that it is the list of the page."""

import csv
import io
from datetime import date

import pandas
import pytest

from objectives.exports import COLUMNS
from objectives.loading import load_strategy
from pssdash.accounts.roles import BOARD_MEMBER
from pssdash.organisations.loading import load_organisations
from pssdash.reporting.models import Source
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.rows import DelivererName
from tests.factories.accounts import make_user
from tests.factories.objectives import make_objective, make_period, make_target, make_update, publish
from tests.factories.rows import make_deadline, make_milestone_row, make_row
from tests.objectives.strategy_facts import ROOT, STRATEGY, STRATEGY_FACTS, TARGETS

HEADINGS = (
    "objective_ref,objective,theme,target_ref,deliverers,target,deadline_text,deadline_start,deadline_end,"
    "deadline_precision,deadline_relation,status,computed_rag,reported_rag,reason,progress,quarter,source,"
    "reviewer_rag,reviewer_reason"
)


def cell(column: str, **fields):
    return COLUMNS[column](make_row("SC-1.1", **fields))


def test_columns_are_those_that_readers_of_the_file_rely_on():
    assert ",".join(COLUMNS) == HEADINGS


def test_single_milestone_gives_dates_as_dates():
    assert cell("deadline_start", end=date(2020, 3, 31)) == date(2020, 3, 31)
    assert cell("deadline_end", end=None) is None


def test_several_milestones_keep_their_places():
    two = (make_milestone_row(None), make_milestone_row(date(2021, 3, 31)))

    assert cell("deadline_text", milestones=two) == "To be confirmed; by March 2021"
    assert cell("deadline_end", milestones=two) == "; 2021-03-31"
    assert cell("deadline_precision", milestones=two) == "none; month"
    assert cell("deadline_relation", milestones=two) == "to_be_confirmed; by"


def test_deliverers_say_who_supports():
    teams = DelivererName("teams", "Regional teams", False)
    patients = DelivererName("patients", "Patients", supports=True)

    assert cell("deliverers", deliverers=(teams, patients)) == "Regional teams; Patients (supports)"


def test_ratings_are_in_words_and_the_reason_holds_both():
    assert cell("computed_rag", rag=Rag.NOT_RATED) == "Not rated: no date set"
    assert cell("reported_rag") == ""
    assert cell("reported_rag", reported_rag=Rag.AMBER) == "Amber"
    assert cell("reason", rag=Rag.RED, rag_reason="A contract is signed.") == "Red: because; A contract is signed."


def test_row_without_update_says_so():
    assert cell("progress", version=None, progress="") == "No update this quarter"
    assert cell("status", milestones=(make_milestone_row(status=None),)) == "No status"


def test_quarter_is_in_full():
    assert cell("quarter") == "Q2 2020/21 (Jul–Sep 2020)"


def test_deadline_in_force_is_the_one_in_the_file():
    moved = make_milestone_row(date(2021, 3, 31), original_deadline=make_deadline(date(2020, 3, 31)))

    assert cell("deadline_text", milestones=(moved,)) == "by March 2021"


@pytest.fixture
def reader(client):
    """A board member; a published quarter with a target late, one done, and one whose note could be a formula."""
    period = make_period("Q2 2020/21")
    source = Source.objects.create(slug="report", title="A report", kind=Source.Kind.DOCUMENT)
    objective = make_objective(ref="SC-1", title="Culture, “just” and fair")
    for status, progress in (("in_progress", "Late"), ("complete", "Done"), ("complete", "=1+1")):
        target = make_target(objective=objective, deadline="by 31 March 2020")
        make_update(
            target, period, status=status, state="approved", source=source, source_place="Table 1", progress=progress
        )
    publish(period)
    client.force_login(make_user(BOARD_MEMBER))
    return client


def csv_rows(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.django_db
def test_csv_holds_one_row_a_target(reader):
    response = reader.get("/objectives/export.csv?sort=ref")

    rows = csv_rows(response)
    assert [row["target_ref"] for row in rows] == ["SC-1.1", "SC-1.2", "SC-1.3"]
    assert rows[0]["objective"] == "Culture, “just” and fair"
    assert rows[0]["deadline_end"] == "2020-03-31"
    assert rows[0]["source"] == "A report, Table 1"
    assert rows[2]["progress"] == "'=1+1"
    assert 'filename="objectives-2020-21-q2.csv"' in response["Content-Disposition"]


@pytest.mark.django_db
def test_csv_is_filtered_and_sorted_as_the_page_is(reader):
    assert [row["progress"] for row in csv_rows(reader.get("/objectives/export.csv?rag=red"))] == ["Late"]
    refs = [row["target_ref"] for row in csv_rows(reader.get("/objectives/export.csv?sort=-ref"))]
    assert refs == ["SC-1.3", "SC-1.2", "SC-1.1"]


@pytest.mark.django_db
def test_page_links_to_the_file_of_its_own_list(reader):
    links = dict(reader.get("/objectives/?quarter=2020-21-q2&rag=red&page=1").context["downloads"])

    assert links["CSV"] == "/objectives/export.csv?quarter=2020-21-q2&rag=red"


@pytest.mark.django_db
def test_workbook_holds_the_same_with_dates_as_dates(reader):
    response = reader.get("/objectives/export.xlsx?sort=ref")

    book = pandas.read_excel(io.BytesIO(response.content), engine="calamine")
    assert ",".join(book.columns) == HEADINGS
    assert book["progress"].tolist() == ["Late", "Done", "=1+1"]
    assert book["deadline_end"][0] == pandas.Timestamp("2020-03-31")
    assert 'filename="objectives-2020-21-q2.xlsx"' in response["Content-Disposition"]


@pytest.mark.django_db
def test_mistaken_filter_leads_to_the_page_that_explains_it(reader):
    response = reader.get("/objectives/export.csv?theme=nowhere")

    assert response.status_code == 302
    assert response["Location"] == "/objectives/?theme=nowhere"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["export.pdf", "export.csv?quarter=2020-21-q3", "export.csv?quarter=x", "export."])
def test_file_that_does_not_exist_is_not_found(reader, path):
    assert reader.get(f"/objectives/{path}").status_code == 404


@pytest.mark.django_db
def test_file_of_no_quarter_is_not_found(client):
    client.force_login(make_user(BOARD_MEMBER))

    assert client.get("/objectives/export.csv").status_code == 404


@pytest.fixture
def report(client):
    """A board member, with the year-one report loaded as it comes with the product."""
    load_organisations(ROOT / "fixtures" / "organisations")
    load_strategy(STRATEGY)
    client.force_login(make_user(BOARD_MEMBER))
    return client


@pytest.mark.django_db
def test_every_row_of_the_report_is_in_the_list_and_the_file(report):
    names = {entry["slug"]: entry["name"] for entry in STRATEGY_FACTS["deliverer"]}

    rows = {row["target_ref"]: row for row in csv_rows(report.get("/objectives/export.csv"))}
    page = report.get("/objectives/").content.decode()

    facts = [target for targets in TARGETS.values() for target in targets]
    assert set(rows) == {target["ref"] for target in facts}
    for target in facts:
        row, milestones = rows[target["ref"]], target["milestone"]
        assert f">{target['ref']}</a>" in page
        assert row["target"] == target["summary"] and row["progress"] == target["progress"]
        assert all(names[slug] in row["deliverers"].split("; ") for slug in target["deliverers"])
        assert row["deadline_text"].split("; ") == [milestone["deadline"] for milestone in milestones]
        assert row["deadline_end"].split("; ") == [str(milestone.get("end", "")) for milestone in milestones]
