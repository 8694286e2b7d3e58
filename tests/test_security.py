"""What a stranger, or a person of the site with ill will, tries, and the answer that they get.

Who gets in where is in test_roles_and_pages.py and test_roles_in_administration.py; text that outlives a session in
accounts/test_kept_text.py.
"""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import include, path, reverse

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.pages.small_site import make_small_site

pytestmark = pytest.mark.django_db


def fails(request):
    raise RuntimeError("a fault of ours")


# The site and a page that fails, for the tests marked with these routes.
urlpatterns = [path("fails/", fails), path("", include("pssdash.urls"))]


@pytest.fixture
def site():
    return make_small_site()


def signed_in(user: User, **settings) -> Client:
    client = Client(**settings)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


# Headers


ADDRESSES = {
    "/": 302,
    "/objectives/": 200,
    "/objectives/SC-1/": 200,
    "/objectives/export.csv": 200,
    "/objectives/export.xlsx": 200,
    "/my-quarter/": 200,
    "/help/": 200,
    "/accounts/password/": 200,
    "/healthz": 200,
    "/admin/": 403,
    "/nothing/": 404,
    "/objectives/?quarter=%00": 400,
    "/fails/": 500,
}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), ADDRESSES.items())
def test_every_answer_is_strict_and_stays_nowhere(site, address, status):
    client = signed_in(site["editor"], raise_request_exception=False)

    response = client.get(address)

    policy = response["Content-Security-Policy"]
    assert response.status_code == status
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert not re.search(r"unsafe|\*|http|nonce", policy)
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


def test_static_files_are_kept_by_browsers_but_used_by_our_pages_only(settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    response = Client().get("/static/images/favicon.svg")

    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"]
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response


def test_cookies_are_kept_from_scripts_and_from_other_sites(client):
    make_user(email="board@example.org")

    client.post(reverse("sign_in"), {"username": "board@example.org", "password": PASSWORD})

    assert set(client.cookies) == {"sessionid", "csrftoken"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in client.cookies.values())


def test_signing_in_gives_the_session_another_key(client):
    make_user(BOARD_MEMBER, email="board@example.org")
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    before = client.cookies["sessionid"].value

    client.post(reverse("sign_in"), {"username": "board@example.org", "password": PASSWORD})

    assert client.cookies["sessionid"].value != before


# Addresses that nobody types


@pytest.mark.parametrize(
    "address",
    [
        "/objectives/SC-1.1/updates/2020-21-q3/?organisation=%00",
        "/objectives/SC-1/updates/2020-21-q3/?organisation=PSC%00N",
        "/objectives/?q=%00",
        "/regions/?quarter=%00",
        "/accounts/sign-in/?next=%00",
        "/admin/accounts/user/?name__exact=%00",
        "/admin/organisations/organisation/?kind__exact=%00",
        "/admin/autocomplete/?app_label=organisations&model_name=membership&field_name=organisation&term=%00",
        "/objectives/%00/",
    ],
)
def test_null_character_in_an_address_is_refused(site, address):
    response = signed_in(User.objects.create_superuser("all@example.org", PASSWORD)).get(address)

    assert response.status_code == 400
    assert "The request could not be read" in response.content.decode()


def test_null_character_in_a_cookie_is_refused(client):
    response = client.get("/objectives/", headers={"cookie": r'sessionid="\000abcdefghij"'})

    assert response.status_code == 400


@pytest.mark.parametrize("field", ["progress", "reported_rag", "action_owner", "action_due", "evidence", "base"])
def test_null_character_in_a_form_is_shown_at_its_field(site, field):
    words = {"progress": "", "reported_rag": "", "action_owner": "", "action_due": "", "evidence": "", "base": "0"}

    response = signed_in(site["editor"]).post("/objectives/SC-1.2/updates/2020-21-q3/", words | {field: "a\x00b"})

    assert response.status_code == 200
    assert field in response.context["page"].form.errors


@pytest.mark.parametrize(
    "query",
    [
        "per_page=-3", "per_page=0", "per_page=x", "per_page=99999999999999999999", "page=-1", "page=0",
        "page=99999999999999999999", "sort=-", "sort=__class__", "sort=foo,-bar", "q=%ff%fe", "q=%ED%A0%80",
        "rag=" + "x" * 100_000, "quarter=2020-21-q2&quarter=2020-21-q2",
    ],
)  # fmt: skip
def test_odd_query_gives_a_page(site, query):
    response = signed_in(site["board"]).get(f"/objectives/?{query}")

    assert response.status_code == 200


@pytest.mark.parametrize("per_page", ["-3", "0"])
def test_fewer_rows_than_one_are_not_asked_for(site, per_page):
    response = signed_in(site["board"]).get("/objectives/", {"per_page": per_page})

    assert len(response.context["table"].paginated_rows) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/objectives/?quarter=" + "9" * 20_000,
        "/objectives/SC-1.1/published/2020-21-q2/" + "9" * 5000 + "/",
        "/quarters/2199-00-q4/",
        "/quarters/0000-01-q1/",
        "/quarters/2019-21-q4/",
        "/objectives/%ff/",
        "/objectives/SC-99999999999999999999/",
        "/regions/" + "a" * 5000 + "/",
    ],
)
def test_address_of_nothing_is_not_found(site, address):
    assert signed_in(site["editor"]).get(address).status_code == 404


