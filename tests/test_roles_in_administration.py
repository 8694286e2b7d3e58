"""The administration: every route of it is for administrators, and what they add there is reference data."""

import pytest
from django.urls import reverse

from tests.pages.asking import answer_to, in_short, routes
from tests.pages.small_site import make_small_site

pytestmark = pytest.mark.django_db
ROLES = ("out", "none", "editor", "approver", "region", "submitter", "board")
# Its own sign-in and sign-out lead to those of the site.
OPEN = ("admin:login", "admin:logout")
PARTS = {"<path:object_id>": "1", "<path:content_type_id>": "1", "(?P<url>.*)$": "nowhere"}
APPS = "^(?P<app_label>"


def concrete(path: str) -> str:
    """A path of that route, for an item that may not exist."""
    for part, value in PARTS.items():
        path = path.replace(part, value)
    before, _, choices = path.partition(APPS)
    return before + choices.partition("|")[0] + "/" if choices else path


ADMIN_PATHS = [concrete(path) for name, path in routes() if name.startswith("admin:") and name not in OPEN]


@pytest.fixture
def people():
    return make_small_site()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_administration_is_for_administrators_alone(people, method):
    found = {
        (role, path): in_short(answer_to(people.get(role), method, path, {})) for path in ADMIN_PATHS for role in ROLES
    }

    assert {key: short for key, short in found.items() if short != ("in" if key[0] == "out" else "403")} == {}


LISTS = [name for name, _ in routes() if name.startswith("admin:") and name.endswith("_changelist")]
# What an administrator adds; everything else comes about by what people do on the site's own pages.
ADDED = {"organisation", "organisationlink", "succession", "deliverer", "source", "measure", "ambition"}


@pytest.mark.parametrize("name", [name for name in LISTS if not name.startswith("admin:axes")])
def test_administrator_sees_every_list_and_adds_reference_data_alone(people, name):
    item = name.split("_")[1]

    listed = answer_to(people["admin"], "GET", reverse(name), {})
    adding = answer_to(people["admin"], "GET", reverse(name.replace("changelist", "add")), {})

    assert (listed.status_code, adding.status_code) == (200, 200 if item in ADDED else 403)


@pytest.mark.parametrize(("name", "status"), [("admin:index", 200), ("admin:login", 302), ("admin:logout", 405)])
def test_administrator_uses_the_administration_with_the_account_of_the_site(people, name, status):
    assert answer_to(people["admin"], "GET", reverse(name), {}).status_code == status
