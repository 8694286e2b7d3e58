"""Where each person starts."""

import pytest
from django.urls import reverse

from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_region

pytestmark = pytest.mark.django_db


def first_page(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("home"))["Location"]


@pytest.mark.parametrize(
    ("roles", "url"),
    [
        ([EDITOR], "/my-quarter/"),
        ([APPROVER], "/my-quarter/"),
        ([SUBMITTER], "/my-quarter/"),
        ([BOARD_MEMBER], "/board/"),
        ([ADMINISTRATOR], "/admin/"),
        ([BOARD_MEMBER, ADMINISTRATOR], "/board/"),
        ([REGIONAL_LEAD, SUBMITTER], "/my-quarter/"),
        ([REGIONAL_LEAD, BOARD_MEMBER], "/regions/"),
    ],
)
def test_home_is_where_the_work_is(client, roles, url):
    assert first_page(client, make_user(*roles)) == url


def test_home_of_a_lead_is_their_region(client):
    make_region(code="SOUTH")
    lead = make_user(REGIONAL_LEAD, organisations=(make_region(code="NORTH"), make_collaborative()))

    assert first_page(client, lead) == "/regions/NORTH/"


def test_home_of_a_lead_of_several_regions_is_the_list(client):
    lead = make_user(REGIONAL_LEAD, organisations=(make_region(), make_region()))

    assert first_page(client, lead) == "/regions/"


def test_home_without_a_role_is_help_with_a_message(client):
    client.force_login(make_user())

    page = client.get(reverse("home"), follow=True)

    assert page.redirect_chain == [("/help/", 302)]
    assert "Your account has no role yet" in page.content.decode()


def test_home_of_a_superuser_without_a_role_is_the_administration(client):
    user = make_user()
    user.is_superuser = True
    user.save()

    assert first_page(client, user) == "/admin/"
