"""Signing in and out as a person does it: through the form, on either database."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.pages import EVERY_ROLE
from tests.browser.signing_in import sign_in_by_form


@pytest.mark.sqlite_too
def test_person_signs_in_and_out(fresh_demo_site, anonymous_page, axe_clean):
    page = anonymous_page()
    page.goto("/accounts/sign-in/")

    sign_in_by_form(page, "editor@example.org", os.environ["PSSDASH_DEMO_PASSWORD"])
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    page.goto("/objectives/")

    assert page.url.endswith("/accounts/sign-in/?next=/objectives/")
    axe_clean(page)


def test_wrong_password_is_named_beside_the_form(demo_site, anonymous_page, axe_clean):
    page = anonymous_page()
    page.goto("/accounts/sign-in/")

    sign_in_by_form(page, "editor@example.org", "not the password")

    expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    axe_clean(page)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_every_role_has_a_first_page(demo_site, signed_in_page, axe_clean, role):
    page = signed_in_page(role)

    answer = page.goto("/")

    assert answer.status == 200
    axe_clean(page)
