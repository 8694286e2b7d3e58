"""A whole quarter on one page: by keyboard alone, saved row by row, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from objectives.models import ProgressUpdate
from pssdash.rounds.actions import open_quarter
from tests.browser.conftest import let_requests_end
from tests.browser.content import Q3, person, save, second_editor
from tests.browser.steps import press, row_of

SHEET = "/objectives/updates/2020-21-q3/"
SAVED = re.compile(r"^Saved at \d\d:\d\d\.")


@pytest.fixture
def open_sheet(fresh_demo_site, signed_in_page):
    """Opens the page of a quarter in which nothing is written."""
    open_quarter(quarter=Q3, by=person("editor"))
    opened = []

    def open_page(**how):
        page = signed_in_page("editor", **how)
        opened.append(page.context)
        page.goto(SHEET)
        return page

    yield open_page
    # A row says that it was left as the page is closed: that must not reach the site while it is emptied.
    for context in opened:
        context.close()
    let_requests_end()


def status_of(page, ref):
    return row_of(page, ref).locator("[data-autosave-status]")


def progress_in(page, ref):
    return row_of(page, ref).get_by_label("Progress this quarter")


def update_of(ref):
    return ProgressUpdate.objects.working().get(target__ref=ref)


def test_quarter_is_written_by_keyboard_alone(open_sheet):
    page, keys = open_sheet(), lambda *each: [page.keyboard.press(key) for key in each]
    progress_in(page, "SC-1.1").focus()

    page.keyboard.type("Drafted")
    keys("Tab")
    page.keyboard.type("In p")  # a choice by its first letters
    keys("Shift+Tab", "Control+Enter")
    expect(progress_in(page, "SC-1.2")).to_be_focused()
    page.keyboard.type("Agreed")
    keys("Tab", "Tab")
    page.keyboard.type("March 2021")
    keys("Enter")
    expect(row_of(page, "SC-1.3").get_by_label("Forecast")).to_be_focused()
    keys("Control+Shift+Enter")
    expect(row_of(page, "SC-1.2").get_by_label("Forecast")).to_be_focused()

    expect(status_of(page, "SC-1.1")).to_have_text(SAVED)
    expect(status_of(page, "SC-1.2")).to_have_text(SAVED)
    assert (update_of("SC-1.1").progress, update_of("SC-1.1").lines.get().status) == ("Drafted", "in_progress")
    assert (update_of("SC-1.2").progress, update_of("SC-1.2").lines.get().forecast_text) == ("Agreed", "March 2021")


def test_last_row_leads_to_the_button(open_sheet):
    page = open_sheet()
    progress_in(page, "SC-2.1").focus()

    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("button", name="Save all rows")).to_be_focused()


def test_row_says_what_it_still_needs_once_it_is_saved(open_sheet):
    page = open_sheet()
    progress_in(page, "SC-1.1").fill("Drafted")
    progress_in(page, "SC-1.2").focus()

    missing = row_of(page, "SC-1.1").get_by_role("link", name="Choose where this stands")
    missing.click()

    expect(row_of(page, "SC-1.1").get_by_label("Status", exact=True)).to_be_focused()


def test_row_says_where_it_stands_once_it_is_saved(open_sheet):
    page = open_sheet()
    row = row_of(page, "SC-1.1")
    stands = row.locator("[data-standing]")
    expect(stands).to_contain_text("Not started")
    row.get_by_label("Status", exact=True).select_option("Complete")
    row.get_by_label("Met on").fill("30 November 2020")
    progress_in(page, "SC-1.2").focus()

    expect(stands).to_contain_text("Draft")
    expect(stands).to_contain_text("Computed so far: Complete")


def test_what_cannot_be_read_is_named_in_the_row_with_a_link_to_its_field(open_sheet):
    page = open_sheet()
    progress_in(page, "SC-1.1").fill("Drafted")
    row_of(page, "SC-1.1").get_by_label("Forecast").fill("some day")
    progress_in(page, "SC-1.2").focus()

    expect(status_of(page, "SC-1.1")).to_contain_text("all but what cannot be read: Forecast.")
    link = status_of(page, "SC-1.1").get_by_role("link", name="“some day” cannot be read as a date")
    number = row_of(page, "SC-1.1").get_by_label("Forecast").get_attribute("id")
    expect(link).to_have_attribute("href", f"#{number}")
    assert update_of("SC-1.1").progress == "Drafted"


def test_rating_of_red_opens_what_it_needs(open_sheet):
    page = open_sheet()
    action = row_of(page, "SC-1.1").get_by_label("Recovery action")
    expect(action).to_be_hidden()

    row_of(page, "SC-1.1").get_by_label("Your rating (optional)").select_option("Red")

    expect(action).to_be_visible()


def test_second_person_is_led_from_the_row_to_both_versions(open_sheet):
    page = open_sheet()
    progress_in(page, "SC-1.1").fill("Mine")
    save("SC-1.1", progress="Theirs", by=second_editor())
    progress_in(page, "SC-1.2").focus()

    expect(status_of(page, "SC-1.1")).to_contain_text("Second editor saved this at")
    status_of(page, "SC-1.1").get_by_role("link", name="See both versions").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Second editor saved SC-1.1 before you")
    expect(page.get_by_text("It is kept in this browser.")).to_be_hidden()
    press(page, "Keep my version")
    expect(page.get_by_label("Progress this quarter")).to_have_value("Mine")
    assert update_of("SC-1.1").progress == "Mine"


def test_text_of_a_row_in_a_closed_tab_is_offered_in_its_full_form(open_sheet):
    page = open_sheet()
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    progress_in(page, "SC-1.1").fill("Drafted")
    expect(status_of(page, "SC-1.1")).to_contain_text("Not saved: the connection is lost")
    page.close()

    form = page.context.new_page()
    form.goto("/objectives/SC-1.1/updates/2020-21-q3/")
    form.get_by_role("button", name="Put it into the form").click()

    expect(form.get_by_label("Progress this quarter")).to_have_value("Drafted")


def test_all_rows_are_saved_by_one_button_without_a_script(open_sheet):
    page = open_sheet(javascript=False)
    progress_in(page, "SC-1.1").fill("Drafted")
    row_of(page, "SC-1.2").get_by_label("Forecast").fill("some day")
    progress_in(page, "SC-1.3").fill("Compared")

    press(page, "Save all rows")

    expect(page.get_by_text("Saved as drafts at")).to_contain_text("SC-1.1 and SC-1.3.")
    page.get_by_role("link", name="SC-1.2: “some day” cannot be read as a date").click()
    expect(row_of(page, "SC-1.2").get_by_label("Forecast")).to_have_value("some day")
    assert not ProgressUpdate.objects.working().filter(target__ref="SC-1.2").exists()
