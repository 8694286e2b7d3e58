"""The grid of a measure's return: a block of a spreadsheet is pasted into it, and nothing of it is lost."""

import pytest
from playwright.sync_api import expect

from programmes.models import MeasureReturn
from tests.browser.content import open_the_programmes
from tests.browser.signing_in import sign_in_by_form
from tests.browser.steps import press
from tests.browser.test_lost_session import PASSWORD, end_session

FORM = "/measures/optimal-cord-management/returns/2024-25-q3/"
# Numerators and denominators of three months, and a column too many; lines as a spreadsheet on Windows ends them.
BLOCK = "1,204\t1,500\tgood\r\n1180\t1490\tgood\r\n1210\t1511\tgood\r\n"
PASTE = """(field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def grid(fresh_demo_site, signed_in_page):
    open_the_programmes()
    page = signed_in_page("editor")
    page.goto(FORM)
    return page


def cells(page):
    return [field.input_value() for field in page.locator("[data-grid-cell]").all()]


def paste(page, text, place=0):
    page.locator("[data-grid-cell]").nth(place).evaluate(PASTE, text)


def test_block_fills_the_cells_from_the_focused_one_on(grid):
    paste(grid, BLOCK)

    assert cells(grid) == ["1,204", "1,500", "1180", "1490", "1210", "1511"]
    expect(grid.get_by_role("status").filter(has_text="cells filled")).to_have_text(
        "6 cells filled. 3 did not fit into the grid and were left out. Nothing is saved yet."
    )
    press(grid, "Save draft")
    expect(grid.get_by_text("3 of 3 values entered")).to_be_visible()
    kept = MeasureReturn.objects.get(measure__slug="optimal-cord-management").cells
    assert [(cell["numerator"], cell["denominator"]) for cell in kept.values()] == [
        ("1,204", "1,500"), ("1180", "1490"), ("1210", "1511"),
    ]  # fmt: skip


def test_block_that_is_larger_than_what_is_left_says_so(grid):
    paste(grid, "1\n2\n3", place=3)

    assert cells(grid) == ["", "", "", "1", "", "2"]
    expect(grid.get_by_role("status").filter(has_text="cells filled")).to_contain_text("2 cells filled. 1 did not fit")


def test_one_word_is_pasted_as_into_any_field(grid):
    paste(grid, "12")

    expect(grid.get_by_text("cells filled")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_cells_are_back_after_signing_in_again(fresh_demo_site, signed_in_page, javascript):
    open_the_programmes()
    page = signed_in_page("editor", javascript=javascript)
    page.goto(FORM)
    page.get_by_label("Numerator, England, Oct 2024").fill("1204")
    page.get_by_label("Explanation, England, Oct 2024").fill("Two sites more")
    end_session(page)
    press(page, "Save draft")

    sign_in_by_form(page, "editor@example.org", PASSWORD)

    expect(page.get_by_text("Your text is back in the form below; it is not saved yet.")).to_be_visible()
    expect(page.get_by_label("Numerator, England, Oct 2024")).to_have_value("1204")
    expect(page.get_by_label("Explanation, England, Oct 2024")).to_have_value("Two sites more")
