"""Every page and state of pages.py: accessible, within a phone's width, enlarged to 400%, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.content import STAGES
from tests.browser.pages import ON_SQLITE_TOO, states_of

# One stage after the other, so that few sites are set up.
AS_EACH_ROLE = [
    pytest.param(
        *(stage, page, role),
        id=f"{page.name}-{role}",
        marks=[pytest.mark.sqlite_too] if page in ON_SQLITE_TOO else [],
    )
    for stage in STAGES
    for page, role in states_of(stage)
]
ONCE = [param for param in AS_EACH_ROLE if param.values[2] == param.values[1].roles[0]]
PHONE, ENLARGED = 390, 320  # 320 is what a window of 1280 leaves of itself at 400% (WCAG 2.2, 1.4.10)


def as_states(states):
    # Without a scope pytest would set up a site for each test, because two of the three are not the site's.
    return pytest.mark.parametrize(("staged_site", "page", "role"), states, indirect=["staged_site"], scope="module")


def open_state(view, page):
    """Open the page and lead it to its state."""
    answer = view.goto(page.path)
    assert answer.status == page.status
    if page.act:
        page.act(view)
        # What it waited for may stand at the top of a page of which the rest is still to come.
        view.wait_for_load_state()


@as_states(AS_EACH_ROLE)
def test_page_passes_axe_and_fits_a_phone(page, role, staged_site, shared_page, signed_in_page, axe_clean):
    view = signed_in_page(role) if page.act else shared_page(role)

    open_state(view, page)

    axe_clean(view)
    for width in (PHONE, ENLARGED):
        view.set_viewport_size({"width": width, "height": 844})
        # Tried again for a while, because the menu takes its time to put away what no longer has room.
        expect(view.locator("html")).to_have_js_property("scrollWidth", width)


@as_states(ONCE)
def test_page_works_without_javascript(page, role, staged_site, shared_page):
    view = shared_page(role, javascript=False)

    open_state(view, page)

    expect(view.locator("h1")).to_be_visible()
