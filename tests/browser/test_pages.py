"""Every page as each role that may open it: reachable, accessible, nothing to scroll sideways on a phone."""

import pytest

from tests.browser.pages import PAGES

STATES = [pytest.param(page, role, id=f"{page.name}-{role}") for page in PAGES for role in page.roles]


@pytest.mark.parametrize(("page", "role"), STATES)
def test_page_passes_axe(page, role, signed_in_page, axe_clean):
    view = signed_in_page(role)

    answer = view.goto(page.path)

    assert answer.status == 200
    axe_clean(view)


@pytest.mark.parametrize(("page", "role"), STATES)
def test_page_fits_a_phone(page, role, signed_in_page):
    view = signed_in_page(role, width=390)

    view.goto(page.path)

    assert view.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("page", "role"), STATES)
def test_page_is_readable_without_javascript(page, role, signed_in_page):
    view = signed_in_page(role, javascript=False)

    view.goto(page.path)

    assert view.locator("h1").is_visible()