# Sign-in and passwords


def test_failures_are_counted_whatever_a_stranger_claims_as_address(client):
    make_user(email="board@example.org")
    wrong = {"username": "board@example.org", "password": "wrong"}

    tries = [client.post(reverse("sign_in"), wrong, headers={"x-forwarded-for": f"192.0.2.{n}"}) for n in range(5)]

    assert tries[-1].status_code == 429


def test_mailbox_is_not_filled_with_links(client):
    make_user(email="board@example.org")

    answers = [client.post(reverse("password_reset"), {"email": "board@example.org"}) for _ in range(3)]

    assert len(mail.outbox) == 1
    assert {answer.url for answer in answers} == {reverse("password_reset_sent")}


def test_link_is_not_made_for_a_host_that_is_not_ours(client, settings):
    settings.ALLOWED_HOSTS = ["pssdash.example.org"]
    make_user(email="board@example.org")

    response = client.post(
        reverse("password_reset"), {"email": "board@example.org"}, headers={"host": "elsewhere.example"}
    )

    assert response.status_code == 400
    assert mail.outbox == []


# Administration


def test_administrator_does_not_find_passwords_by_their_beginning(site):
    response = signed_in(site["admin"]).get("/admin/accounts/user/", {"password__startswith": "md5"})

    assert response.status_code == 400


def test_administrator_does_not_change_an_account_that_may_do_everything(site):
    first = User.objects.create_superuser("first@example.org", PASSWORD, name="First")
    administrator = signed_in(site["admin"])

    changed = administrator.post(reverse("account", args=[first.pk]), {"email": "mine@example.org", "name": "First"})
    closed = administrator.post(reverse("close_account", args=[first.pk]), {"reason": "Gone"})

    first.refresh_from_db()
    assert "Only another such account can change it" in changed.content.decode()
    assert "Only another such account can change it" in closed.content.decode()
    assert (first.email, first.is_active) == ("first@example.org", True)


def test_administrator_finds_no_drafts(client):
    editor, target, period = make_user(EDITOR), make_target(), make_period()
    draft = make_update(target, period, by=editor, progress="Still to be checked.")
    record(by=editor, action="saved", item=("update", "SC-1.1"), subject="objective/SC-1")
    record(by=editor, action="changed", item=("account", "board@example.org"))
    client.force_login(make_user(ADMINISTRATOR))

    updates = client.get(reverse("admin:objectives_progressupdate_changelist")).context["cl"].queryset
    draft_page = client.get(reverse("admin:objectives_progressupdate_change", args=[draft.pk]))
    events = client.get(reverse("admin:accounts_auditevent_changelist")).context["cl"].queryset

    assert list(updates) == []
    assert draft_page.status_code == 302
    assert [event.item_kind for event in events] == ["account"]


def test_administrator_who_reads_drafts_finds_the_whole_trail(client):
    record(by=None, action="saved", item=("update", "SC-1.1"), subject="objective/SC-1")
    client.force_login(make_user(ADMINISTRATOR, APPROVER))

    events = client.get(reverse("admin:accounts_auditevent_changelist")).context["cl"].queryset

    assert len(events) == 1
