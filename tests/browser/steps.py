"""How to bring a page into a state that no address shows. Each works without JavaScript and waits for the state."""

from collections.abc import Callable
from urllib.parse import urljoin

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from objectives.actions.updates import find_update
from objectives.models import Target
from programmes.actions.narrative import NARRATIVE_TEXTS
from pssdash.demo.accounts import demo_password
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.links import stop_path
from tests.browser import content


def press(view: Page, name: str) -> None:
    """Press the button of that name in the page itself, not in its header."""
    view.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def expect_problem(view: Page) -> None:
    """The error summary stands above the form."""
    expect(view.get_by_role("heading", name="There is a problem")).to_be_visible()


def send_sign_in_empty(view: Page) -> None:
    press(view, "Sign in")
    expect_problem(view)


def sign_in_until_locked_out(view: Page) -> None:
    """Each attempt waits for its answer: while a page is being replaced, it would seem to have no field left."""
    password = view.get_by_label("Password", exact=True)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        view.get_by_label("Email address").fill("guesser@example.org")
        password.fill("a guess")
        with view.expect_navigation():
            press(view, "Sign in")
        if not password.count():
            break
    expect(password).to_have_count(0)


def send_passwords_that_differ(view: Page) -> None:
    for field in view.locator("main input[type=password]").all():
        field.fill(f"not right {field.get_attribute('name')}")
    view.get_by_role("main").locator("button:not([type=button])").first.click()
    expect_problem(view)


def sign_in_up_to_the_code(view: Page) -> None:
    """As the person who has a second factor."""
    view.get_by_label("Email address").fill("careful@example.org")
    view.get_by_label("Password", exact=True).fill(demo_password())
    press(view, "Sign in")
    expect(view.get_by_role("heading", name="Enter a code")).to_be_visible()


def enter_a_wrong_code(view: Page) -> None:
    sign_in_up_to_the_code(view)
    press(view, "Sign in")
    expect_problem(view)


def confirm(view: Page) -> None:
    """Give the password again, which leads to the page that was asked for."""
    view.get_by_label("Your password").fill(demo_password())
    press(view, "Continue")
    expect(view.get_by_label("Your password")).to_have_count(0)


def confirm_wrongly(view: Page) -> None:
    press(view, "Continue")
    expect_problem(view)


def set_up_without_a_code(view: Page) -> None:
    confirm(view)
    press(view, "Turn it on")
    expect_problem(view)


def make_new_codes(view: Page) -> None:
    confirm(view)
    press(view, "Make new codes")
    expect(view.get_by_text("Each works once")).to_be_visible()


def open_account_of(name: str) -> Callable[[Page], None]:
    """From the list of accounts."""

    def act(view: Page) -> None:
        view.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        expect(view.get_by_role("heading", name=name, exact=True)).to_be_visible()

    return act


def close_without_a_reason(view: Page) -> None:
    open_closing_page(view)
    press(view, "Close the account")
    expect_problem(view)


def open_closing_page(view: Page) -> None:
    open_account_of("Submitter")(view)
    view.get_by_role("link", name="Close this account").click()
    expect(view.get_by_role("heading", name="Close the account of Submitter")).to_be_visible()


def take_the_role_of_a_submitter_away(view: Page) -> None:
    """Which would leave what their organisation owes to nobody."""
    open_account_of("Submitter")(view)
    view.get_by_role("checkbox", name="Submitter").uncheck()
    view.get_by_role("checkbox", name="Board member").check()
    press(view, "Save")
    expect_problem(view)
    expect(view.get_by_role("heading", name="What would wait for nobody")).to_be_visible()


def open_the_second_factor(view: Page) -> None:
    open_account_of("Careful board member")(view)
    view.get_by_role("link", name="Take it away").click()
    expect(view.get_by_role("heading", name="Take two-factor sign-in away from")).to_be_visible()


def invite_nobody(view: Page) -> None:
    view.get_by_role("main").locator("form button").click()
    expect_problem(view)


def invite_with_mistakes(view: Page) -> None:
    view.get_by_label("The list").fill("nobody, Name, Board member\na@example.org, Name, Emperor, ZZZ")
    press(view, "Send the invitations")
    expect_problem(view)


def comment_without_words(view: Page) -> None:
    press(view, "Add the comment")
    expect_problem(view)


def save_an_unreadable_forecast(view: Page) -> None:
    view.get_by_label("Forecast").fill("when the new system is there")
    press(view, "Save draft")
    expect_problem(view)


def submit_an_empty_update(view: Page) -> None:
    press(view, "Submit for approval")
    expect_problem(view)


def check_an_empty_update(view: Page) -> None:
    press(view, "Will this be accepted?")
    expect_problem(view)


def save_after_somebody_else(view: Page) -> None:
    """Another editor saves while this one writes; every time with other words, so that it is a change."""
    view.get_by_label("Progress this quarter").fill("The first half of the data is checked.")
    update = find_update(Target.objects.get(ref="IN-1.1"), content.period_of(content.Q3), Organisation.england())
    theirs = f"The data is checked up to part {last_revision(update)}."
    content.save("IN-1.1", progress=theirs, by=content.second_editor())
    press(view, "Save draft")
    expect(view.get_by_role("heading", name="Second editor saved IN-1.1 before you")).to_be_visible()


