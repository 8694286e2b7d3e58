"""The lists as files."""

from datetime import date
from io import BytesIO

import pandas
import pytest

from pssdash.accounts.roles import APPROVER
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target
from tests.factories.organisations import make_deliverer
from tests.factories.reviews import WHY, reviewed
from tests.rounds.signs.pages.reading import approve, lines, overdue, text_of, two_quarters, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_files_have_the_rows_in_plain_words(reader):
    target = overdue(summary="Do it", deliverers=[make_deliverer(name="Local systems")])
    two_quarters(target)
    client = reader()
    theme = target.objective.theme.name

    assert lines(client, "silence") == [
        "Ref,Target or deliverable,Sign,Why,Quarters in a row,Theme or programme,Delivered by",
        f"{target.ref},Do it,Text unchanged,Word for word the same,2,{theme},Local systems",
    ]
    assert lines(client, "drift") == [
        "Ref,Target or deliverable,Reported RAG,Computed RAG,Quarters in a row,Reason given,Theme or programme,"
        "Delivered by",
        f'{target.ref},Do it,Green,"Red: due 31 Mar 2020, not complete, no forecast",2,Only the signature is missing,'
        f"{theme},Local systems",
    ]


def test_drift_names_a_reviewer_who_differs_and_why(reader):
    target = make_target(deadline="by 31 March 2022", deliverers=[])
    approve(target, make_period(), reported_rag="green", **reviewed(make_user(APPROVER)))
    client = reader()

    assert f"Reviewer: {WHY}" in text_of(client.get(url("drift")))
    assert "Green; reviewer: Amber" in lines(client, "drift")[1]
    assert f"Reviewer: {WHY}" in lines(client, "drift")[1]


def test_file_of_what_is_ahead_has_dates(reader):
    target, period = make_target(deadline="by 28 February 2021", deliverers=[]), make_period()
    approve(target, period, forecast=date(2021, 5, 31))

    file = reader().get(url("ahead", query="export.xlsx")).content

    (found,) = pandas.read_excel(BytesIO(file), engine="calamine").to_dict("records")
    assert found["Deadline"].date() == date(2021, 2, 28)
    assert found["Forecast"].date() == date(2021, 5, 31)
    assert (found["As written"], found["Status"]) == ("by 28 February 2021", "In progress")
    assert found["Delivered by"] == "Nobody named"


def test_file_is_filtered_and_named_by_its_quarter(reader):
    two_quarters(overdue())

    answer = reader().get(url("silence", query="export.csv?sign=no_update"))

    assert answer["Content-Disposition"] == 'attachment; filename="silence-2020-21-q3.csv"'
    assert len(answer.content.decode().splitlines()) == 1


def test_there_is_no_other_kind_of_file(reader):
    make_period()

    assert reader().get(url("silence", query="export.pdf")).status_code == 404
