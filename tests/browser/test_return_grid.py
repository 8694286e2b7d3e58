"""The grid of a measure's return: a block of a spreadsheet is pasted into it, and what is typed is checked at once."""

from datetime import date

import pytest
from playwright.sync_api import expect

from programmes.models import Measure, MeasureReturn, Observation
from programmes.observations import Value
from pssdash.organisations.models import Organisation
from tests.browser.content import open_the_programmes, person
from tests.browser.signing_in import sign_in_by_form
from tests.browser.steps import expect_problem, press
from tests.browser.test_lost_session import PASSWORD, end_session
from tests.browser.values import MONTHS, of_all, write

pytestmark = pytest.mark.sqlite_too

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


INTERVIEWS = "/measures/pipeline-interviews-falls/returns/2024-25-q3/"
BY_NAME = "Code\tOrganisation\tInterviews\n\tNHS Yorkshire & Humber PSC\t7\nHI-East\t\t1,200\n\tTotal\t1207\n"


def test_pasted_names_lead_each_number_to_its_organisation(grid):
    grid.goto(INTERVIEWS)
    before = cells(grid)

    paste(grid, BY_NAME)

    expect(grid.get_by_label("Value, Yorkshire and Humber PSC, Q3 2024/25")).to_have_value("7")
    expect(grid.get_by_label("Value, East PSC, Q3 2024/25")).to_have_value("1,200")
    assert sum(old != new for old, new in zip(before, cells(grid), strict=True)) == 2
    expect(grid.get_by_role("status").filter(has_text="cells filled")).to_have_text(
        "2 cells filled. No row here is for: Code; Total. Nothing is saved yet."
    )


def test_pasted_names_are_those_of_the_period_that_is_pasted_into(grid):
    paste(grid, "ENGLAND\t1204\t1500\t80%", place=2)

    assert cells(grid) == ["", "", "1204", "1500", "", ""]
    expect(grid.get_by_role("status").filter(has_text="cells filled")).to_contain_text("1 did not fit into the grid")


UNUSUAL = "It lies outside the limits so far, 52.68% to 63.32%."


@pytest.fixture
def measure_with_limits(fresh_demo_site):
    """The measure of the grid with as many months that it has limits."""
    open_the_programmes()
    measure = Measure.objects.get(slug="optimal-cord-management")
    write("History", person("editor"), [
        of_all(measure, Organisation.england(), MONTHS[place], 570 + 20 * (place % 2), 1000) for place in range(18)
    ])  # fmt: skip
    return measure


def warning_of(page, month):
    return page.locator("[data-warning]").filter(has_text=f"Please check England, {month}")


def type_numbers(page, month, numerator, denominator):
    page.get_by_label(f"Numerator, England, {month}").press_sequentially(numerator)
    page.get_by_label(f"Denominator, England, {month}").press_sequentially(denominator)


def test_unusual_value_is_asked_about_explained_and_approved(measure_with_limits, signed_in_page, axe_clean):
    editor, approver = signed_in_page("editor"), signed_in_page("approver")
    editor.goto(FORM)
    type_numbers(editor, "Oct 2024", "700", "1000")
    expect(warning_of(editor, "Oct 2024")).to_contain_text(f"{UNUSUAL} If it is right, say why under Explanation.")
    expect(warning_of(editor, "Nov 2024")).to_be_hidden()

    press(editor, "Submit for approval")
    expect_problem(editor)
    editor.get_by_role("link", name="Explain it, or correct the value").click()
    expect(editor.get_by_label("Explanation, England, Oct 2024")).to_be_focused()
    expect(editor.get_by_role("figure").get_by_text("Not approved yet").first).to_be_visible()
    editor.keyboard.type("Two sites more")
    expect(warning_of(editor, "Oct 2024").get_by_text("If it is right")).to_be_hidden()
    axe_clean(editor)
    press(editor, "Submit for approval")
    expect(editor.get_by_text("Submitted for approval at")).to_be_visible()

    approver.goto(FORM)
    expect(approver.get_by_role("cell", name="Two sites more")).to_be_visible()
    expect(approver.get_by_role("row").get_by_text(UNUSUAL)).to_be_visible()
    press(approver, "Approve")
    expect(approver.get_by_text("Approved at")).to_be_visible()
    approver.get_by_role("link", name="History of this return").click()
    expect(approver.get_by_text("Two sites more").first).to_be_visible()
    kept = Observation.objects.get(measure=measure_with_limits, start=date(2024, 10, 1))
    assert (kept.value, kept.explanation) == (70, "Two sites more")


def test_warning_goes_as_the_number_is_corrected(measure_with_limits, signed_in_page):
    page = signed_in_page("editor")
    page.goto(FORM)
    type_numbers(page, "Oct 2024", "700", "1000")
    expect(warning_of(page, "Oct 2024")).to_be_visible()

    page.get_by_label("Numerator, England, Oct 2024").fill("580")

    expect(warning_of(page, "Oct 2024")).to_be_hidden()


def test_numerator_above_the_denominator_is_refused_at_its_cell(measure_with_limits, signed_in_page):
    page = signed_in_page("editor")
    page.goto(FORM)
    type_numbers(page, "Oct 2024", "1001", "1000")
    numerator = page.get_by_label("Numerator, England, Oct 2024")
    expect(numerator).to_have_accessible_description("Error: The numerator is above the denominator")
    expect(warning_of(page, "Oct 2024")).to_be_hidden()

    press(page, "Submit for approval")
    expect_problem(page)
    page.get_by_role("link", name="The numerator 1001 is above the denominator 1000").click()

    expect(numerator).to_be_focused()


def test_checks_need_no_javascript(measure_with_limits, signed_in_page):
    page = signed_in_page("editor", javascript=False)
    page.goto(FORM)
    page.get_by_label("Numerator, England, Oct 2024").fill("700")
    page.get_by_label("Denominator, England, Oct 2024").fill("1000")

    press(page, "Save draft")

    expect(warning_of(page, "Oct 2024")).to_contain_text(UNUSUAL)
    expect(page.get_by_role("figure")).to_be_visible()


def test_sum_is_checked_as_one_types(fresh_demo_site, signed_in_page):
    open_the_programmes()
    measure = Measure.objects.get(slug="pipeline-interviews-psychotropics")
    whole = Value(measure, Organisation.england(), date(2024, 10, 1), date(2024, 12, 31), value=8)
    write("Entered for England", person("editor"), [whole])
    page = signed_in_page("editor")
    page.goto("/measures/pipeline-interviews-psychotropics/returns/2024-25-q3/")
    warning = page.get_by_text("do not add up to what was entered for England, 8 interviews.")
    expect(warning).to_be_hidden()

    page.get_by_label("Value, East PSC, Q3 2024/25").fill("9")
    expect(warning).to_be_visible()

    page.get_by_label("Value, East PSC, Q3 2024/25").fill("7")
    expect(warning).to_be_hidden()
