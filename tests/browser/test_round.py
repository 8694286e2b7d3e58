"""A whole round, as four people live it: opened, written, sent back, approved, published, read."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.round_steps import approve, begin, follow, mark_as_checked, open_the_quarter, publish, to_my_quarter
from tests.browser.steps import expect_problem, press

QUARTER = "Q3 2020/21 (Oct–Dec 2020)"
GREEN, AMBER, COMPLETE = "IV-2.3", "IN-4.3", "IN-3.3"
WRITTEN = {
    GREEN: "Three of the five modules are written.",
    AMBER: "Half the specialists are named.",
    COMPLETE: "Every region tests the new form.",
}
ACTION = "Trusts without a specialist name one each month"
NOTE = "Say how many trusts have named a specialist."
ANSWER = "Half the specialists are named, in 61 trusts."


@pytest.mark.sqlite_too
def test_round_from_opening_to_the_board(fresh_demo_site, signed_in_page):
    editor, approver = signed_in_page("editor"), signed_in_page("approver")
    region, board = signed_in_page("region", javascript=False), signed_in_page("board")

    open_the_quarter(editor, QUARTER, "Objectives only")
    write_what_is_on_track(editor)
    write_what_is_late_by_keyboard(editor)
    write_what_is_done(editor)
    send_back(approver)
    answer_the_note(editor)
    for ref in (AMBER, GREEN, COMPLETE):
        check_and_approve(approver, ref)
    see_nothing_of_it(region)
    see_nothing_of_it(board)
    publish(approver, QUARTER, "Targets: 51 of 54 (51 not started)")

    find_it_on_the_board_page(board)
    find_it_on_the_region_page(region)


def begin_update(editor: Page, ref: str) -> None:
    begin(editor, f"{ref} ", f"{ref}, {QUARTER}")


def write_what_is_on_track(editor: Page) -> None:
    begin_update(editor, GREEN)
    editor.get_by_label("Progress this quarter").fill(WRITTEN[GREEN])
    editor.get_by_label("Status", exact=True).select_option("In progress")
    press(editor, "Submit for approval")
    expect_receipt(editor, GREEN)


def write_what_is_late_by_keyboard(editor: Page) -> None:
    """The first try lacks the recovery action, which the page asks for; nothing typed is lost by it."""
    begin_update(editor, AMBER)
    type_into(editor, "Progress this quarter", WRITTEN[AMBER])
    type_into(editor, "Status", "In progress")
    press_by_keyboard(editor, "Submit for approval")
    expect_problem(editor)
    expect(editor.get_by_label("Progress this quarter")).to_have_value(WRITTEN[AMBER])
    type_into(editor, "Recovery action", ACTION)
    type_into(editor, "Owner of the action", "Acute trusts")
    type_into(editor, "Action due", "31 March 2021")
    press_by_keyboard(editor, "Submit for approval")
    expect_receipt(editor, AMBER)


def write_what_is_done(editor: Page) -> None:
    begin_update(editor, COMPLETE)
    editor.get_by_label("Progress this quarter").fill(WRITTEN[COMPLETE])
    editor.get_by_label("Status", exact=True).select_option("Complete")
    editor.get_by_label("Met on").fill("30 November 2020")
    press(editor, "Submit for approval")
    expect_receipt(editor, COMPLETE)


def expect_receipt(editor: Page, ref: str) -> None:
    expect(editor.get_by_text(f"{ref}, Q3 2020/21, England, version 1")).to_be_visible()


def type_into(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def press_by_keyboard(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def tab_to(page: Page, wanted) -> None:
    """Press the tabulator until `wanted` has the focus, as somebody without a mouse does."""
    for _ in range(100):
        if wanted.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached with the keyboard")


def send_back(approver: Page) -> None:
    approver.goto("/")
    follow(approver, f"{AMBER} ", exact=False)
    expect(approver.get_by_text(ACTION)).to_be_visible()
    approver.get_by_label("What should be changed?").fill(NOTE)
    press(approver, "Send back")
    expect(approver.get_by_text("Sent back with your note")).to_be_visible()


def answer_the_note(editor: Page) -> None:
    to_my_quarter(editor)
    expect(editor.get_by_text(f"Sent back: {NOTE}")).to_be_visible()
    begin_update(editor, AMBER)
    expect(editor.get_by_text(NOTE)).to_be_visible()
    editor.get_by_label("Progress this quarter").fill(ANSWER)
    press(editor, "Submit for approval")
    expect_receipt(editor, AMBER)


def check_and_approve(approver: Page, ref: str) -> None:
    to_my_quarter(approver)
    follow(approver, f"{ref} ", exact=False)
    expect(approver.get_by_role("heading", level=1)).to_contain_text(f"{ref}, {QUARTER}")
    mark_as_checked(approver)
    approve(approver)


def see_nothing_of_it(reader: Page) -> None:
    """Neither offered, nor shown in words, nor found at its address."""
    reader.goto("/")
    switcher = reader.get_by_label("Quarter", exact=True)
    expect(switcher.get_by_role("option")).to_have_text(["Q2 2020/21 (Jul–Sep 2020)"])
    for said in (*WRITTEN.values(), ACTION, ANSWER):
        expect(reader.get_by_text(said)).to_have_count(0)
    assert reader.goto("/objectives/?quarter=2020-21-q3").status == 404
    assert reader.goto("/board/2020-21-q3/").status == 404


def find_it_on_the_board_page(board: Page) -> None:
    board.goto("/")
    expect(board.get_by_role("heading", level=1)).to_contain_text(QUARTER)
    board.locator("summary").filter(has_text="The other 14 exceptions").click()
    row = board.get_by_role("row").filter(has_text=AMBER).filter(has_text=ACTION)
    expect(row).to_contain_text("Amber")
    expect(row).to_contain_text("Acute trusts")
    expect(row).to_contain_text("31 Mar 2021")
    changes = board.get_by_role("region", name="What changed since Q2 2020/21")
    expect(changes.get_by_role("listitem").filter(has_text=COMPLETE)).to_contain_text("Complete")


def find_it_on_the_region_page(region: Page) -> None:
    for ref, rag, said in [
        (GREEN, "Green", WRITTEN[GREEN]), (AMBER, "Amber", ANSWER), (COMPLETE, "Complete", WRITTEN[COMPLETE]),
    ]:  # fmt: skip
        region.goto("/")
        region.locator("summary").filter(has_text="Filter the targets").click()
        region.get_by_label("Search").fill(ref)
        press(region, "Show results")
        row = region.get_by_role("row").filter(has=region.get_by_role("link", name=ref, exact=True))
        expect(row).to_contain_text(rag)
        expect(row).to_contain_text(said)