def meet_a_rating_that_lapsed(view: Page) -> None:
    content.change_what_was_rated("SC-2.1")
    view.reload()
    expect(view.get_by_text("so that rating has lapsed")).to_be_visible()
    expect(view.get_by_role("radio", name="Amber")).to_be_checked()


def row_of(view: Page, ref: str) -> Locator:
    """The row of a target on the page of a whole quarter."""
    return view.locator(f"[id='{ref}']")


def save_a_row_that_cannot_be_read(view: Page) -> None:
    row_of(view, "SC-1.2").get_by_label("Forecast").fill("when the new system is there")
    press(view, "Save all rows")
    expect_problem(view)


def save_a_row_after_somebody_else(view: Page) -> None:
    """Another editor saves the row while this one writes; every time with other words, so that it is a change."""
    row_of(view, "SC-1.3").get_by_label("Progress this quarter").fill("The first inspections are compared.")
    update = find_update(Target.objects.get(ref="SC-1.3"), content.period_of(content.Q3), Organisation.england())
    content.save("SC-1.3", progress=f"Compared up to part {last_revision(update)}.", by=content.second_editor())
    press(view, "Save all rows")
    expect_problem(view)


def open_both_versions_of_a_row(view: Page) -> None:
    save_a_row_after_somebody_else(view)
    row_of(view, "SC-1.3").get_by_role("link", name="See both versions").click()
    expect(view.get_by_role("heading", level=1)).to_have_text("Second editor saved SC-1.3 before you")


def write_after_somebody_else(view: Page) -> None:
    """Another editor saves the section while this one writes; every time with other words, so that it is a change."""
    view.get_by_label("Text", exact=True).fill("Learning from the first half of the year.")
    section = content.section("psirf-learning")
    whose = {"period": content.period_of(content.PROGRAMMES_Q3), "organisation": Organisation.england()}
    theirs = content.said(f"Learning up to part {last_revision(find(NARRATIVE_TEXTS, section=section, **whose))}.")
    content.save_entry(NARRATIVE_TEXTS, section=section, typed=theirs, by=content.second_editor())
    press(view, "Save draft")
    expect(view.get_by_role("heading", level=1)).to_contain_text("Second editor saved")


def enter_what_is_no_number(view: Page) -> None:
    view.get_by_role("row").filter(has_text="Nov 2024").get_by_label("Numerator").fill("about forty")
    press(view, "Save draft")
    expect_problem(view)


def submit_an_unusual_value(view: Page) -> None:
    row = view.get_by_role("row").filter(has_text="Oct 2024").first
    row.get_by_label("Numerator").fill("12")
    row.get_by_label("Denominator").fill("400")
    press(view, "Submit for approval")
    expect_problem(view)


def say_something_of_an_organisation_in_no_phase(view: Page) -> None:
    view.get_by_label("Note on Devon ICB").fill("Merges next year")
    press(view, "Submit for approval")
    expect_problem(view)


def ask_for_a_day_that_is_none(view: Page) -> None:
    view.get_by_label("First day of the new part").fill("last spring")
    press(view, "Continue")
    expect_problem(view)


def send_back_without_a_note(view: Page) -> None:
    press(view, "Send back")
    expect_problem(view)


def rate_otherwise_without_a_reason(view: Page) -> None:
    view.get_by_text("I rate it otherwise").click()
    view.get_by_label("Amber").check()
    press(view, "Mark as checked")
    expect_problem(view)
    expect(view.get_by_label("Amber")).to_be_checked()


def approve_none(view: Page) -> None:
    press(view, "Approve those ticked")
    expect(view.get_by_text("Tick what is to be approved.")).to_be_visible()


def open_the_first_query(view: Page) -> None:
    view.get_by_role("main").get_by_role("link", name="Query", exact=False).first.click()
    expect(view.get_by_role("heading", name="What was said")).to_be_visible()


def answer_without_words(view: Page) -> None:
    open_the_first_query(view)
    press(view, "Answer")
    expect_problem(view)


def begin_to_ask(view: Page) -> None:
    view.get_by_role("link", name="Ask about this update").click()
    expect(view.get_by_role("heading", level=1)).to_contain_text("Ask about this update")


def ask_without_words(view: Page) -> None:
    begin_to_ask(view)
    press(view, "Ask")
    expect_problem(view)


def add_a_file_of_no_accepted_type(view: Page) -> None:
    view.get_by_label("What does it show?").fill("The leads")
    view.locator("input[type=file]").set_input_files({"name": "a.html", "mimeType": "text/html", "buffer": b"<html>"})
    press(view, "Add the file")
    expect_problem(view)


def ask_to_remove_a_file(view: Page) -> None:
    view.get_by_text("Remove minutes.pdf", exact=True).click()
    expect(view.get_by_role("button", name="Yes, remove minutes.pdf")).to_be_visible()


