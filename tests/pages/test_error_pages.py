"""The pages for what goes wrong are ours: in the site's look, in plain words, with a way on."""

import pytest
from django.test import Client

from pssdash.accounts.roles import BOARD_MEMBER, EDITOR
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def words_of(answer) -> str:
    page = answer.content.decode()
    assert '<html lang="en-GB">' in page
    assert "Patient Safety Strategy dashboard" in page
    return page


def test_page_that_a_role_may_not_use(client):
    client.force_login(make_user(BOARD_MEMBER))

    answer = client.get("/quarters/")

    assert answer.status_code == 403
    assert "You cannot open this page" in words_of(answer)


def test_page_that_is_not_there(client):
    client.force_login(make_user(BOARD_MEMBER))

    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Page not found" in words_of(answer)


@pytest.mark.urls("tests.pages.broken_site")
@pytest.mark.parametrize("role", [EDITOR, None])
def test_page_that_breaks(role):
    client = Client(raise_request_exception=False)
    client.force_login(make_user(*[role] if role else []))

    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert "Something went wrong" in words_of(answer)
    assert "broken on purpose" not in answer.content.decode()


def test_form_without_its_security_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(EDITOR))

    answer = client.post("/quarters/open/", {"quarter": "2020-21-q3"})

    assert answer.status_code == 403
    assert "The form could not be sent" in words_of(answer)
