"""What was typed survives the end of a session, and comes back only to the person who typed it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.views import redirect_to_login
from django.test import Client
from django.urls import reverse

from pssdash.accounts.kept_text import LARGEST_KEPT, LONGEST_OPEN, take_kept_text, typed_by
from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_period, make_target

pytestmark = pytest.mark.django_db
FORM = "/objectives/SC-1.1/updates/2020-21-q3/?organisation=HI-NWC"


@pytest.fixture
def person():
    return make_user(email="editor@example.org")


@pytest.fixture
def typed(rf, person):
    """What the person's form sends."""
    request = rf.get(FORM)
    request.user = person
    return {
        "typed_by": typed_by(request),
        "progress": "Training has begun.\nTwo trusts wait.",
        "csrfmiddlewaretoken": "x",
    }


def sign_in(client, user):
    return client.post(reverse("sign_in"), {"username": user.email, "password": PASSWORD})


def taken(rf, client, user, path=FORM):
    """What the form's page finds for the person who opens it."""
    request = rf.get(path)
    request.session, request.user = client.session, user
    found = take_kept_text(request)
    request.session.save()
    return found


def test_text_comes_back_after_signing_in_again(rf, client, person, typed):
    response = client.post(FORM, typed)
    sign_in(client, person)

    kept = taken(rf, client, person)

    assert response.url == redirect_to_login(FORM).url
    assert kept["progress"] == "Training has begun.\nTwo trusts wait."


def test_sign_in_page_says_that_text_is_kept(client, typed):
    response = client.post(FORM, typed, follow=True)

    assert "Your text is kept" in response.content.decode()


def test_text_comes_back_once(rf, client, person, typed):
    client.post(FORM, typed)
    sign_in(client, person)
    taken(rf, client, person)

    assert taken(rf, client, person) is None


def test_text_does_not_come_back_to_another_person(rf, client, typed):
    other = make_user(email="other@example.org")
    client.post(FORM, typed)
    sign_in(client, other)

    assert taken(rf, client, other) is None


def test_text_does_not_come_back_on_another_page(rf, client, person, typed):
    client.post(FORM, typed)
    sign_in(client, person)

    elsewhere = taken(rf, client, person, "/objectives/SC-1.1/updates/2020-21-q3/")

    assert elsewhere is None
    assert taken(rf, client, person) is not None


def test_too_much_text_is_not_kept(client, typed):
    response = client.post(FORM, typed | {"progress": "x" * LARGEST_KEPT})

    assert "kept_text" not in client.session
    assert response.url.startswith(reverse("sign_in"))


def test_text_without_our_signature_is_not_kept(client, typed):
    client.post(FORM, typed | {"typed_by": "1:forged"})

    assert "kept_text" not in client.session


def test_stale_security_token_brings_the_person_back_to_the_form_with_the_text(rf, person, typed):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(FORM, typed)

    assert response.url == FORM
    assert taken(rf, client, person)["progress"].startswith("Training")


def test_stale_security_token_of_another_form_is_refused(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(reverse("password_change"), {"old_password": PASSWORD})

    assert response.status_code == 403
    assert "The form could not be sent" in response.content.decode()


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/quarters/2020-21-q3/", "http://testserver/quarters/2020-21-q3/"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_button_pressed_after_the_session_ended_leads_back_to_its_page(client, referer, page):
    headers = {"referer": referer} if referer else {}

    response = client.post("/quarters/2020-21-q3/publish/", headers=headers)

    assert response.url == redirect_to_login(page).url


def test_update_form_shows_the_kept_text(client):
    target, period = make_target(), make_period()
    editor = make_user(EDITOR, email="other.editor@example.org")
    path = reverse("update", args=[target.ref, period.quarter])
    client.force_login(editor)
    token = client.get(path).context["typed_by"]
    client.logout()

    client.post(path, {"typed_by": token, "progress": "Typed for an hour."})
    sign_in(client, editor)

    assert "Typed for an hour." in client.get(path).content.decode()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver:81"])
def test_text_from_another_site_is_not_kept_and_gives_no_session(client, typed, origin):
    response = client.post(FORM, typed, headers={"origin": origin})

    assert response.url.startswith(reverse("sign_in"))
    assert "sessionid" not in response.cookies


def test_text_from_our_own_page_is_kept(client, typed):
    client.post(FORM, typed, headers={"origin": "http://testserver"})

    assert "kept_text" in client.session


def test_form_that_was_given_out_long_ago_is_not_kept(client, rf, person):
    with time_machine.travel("2020-10-01 12:00", tick=False) as clock:
        request = rf.get(FORM)
        request.user = person
        typed = {"typed_by": typed_by(request), "progress": "Still here?"}
        clock.shift(LONGEST_OPEN + timedelta(minutes=1))

        client.post(FORM, typed)
        is_kept = "kept_text" in client.session

    assert not is_kept


def test_form_of_another_person_is_not_put_into_the_session_of_this_one(typed):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(email="other@example.org"))

    response = client.post(FORM, typed)

    assert response.status_code == 403
    assert "kept_text" not in client.session
