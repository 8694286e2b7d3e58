"""A person turns two-factor sign-in on and signs in with it; a session that is ended elsewhere is over."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.signing_in import sign_in_by_form
from tests.browser.steps import press
from tests.factories.second_factor import code_of

EMAIL = "board@example.org"


def sign_in(page):
    page.goto("/accounts/sign-in/")
    sign_in_by_form(page, EMAIL, os.environ["PSSDASH_DEMO_PASSWORD"])


def enter(page, code):
    page.get_by_label("Code", exact=True).fill(code)
    press(page, "Sign in")


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


@pytest.mark.sqlite_too
@pytest.mark.parametrize("javascript", [True, False])
def test_person_enrols_and_signs_in_with_code_and_recovery_code(fresh_demo_site, anonymous_page, javascript):
    page = anonymous_page(javascript=javascript, width=390)
    sign_in(page)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Turn it on").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator(".app-key").inner_text()

    page.get_by_label("Code that the app shows").fill(code_of(secret))
    press(page, "Turn it on")
    expect(page.locator(".app-codes li")).to_have_count(10)
    recovery = page.locator(".app-codes li").first.inner_text()
    sign_out(page)

    sign_in(page)
    enter(page, code_of(secret, 1))
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    sign_out(page)

    sign_in(page)
    enter(page, recovery)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    sign_out(page)

    sign_in(page)
    enter(page, recovery)
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()


def test_session_ended_elsewhere_is_over(fresh_demo_site, anonymous_page):
    here, there = anonymous_page(), anonymous_page()
    for page in (here, there):
        sign_in(page)
        page.get_by_role("link", name="Your account").click()

    here.reload()
    press(here, "Sign out everywhere else")
    expect(here.get_by_text("You are signed in here alone.")).to_be_visible()
    there.reload()

    expect(there.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    here.reload()
    expect(here.get_by_role("heading", name="Your account")).to_be_visible()
