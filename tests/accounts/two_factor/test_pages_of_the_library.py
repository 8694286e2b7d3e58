"""Of the library's pages, those that nobody wants do not exist."""

import pytest
from django.urls import NoReverseMatch, reverse

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2020-10-01 12:00", tick=False)]


@pytest.mark.parametrize(
    "path", ["signup", "login", "logout", "email", "confirm-email", "social/signup", "2fa", "sessions", "inactive"]
)
def test_pages_of_the_library_that_nobody_wants_do_not_exist(client, person, path):
    client.force_login(person)

    assert client.get(f"/accounts/{path}/").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "socialaccount_signup", "account_email", "account_login_code"])
def test_names_of_such_pages_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