def correct_without_a_reason(view: Page) -> None:
    press(view, "Begin a correction")
    expect_problem(view)


def publish_without_reading(view: Page) -> None:
    press(view, "Publish Q3 2020/21")
    expect_problem(view)


def reopen_without_a_reason(view: Page) -> None:
    press(view, "Open the quarter again")
    expect_problem(view)


def take_back_without_a_reason(view: Page) -> None:
    press(view, "Take back the opening")
    expect_problem(view)


def open_the_account_of_the_region(view: Page) -> None:
    view.get_by_role("table").get_by_role("link", name="Regional lead").click()
    expect(view.get_by_text("may sign in", exact=False).first).to_be_visible()


def send_a_change_empty(view: Page) -> None:
    view.get_by_label("Summary").fill("")
    press(view, "Save")
    expect_problem(view)


def move_the_first_target_down(view: Page) -> None:
    view.get_by_role("button", name="Down").first.click()
    expect(view.get_by_role("main").get_by_role("listitem").nth(1)).to_contain_text("IN-3.1")


def open_the_deadline(view: Page) -> None:
    """From the page of a target to that of its only milestone, and on to its deadline."""
    milestone = view.get_by_role("main").locator("a[href^='/strategy/milestones/']")
    milestone.first.click()
    view.get_by_role("link", name="Change the deadline").click()
    expect(view.get_by_role("heading", level=1)).to_contain_text("Deadline of a milestone of IN-2.6")


def have_a_deadline_read(view: Page) -> None:
    open_the_deadline(view)
    view.get_by_label("New deadline, as it is worded").fill("by the end of Q2 2021/22")
    view.get_by_label("Why does it move?").fill("The system comes a season later")
    view.get_by_label("Who agreed to it?").fill("Patient safety board")
    view.get_by_label("Decided on").fill("3 December 2020")
    press(view, "Check how it is read")
    expect(view.get_by_role("button", name="Record the new deadline")).to_be_visible()


def open_the_first_return(page: Page) -> None:
    page.locator(".app-matrix tbody a").first.click()


def extend_the_first_return(page: Page) -> None:
    open_the_first_return(page)
    page.get_by_label("New due day").fill("31 March 2031")
    page.get_by_label("Why is there more time?").fill("The trust’s system was down")
    page.get_by_role("button", name="Give more time").click()


def extend_without_a_reason(page: Page) -> None:
    open_the_first_return(page)
    page.get_by_role("button", name="Give more time").click()


def set_a_due_day(page: Page) -> None:
    page.get_by_label("Due day", exact=True).fill("31 March 2031")
    page.get_by_role("button", name="Set the day").click()


def set_no_due_day(page: Page) -> None:
    page.get_by_role("button", name="Set the day").click()


def pass_on_without_a_reason(page: Page) -> None:
    page.get_by_label("Working days after the due day").fill("3")
    press(page, "Change it")
    expect_problem(page)


def open_the_first_reminder(page: Page) -> None:
    page.locator("main tbody a").first.click()
    expect(page.get_by_role("heading", name="What it was about")).to_be_visible()


def open_reminders_of(name: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        open_account_of(name)(page)
        page.get_by_role("link", name="Reminders by email").click()
        expect(page.get_by_role("heading", name=f"Reminders sent to {name}")).to_be_visible()

    return act


def open_stop_link(page: Page) -> None:
    """As the link in a mail does."""
    page.goto(urljoin(page.url, stop_path(content.person("submitter"), Need.DUE_SOON)))
    expect(page.get_by_role("heading", name="Stop these reminders?")).to_be_visible()


def stop_by_link(page: Page) -> None:
    """Of another person than above: who has stopped them is not asked again."""
    page.goto(urljoin(page.url, stop_path(content.person("board"), Need.DUE_SOON)))
    if page.get_by_role("button", name="Stop them").count():
        press(page, "Stop them")
    expect(page.get_by_role("heading", name="You get no more of these emails")).to_be_visible()


def change_checks_without_a_reason(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Ask for ").click()
    expect_problem(page)


def remind_without_a_tick(page: Page) -> None:
    press(page, "Remind for the ticked returns")
    expect(page.get_by_text("Nobody was reminded")).to_be_visible()


def open_the_form_for_a_move(view: Page) -> None:
    view.get_by_text("Move a deadline of").first.click()
    view.get_by_role("link", name="Ask to move it").first.click()
    expect(view.get_by_role("heading", level=1)).to_contain_text("Ask to move a deadline")


def ask_for_nothing(view: Page) -> None:
    open_the_form_for_a_move(view)
    press(view, "Ask to move it")
    expect_problem(view)


def open_the_request(view: Page) -> None:
    view.get_by_role("link", name="by spring 2022").first.click()
    expect(view.get_by_role("heading", level=1)).to_contain_text("Request to move a deadline")


def refuse_a_move_without_a_note(view: Page) -> None:
    open_the_request(view)
    press(view, "Refuse, and leave the deadline")
    expect_problem(view)
