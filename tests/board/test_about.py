"""Help, accessibility, privacy and health: open to everybody."""

import pytest
from django.db import OperationalError, connection

from programmes.charts.icons import assurance_icon, variation_icon
from programmes.models import ValueState
from programmes.spc import Assurance, PointType, Variation
from pssdash.accounts.roles import BOARD_MEMBER
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.rag import NotRated, Rag, Status
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def words_of(client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/privacy/"])
def test_page_says_whom_to_ask(client, settings, path):
    settings.CONTACT_EMAIL = "safety@example.org"

    assert 'href="mailto:safety@example.org"' in words_of(client, path)


@pytest.mark.parametrize("member", [*Rag, *NotRated, *Status, *EntryState])
def test_help_explains_every_word_that_pages_show(client, member):
    label = member.label[0].upper() + member.label[1:]

    assert f"{label}</" in words_of(client, "/help/")


def test_help_says_who_reads_an_organisations_update(client):
    page = words_of(client, "/help/")

    assert "An organisation’s is then read in its region" in page
    assert "board members see England’s alone" in page


@pytest.mark.parametrize("icon", [*map(variation_icon, Variation), *map(assurance_icon, Assurance)])
def test_help_shows_and_explains_every_icon(client, icon):
    page = words_of(client, "/help/")

    assert icon.svg in page
    assert f"{icon.words}</dt>" in page


@pytest.mark.parametrize("kind", PointType)
def test_help_explains_every_point(client, kind):
    assert f'id="point-{kind.value.replace("_", "-")}"' in words_of(client, "/help/")


@pytest.mark.parametrize("state", ValueState)
def test_help_explains_every_way_of_having_no_value(client, state):
    assert f">{state.label if state != ValueState.VALUE else 0}</dt>" in words_of(client, "/help/")


def test_privacy_names_every_cookie_that_is_set(client, settings):
    user = make_user(BOARD_MEMBER)
    client.get("/accounts/sign-in/")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    # A page that sets a message, one that shows a form.
    client.get("/")
    client.get("/accounts/password/")

    page = words_of(client, "/privacy/")
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    assert all(f"<code>{name}</code>" in page for name in client.cookies)


def test_message_sets_no_cookie_of_its_own(client):
    client.force_login(make_user())

    client.get("/")

    assert set(client.cookies) == {"sessionid"}


def test_healthz_answers_ok_without_a_session(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_healthz_is_503_when_the_database_does_not_answer(client):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")

    assert answer.status_code == 503
