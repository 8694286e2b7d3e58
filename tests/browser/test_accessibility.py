"""Every page and state of pages.py: accessible, within a phone's width, and working without JavaScript."""

import pytest

from tests.browser.pages import PAGES

AS_EACH_ROLE = [pytest.param(page.stage, page, role, id=f"{page.name}-{role}") for page in PAGES for role in page.roles]
ONCE = [pytest.param(page.stage, page, page.roles[0], id=page.name) for page in PAGES]
MENU_SETTLES = 250  # milliseconds after which the menu has put away what no longer has room


def open_state(view, page):
    """Open the page and lead it to its state."""
    answer = view.goto(page.path)
    assert answer.status == page.status
    if page.act:
        page.act(view)


@pytest.mark.parametrize(("staged_site", "page", "role"), AS_EACH_ROLE, indirect=["staged_site"])
def test_page_passes_axe_and_fits_a_phone(page, role, staged_site, signed_in_page, axe_clean):
    view = signed_in_page(role)

    open_state(view, page)

    axe_clean(view)
    view.set_viewport_size({"width": 390, "height": 844})
    view.wait_for_timeout(MENU_SETTLES)
    assert view.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("staged_site", "page", "role"), ONCE, indirect=["staged_site"])
def test_page_works_without_javascript(page, role, staged_site, signed_in_page):
    view = signed_in_page(role, javascript=False)

    open_state(view, page)

    assert view.locator("h1").is_visible()
