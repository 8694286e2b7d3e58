"""A session that ends while somebody writes: after signing in again the text stands in the form."""

import os

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from objectives.models import ProgressUpdate
from pssdash.rounds.actions import open_quarter
from tests.browser.content import Q3, person
from tests.browser.signing_in import sign_in_by_form
from tests.browser.steps import press

TEXT = "The second assessment of the survey data has begun, in six trusts."
PASSWORD = os.environ["PSSDASH_DEMO_PASSWORD"]


def end_session(page):
    """The server forgets the session; the browser does not know."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    Session.objects.filter(pk=cookies[settings.SESSION_COOKIE_NAME]).delete()


def write_until_the_session_ends(page):
    open_quarter(quarter=Q3, by=person("editor"))
    page.goto("/objectives/SC-1.1/updates/2020-21-q3/")
    page.get_by_label("Progress this quarter").fill(TEXT)
    page.get_by_label("Forecast").fill("March 2021")
    end_session(page)
    press(page, "Save draft")


@pytest.mark.parametrize("javascript", [True, False])
def test_text_is_back_after_signing_in_again(fresh_demo_site, signed_in_page, javascript):
    page = signed_in_page("editor", javascript=javascript)
    write_until_the_session_ends(page)
    expect(page.get_by_role("heading", name="Your text is kept")).to_be_visible()

    sign_in_by_form(page, "editor@example.org", PASSWORD)

    expect(page.get_by_text("Your text is back in the form below; it is not saved yet.")).to_be_visible()
    expect(page.get_by_label("Progress this quarter")).to_have_value(TEXT)
    expect(page.get_by_label("Forecast")).to_have_value("March 2021")
    press(page, "Save draft")
    expect(page.get_by_text("Saved as a draft at")).to_be_visible()
    assert ProgressUpdate.objects.working().get().progress == TEXT


def test_text_is_not_given_to_another_person(fresh_demo_site, signed_in_page):
    page = signed_in_page("editor")
    write_until_the_session_ends(page)

    sign_in_by_form(page, "approver@example.org", PASSWORD)

    expect(page.get_by_role("heading", level=1)).to_contain_text("SC-1.1")
    page.wait_for_load_state()
    expect(page.get_by_text(TEXT)).to_have_count(0)
    assert not ProgressUpdate.objects.working().exists()
