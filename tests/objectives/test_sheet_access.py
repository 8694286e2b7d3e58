"""Who may open the page of a whole quarter, whose rows are on it, and where it is linked."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from objectives.models import ProgressUpdate
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(period):
    """Delivered by the collaboratives."""
    return make_target(deliverers=[make_deliverer(member_kind=OrganisationKind.COLLABORATIVE)])


@pytest.fixture
def foreign(ours):
    return make_target(deliverers=[make_deliverer(member_kind=OrganisationKind.TRUST)])


@pytest.fixture
def submitter(client, collaborative):
    submitter = make_user(SUBMITTER, organisations=(collaborative,))
    client.force_login(submitter)
    return submitter


def url_of(period, organisation=""):
    query = {"organisation": organisation} if organisation else None
    return reverse("update_sheet", args=[period.quarter], query=query)


def typed(target, progress, **fields):
    """One row of a page, of which nothing was saved before."""
    return {"row": target.ref, f"{target.ref}-base": 0, f"{target.ref}-progress": progress, **fields}


@pytest.mark.parametrize(
    ("role", "status"),
    [(EDITOR, 200), (APPROVER, 200), (REGIONAL_LEAD, 403), (SUBMITTER, 404), (BOARD_MEMBER, 403), (ADMINISTRATOR, 403)],
)
def test_national_page_is_for_the_national_team(client, period, ours, role, status):
    client.force_login(make_user(role))

    assert client.get(url_of(period)).status_code == status


def test_page_of_an_organisation_has_the_targets_that_it_helps_to_deliver(client, period, foreign, ours, submitter):
    sheet = client.get(url_of(period, "HI-ONE")).context["sheet"]

    assert [row.ref for row in sheet.rows] == [ours.ref]


def test_page_of_another_organisation_is_not_there(client, period, ours, submitter):
    make_collaborative(code="HI-TWO")

    assert client.get(url_of(period, "HI-TWO")).status_code == 404
    assert client.post(url_of(period, "HI-TWO"), typed(ours, "Words")).status_code == 404


def test_organisation_saves_its_own_update(client, period, ours, submitter, collaborative):
    client.post(url_of(period, "HI-ONE"), typed(ours, "Nine units"))

    update = ProgressUpdate.objects.get()
    assert (update.organisation, update.progress) == (collaborative, "Nine units")


def test_row_that_is_not_theirs_is_left_out_and_told(client, period, foreign, submitter):
    answer = client.post(url_of(period, "HI-ONE"), typed(foreign, "Foreign words"), follow=True)

    assert not ProgressUpdate.objects.exists()
    assertContains(answer, "1 of the rows is not yours to write now, and left out.")


def test_approver_reads_and_does_not_save(client, period, ours):
    make_update(ours, period, by=make_user(EDITOR))
    client.force_login(make_user(APPROVER))

    assertNotContains(client.get(url_of(period)), "<textarea")
    assert client.post(url_of(period), typed(ours, "Words")).status_code == 403


def test_quarter_that_is_not_there_answers_404(client, period):
    client.force_login(make_user(EDITOR))

    assert client.get("/objectives/updates/2019-20-q4/").status_code == 404


def test_what_is_finished_since_an_earlier_quarter_is_not_asked_for(client, period, ours):
    before = make_period("Q2 2020/21", "published")
    make_update(ours, before, state="approved", approved_by=make_user(APPROVER), status="complete")
    client.force_login(make_user(EDITOR))

    assert client.get(url_of(period)).context["sheet"].total == 0


def test_editor_finds_the_page_from_three_others(client, period, ours):
    client.force_login(make_user(EDITOR))
    for page in (reverse("my_quarter"), reverse("objective_list"), reverse("quarter", args=[period.quarter])):
        assertContains(client.get(page), f'href="{url_of(period)}"')


def test_submitter_finds_the_page_from_my_quarter(client, period, ours, submitter):
    assertContains(client.get(reverse("my_quarter")), f'href="{url_of(period, "HI-ONE")}"')


def test_approver_is_not_led_to_a_page_to_write_on(client, period, ours):
    client.force_login(make_user(APPROVER))
    for page in (reverse("my_quarter"), reverse("objective_list"), reverse("quarter", args=[period.quarter])):
        assertNotContains(client.get(page), f'href="{url_of(period)}"')
