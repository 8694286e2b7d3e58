"""Writing with a script: saved by itself, and kept in the browser where there is no connection, session or tab left."""

import os
import re

import pytest
from playwright.sync_api import expect

from objectives.models import ProgressUpdate
from pssdash.rounds.actions import open_quarter
from tests.browser.content import Q3, person, second_editor
from tests.browser.signing_in import sign_in_by_form
from tests.browser.steps import press
from tests.browser.test_lost_session import end_session

FORM = "/objectives/SC-1.1/updates/2020-21-q3/"
TEXT = "The second assessment of the survey data has begun, in six trusts."
PASSWORD = os.environ["PSSDASH_DEMO_PASSWORD"]
LONG = 30_000  # milliseconds: longer than two saves or attempts lie apart


@pytest.fixture
def form(fresh_demo_site, signed_in_page):
    """The form of an update in an open quarter."""
    open_quarter(quarter=Q3, by=person("editor"))
    page = signed_in_page("editor")
    page.goto(FORM)
    return page


def status_of(page):
    return page.locator("[data-autosave-status]")


def write(page, text=TEXT):
    page.get_by_label("Progress this quarter").fill(text)


def kept_copies(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pssdash:text:')).length")


def write_without_connection(page):
    """Type while nothing gets through, not even as the tab is closed."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no connection')); }")
    write(page)
    expect(status_of(page)).to_contain_text("Not saved")


def put_it_back(page):
    """Take up what the page offers."""
    expect(page.get_by_text("It is kept in this browser.")).to_be_visible()
    page.get_by_role("button", name="Put it into the form").click()
    expect(page.get_by_label("Progress this quarter")).to_have_value(TEXT)


def save_and_leave_nothing_behind(page):
    press(page, "Save draft")
    expect(page.get_by_text("Saved as a draft at")).to_be_visible()
    expect(page.get_by_text("It is kept in this browser.")).to_be_hidden()
    assert ProgressUpdate.objects.working().get().progress == TEXT
    assert kept_copies(page) == 0


def test_text_is_saved_while_it_is_typed(form):
    write(form)

    expect(status_of(form)).to_have_text(re.compile(r"^Saved at \d\d:\d\d\.$"))
    assert ProgressUpdate.objects.working().get().progress == TEXT
    assert kept_copies(form) == 0


def test_button_goes_on_from_what_was_saved_by_itself(form):
    write(form, "Begun.")
    expect(status_of(form)).to_have_text(re.compile("^Saved at"))

    write(form)

    save_and_leave_nothing_behind(form)


def test_lost_connection_is_said_and_the_text_is_sent_when_it_is_back(form):
    form.context.set_offline(True)
    write(form)
    expect(status_of(form)).to_contain_text("Not saved: the connection is lost, your text is kept in this browser.")
    assert kept_copies(form) == 1

    form.context.set_offline(False)

    expect(status_of(form)).to_have_text(re.compile("^Saved at"), timeout=LONG)
    assert ProgressUpdate.objects.working().get().progress == TEXT
    assert kept_copies(form) == 0


def test_text_of_a_closed_tab_is_offered_again(form, axe_clean):
    write_without_connection(form)
    form.close()

    page = form.context.new_page()
    page.goto(FORM)

    expect(page.get_by_label("Progress this quarter")).to_have_value("")
    axe_clean(page)
    put_it_back(page)
    save_and_leave_nothing_behind(page)


def test_text_that_is_not_wanted_is_discarded(form):
    write_without_connection(form)
    form.close()
    page = form.context.new_page()
    page.goto(FORM)

    page.get_by_role("button", name="Discard it").click()

    expect(page.get_by_text("It is kept in this browser.")).to_be_hidden()
    assert kept_copies(page) == 0


def test_text_outlives_the_session(form):
    end_session(form)
    write(form)
    expect(status_of(form)).to_contain_text("Not saved: you are signed out. Your text is kept in this browser.")

    form.get_by_role("link", name="Sign in and go on").click()
    sign_in_by_form(form, "editor@example.org", PASSWORD)

    put_it_back(form)
    save_and_leave_nothing_behind(form)


def test_text_is_not_offered_to_another_person(form):
    end_session(form)
    write(form)
    expect(status_of(form)).to_contain_text("Not saved")

    form.get_by_role("link", name="Sign in and go on").click()
    sign_in_by_form(form, "approver@example.org", PASSWORD)

    expect(form.get_by_role("heading", level=1)).to_contain_text("SC-1.1")
    expect(form.get_by_text("It is kept in this browser.")).to_be_hidden()


@pytest.mark.parametrize("answer", ["accept", "dismiss"])
def test_signing_out_asks_before_text_is_lost(form, answer):
    write_without_connection(form)
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), getattr(dialog, answer)()))

    form.get_by_role("button", name="Sign out").click()

    if answer == "accept":
        expect(form.get_by_role("heading", name="Sign in")).to_be_visible()
    assert asked[0] == "confirm"
    assert kept_copies(form) == (0 if answer == "accept" else 1)


def test_second_person_is_told_and_both_texts_are_shown(form, signed_in_page):
    second_editor()
    other = signed_in_page("editor2")
    other.goto(FORM)
    expect(other.get_by_text("National editor has this open")).to_be_visible()
    write(form)
    expect(status_of(form)).to_have_text(re.compile("^Saved at"))

    write(other, "Seven trusts have begun.")

    expect(status_of(other)).to_contain_text("National editor saved this at")
    press(other, "Save draft")
    expect(other.get_by_role("heading", level=1)).to_contain_text("National editor saved SC-1.1 before you")
    other.get_by_role("radio", name="Keep theirs").check()
    press(other, "Save draft")
    expect(other.get_by_label("Progress this quarter")).to_have_value(TEXT)
