"""What the next test finds in a window that was used before."""

import pytest
from playwright.sync_api import expect

from tests.browser.content import OPEN

STAGED = pytest.mark.parametrize("staged_site", [OPEN], indirect=True)
FORM = "/objectives/SC-1.2/updates/2020-21-q3/"


@STAGED
@pytest.mark.parametrize("path", [FORM, "/objectives/"])
def test_nobody_signed_in_and_nothing_kept_is_left_in_a_window(staged_site, windows, path):
    window = windows[True]
    window.hand_to("editor").goto(path)

    page = window.hand_to("anybody")
    page.goto(path)

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert page.evaluate("localStorage.length") == 0
    assert window.trouble.found == []
