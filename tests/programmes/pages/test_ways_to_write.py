"""The links from what people read to where it is written."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import IllustrativeObservation
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative
from tests.factories.programmes import (
    make_framework,
    make_measure,
    make_observation,
    make_programme,
    make_programmes_period,
    make_section,
    make_workstream,
    publish_pages,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-02-01")]
QUARTER = "2024-25-q3"


@pytest.fixture
def workstream():
    return make_workstream(programme=make_programme(slug="alpha", name="Alpha"), slug="beds", name="Beds")


def ways(client, user, path):
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.context["ways"]


def test_programme_leads_an_editor_to_its_texts_values_and_phases(client, workstream):
    make_programmes_period()
    programme = workstream.programme
    make_section(programme, slug="story", heading="Summary")
    make_section(programme, slug="beds-learning", heading="Learning", workstream=workstream)
    measure, framework = make_measure(workstream=workstream), make_framework(workstream)

    found = ways(client, make_user(EDITOR), reverse("programme", args=["alpha"]))

    assert {each.heading: [link.url for link in each.links] for each in found} == {
        "Text: Alpha": [f"/programmes/alpha/narrative/story/{QUARTER}/"],
        "Text: Beds": [f"/programmes/alpha/narrative/beds-learning/{QUARTER}/"],
        "Values": [f"/measures/{measure.slug}/returns/{QUARTER}/"],
        "Phases": [f"/programmes/alpha/phases/{framework.slug}/{QUARTER}/"],
    }
    assert all(client.get(link.url).status_code == 200 for each in found for link in each.links)


def test_published_quarter_leads_to_the_one_that_is_open(client, workstream):
    make_section(workstream.programme, slug="story")
    publish_pages(make_programmes_period("Q2 2024/25"))
    make_programmes_period()

    found = ways(client, make_user(EDITOR), reverse("programme", args=["alpha"], query={"quarter": "2024-25-q2"}))

    assert found[0].links[0].url == f"/programmes/alpha/narrative/story/{QUARTER}/"


@pytest.mark.parametrize("role", [APPROVER, BOARD_MEMBER])
def test_readers_are_shown_no_way(client, workstream, role):
    make_section(workstream.programme)
    publish_pages(make_programmes_period("Q2 2024/25"))
    make_programmes_period()

    assert ways(client, make_user(role), reverse("programme", args=["alpha"])) == ()


def test_nothing_leads_on_while_no_quarter_of_the_programmes_is_open(client, workstream):
    make_section(workstream.programme)
    measure = make_measure(workstream=workstream)
    publish_pages(make_programmes_period("Q2 2024/25"))
    make_period("Q3 2024/25")
    editor = make_user(EDITOR)

    assert ways(client, editor, reverse("programme", args=["alpha"])) == ()
    assert ways(client, editor, reverse("measure", args=[measure.slug])) == ()


def test_measure_leads_a_submitter_to_their_own_values(client, workstream):
    make_programmes_period()
    ours = make_collaborative(code="PSC-N", short_name="North PSC")
    theirs, national = make_measure(workstream=workstream, reported_by=OrganisationKind.COLLABORATIVE), make_measure()
    submitter = make_user(SUBMITTER, organisations=(ours,))

    (way,) = ways(client, submitter, reverse("measure", args=[theirs.slug]))

    assert way.text == "Enter the values of Q3 2024/25, North PSC"
    assert client.get(way.url).status_code == 200
    assert ways(client, submitter, reverse("measure", args=[national.slug])) == ()


def test_measure_leads_an_editor_to_all_values_and_to_step_changes(client, workstream):
    make_programmes_period()
    yearly = make_measure(workstream=workstream, frequency="year")
    monthly = make_measure(workstream=workstream)
    make_observation(yearly, date(2023, 4, 1), 60)
    make_observation(monthly, date(2024, 9, 1), 60)
    editor = make_user(EDITOR)

    found = ways(client, editor, reverse("measure", args=[monthly.slug]))

    assert [way.text for way in found] == ["Enter the values of Q3 2024/25, England", "Propose a step change"]
    assert found[1].url.endswith("?organisation=ENG")
    assert [way.text for way in ways(client, editor, reverse("measure", args=[yearly.slug]))] == [
        "Propose a step change"
    ]


def test_illustrative_values_take_no_step_change(client, workstream):
    make_programmes_period()
    measure = make_measure(workstream=workstream)
    IllustrativeObservation.objects.create(measure=measure, start=date(2024, 9, 1), end=date(2024, 9, 30), value=60)

    (way,) = ways(client, make_user(EDITOR), reverse("measure", args=[measure.slug]))

    assert way.text == "Enter the values of Q3 2024/25, England"


def test_phases_lead_an_editor_to_the_open_quarter(client, workstream):
    make_programmes_period()
    framework = make_framework(workstream)

    (way,) = ways(client, make_user(EDITOR), reverse("phases", args=["alpha", framework.slug]))

    assert way.url == f"/programmes/alpha/phases/{framework.slug}/{QUARTER}/"


def test_number_of_queries_does_not_grow_with_what_there_is_to_write(client, query_count, workstream):
    make_programmes_period()
    client.force_login(make_user(EDITOR))
    path = reverse("programme", args=["alpha"])
    make_section(workstream.programme, workstream=workstream)
    few = query_count(lambda: client.get(path))
    for _ in range(9):
        make_section(workstream.programme, workstream=workstream)

    assert query_count(lambda: client.get(path)) == few
