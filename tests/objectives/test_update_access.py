"""Who may open an update, and who may do what with it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNotContains

from objectives.models import ProgressUpdate
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer

pytestmark = pytest.mark.django_db
PAGES = ["update", "update_history"]


@pytest.fixture
def target(period):
    """Delivered by the collaboratives."""
    return make_target(deliverers=[make_deliverer(member_kind=OrganisationKind.COLLABORATIVE)])


def url_of(target, period, name="update", organisation=""):
    query = {"organisation": organisation} if organisation else None
    return reverse(name, args=[target.ref, period.quarter], query=query)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [(EDITOR, 200), (APPROVER, 200), (REGIONAL_LEAD, 403), (SUBMITTER, 404), (BOARD_MEMBER, 403), (ADMINISTRATOR, 403)],
)
def test_national_update_is_for_the_national_team(client, target, period, role, status, name):
    client.force_login(make_user(role))

    assert client.get(url_of(target, period, name)).status_code == status


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [(EDITOR, 200), (APPROVER, 200), (REGIONAL_LEAD, 403), (BOARD_MEMBER, 403), (ADMINISTRATOR, 403)],
)
def test_local_update_is_readable_for_the_national_team(client, target, period, collaborative, role, status, name):
    client.force_login(make_user(role, organisations=(collaborative,)))

    assert client.get(url_of(target, period, name, "HI-ONE")).status_code == status


def test_submitter_opens_the_form_of_their_own_organisation(client, target, period, collaborative):
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    page = client.get(url_of(target, period, organisation="HI-ONE"))

    assert page.status_code == 200
    assert page.context["page"].shows_form


def test_form_promises_no_readers_that_an_organisations_words_do_not_have(client, target, period, collaborative):
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    page = client.get(url_of(target, period, organisation="HI-ONE"))

    assertNotContains(page, "board members")


def test_submitter_of_another_organisation_finds_nothing(client, target, period, collaborative):
    client.force_login(make_user(SUBMITTER, organisations=(make_collaborative(),)))

    assert client.get(url_of(target, period, organisation="HI-ONE")).status_code == 404
    assert client.post(url_of(target, period, organisation="HI-ONE")).status_code == 404


def test_submitter_finds_no_form_for_a_target_that_others_deliver(client, period, collaborative):
    target = make_target(deliverers=[make_deliverer(member_kind=OrganisationKind.TRUST)])
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    assert client.get(url_of(target, period, organisation="HI-ONE")).status_code == 404


def test_submitter_saves_under_their_organisation(client, target, period, collaborative):
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    client.post(url_of(target, period, organisation="HI-ONE"), {"progress": "Done here", "base": 0})

    update = ProgressUpdate.objects.get()
    assert (update.organisation, update.progress) == (collaborative, "Done here")


@pytest.mark.parametrize("role", [EDITOR, APPROVER])
def test_national_team_does_not_write_for_an_organisation(client, target, period, collaborative, role):
    client.force_login(make_user(role))
    url = url_of(target, period, organisation="HI-ONE")

    assert not client.get(url).context["page"].shows_form
    assert client.post(url, {"progress": "Done there", "base": 0}).status_code == 403
    assert not ProgressUpdate.objects.exists()


def test_approver_does_not_write_the_national_update(client, target, period):
    client.force_login(make_user(APPROVER))

    assert client.post(url_of(target, period), {"progress": "Done", "base": 0}).status_code == 403
    assert client.post(url_of(target, period, "update_correct"), {"reason": "A slip"}).status_code == 403


@pytest.mark.parametrize("name", ["update_check", "update_approve", "update_send_back"])
@pytest.mark.parametrize("role", [SUBMITTER, REGIONAL_LEAD, BOARD_MEMBER, ADMINISTRATOR])
def test_only_the_national_team_reviews(client, target, period, collaborative, role, name):
    make_update(target, period, state="submitted", organisation=collaborative)
    client.force_login(make_user(role, organisations=(collaborative,)))

    assert client.post(url_of(target, period, name, "HI-ONE"), {"note": "No"}).status_code == 403


def test_editor_does_not_approve(client, target, period):
    make_update(target, period, state="submitted")
    client.force_login(make_user(EDITOR))

    assert client.post(url_of(target, period, "update_approve")).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/objectives/SC-999.1/updates/2020-21-q3/",
        "/objectives/{ref}/updates/2020-21-q4/",
        "/objectives/{ref}/updates/2020-22-q3/",
        "/objectives/{ref}/updates/2020-21-q3/?organisation=NONE",
        "/objectives/SC-999/updates/2020-21-q3/",
    ],
)
def test_what_is_not_there_answers_404(client, target, period, path):
    client.force_login(make_user(EDITOR))

    assert client.get(path.format(ref=target.ref)).status_code == 404


def test_target_that_ended_before_the_quarter_has_no_update(client, period):
    target = make_target(ended_quarter=period.quarter.previous, ended_as="withdrawn", ended_reason="Not needed")
    client.force_login(make_user(EDITOR))

    assert client.get(url_of(target, period)).status_code == 404


def test_list_of_an_objective_holds_only_the_targets_of_the_organisation(client, period, collaborative, target):
    make_target(objective=target.objective, deliverers=[make_deliverer(member_kind=OrganisationKind.TRUST)])
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))
    url = reverse("objective_updates", args=[target.objective.ref, period.quarter], query={"organisation": "HI-ONE"})

    assert client.get(url).url == url_of(target, period, organisation="HI-ONE")


def test_last_time_of_an_organisation_is_its_own(client, target, period, collaborative):
    before = make_period("Q2 2020/21", "published")
    approver = make_user(APPROVER)
    make_update(target, before, state="approved", approved_by=approver, progress="England's words")
    make_update(
        target, before, state="approved", approved_by=approver, progress="Our words", organisation=collaborative
    )
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    page = client.get(url_of(target, period, organisation="HI-ONE"))

    assert page.context["page"].last.progress == "Our words"


def test_what_england_reported_earlier_does_not_rate_an_organisation(client, target, period, collaborative):
    before = make_period("Q2 2020/21", "published")
    make_update(target, before, state="approved", approved_by=make_user(APPROVER), status="complete")
    client.force_login(make_user(SUBMITTER, organisations=(collaborative,)))

    page = client.get(url_of(target, period, organisation="HI-ONE"))

    assert page.context["page"].row.rating.label != "Complete"
