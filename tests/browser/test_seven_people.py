"""A whole quarter of objectives and programmes, as seven people of five roles live it, with the mails between them.

Two editors, of whom the second checks what others write; an approver; submitters of two collaboratives; the lead of the
region of one of them; a board member.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from pssdash.accounts.roles import SUBMITTER
from tests.browser.content import organisation_of, second_editor
from tests.browser.received_mail import follow_the_mail, subject_to, text_to
from tests.browser.round_steps import (
    approve,
    begin,
    follow,
    mark_as_checked,
    open_the_quarter,
    publish,
    submit,
    to_my_quarter,
)
from tests.browser.steps import expect_problem, press
from tests.factories.accounts import make_user
from tests.mail_server import Mailbox

QUARTER = "Q3 2024/25 (Oct–Dec 2024)"
DUE, DAY_AFTER = date(2025, 1, 15), date(2025, 1, 16)
OPEN_TARGET, LATE_TARGET, SHARED_TARGET = "IM-4.1", "IM-2.3", "IN-3.3"
INTERVIEWS = "Interviews on medicines and falls or fractures in frailty"
VALUES = f"Values of {INTERVIEWS}"
FEEDBACK = "Feedback from pilot sites"
WARNING = "It differs by more than half from the value before, 2."
WHY = "Interviews by telephone are counted from October on"
QUESTION, ANSWER = "Are interviews by telephone in both quarters?", "No, only from October on."
NOTE = "Say in how many units."
REGIONAL = "Pharmacists of nine trusts met in November."
LOCAL, LOCAL_AGAIN = "More units follow the bundle.", "Eleven units follow the bundle, three more than before."
NATIONAL = "Families at twelve sites used the new line in the quarter."
FIRST, SECOND, THIRD = (
    "Five regions use the new form.",
    "Six regions use the new form.",
    "Five regions use the new form, and a sixth since December.",
)
ACTION = "Weekly visits to the units that have not begun"


@dataclass(frozen=True)
class People:
    """A page of each."""

    editor: Page
    second: Page
    approver: Page
    coast: Page
    wessex: Page
    region: Page
    board: Page


@pytest.fixture
def people(fresh_demo_site, signed_in_page) -> People:
    second_editor()
    wessex = make_user(SUBMITTER, organisations=(organisation_of("HI-Wessex"),), email="wessex@example.org")
    wessex.name = "Wessex submitter"
    wessex.save()
    roles = ("editor", "editor2", "approver", "submitter", "wessex", "region", "board")
    pages = [signed_in_page(role, javascript=role != "region") for role in roles]
    for page in pages:
        page.goto("/")
    return People(*pages)


@pytest.fixture
def mails(fresh_demo_site, mail_server, settings, monkeypatch) -> Mailbox:
    """What arrives. Links lead to the site of this test; and a button may remind on a weekend too."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.SITE_ADDRESS = fresh_demo_site
    monkeypatch.setattr("pssdash.rounds.reminders.asking.is_working_day", lambda day: True)
    return mail_server


def test_quarter_of_seven_people(people, mails):
    open_the_quarter(people.editor, QUARTER, "Objectives and programmes")
    remind_one_organisation(people.editor, mails)
    remind_everybody(mails)

    explain_a_warning(people.coast, mails)
    write_what_has_no_date(people.coast)
    write_what_is_late(people.wessex)
    write_a_narrative(people.editor)
    meet_in_one_update(people.editor, people.second)

    ask_about_the_return(people.second)
    send_back_what_is_vague(people.approver)
    see_what_blocks_the_return(people.approver)
    remind_of_what_came_back(mails)
    answer_the_query(people.coast, mails)
    answer_the_note(people.wessex, mails)
    resolve_the_query(people.second)

    check_what_others_wrote(people.second)
    check_what_the_checker_wrote(people.approver)
    approve_everything(people.approver)
    for reader in (people.region, people.board):
        see_nothing_of_it(reader)
    publish(people.approver, QUARTER, "Targets: 53 of 54 (53 not started)")

    find_it_on_the_board_page(people.board)
    find_the_narrative(people.board)
    find_it_on_the_region_page(people.region)


def remind_one_organisation(editor: Page, mails: Mailbox) -> None:
    follow(editor, "Quarters")
    follow(editor, QUARTER)
    editor.locator("summary").filter(has_text="Filter the organisations").click()
    editor.get_by_label("Search").fill("Wessex submitter")
    press(editor, "Show results")
    press(editor, "Remind about Wessex PSC")
    expect(editor.get_by_text("A reminder was sent to Wessex submitter.")).to_be_visible()
    assert mails.recipients == [["wessex@example.org"]]
    assert "National editor of the national team reminds you" in text_to("wessex", mails)


def remind_everybody(mails: Mailbox) -> None:
    """Who owes nothing gets no mail: approver, regional lead and board member."""
    before = len(mails.recipients)
    send_reminders(DUE)
    reached = Counter(address for each in mails.recipients[before:] for address in each)
    assert reached == Counter(f"{who}@example.org" for who in ("editor", "editor2", "submitter", "wessex"))


def send_reminders(day: date) -> None:
    call_command("send_reminders", date=day, stdout=StringIO())


def explain_a_warning(coast: Page, mails: Mailbox) -> None:
    """From the mail to the return. The warning comes while one types, and refuses nothing that is explained."""
    follow_the_mail(coast, text_to("submitter", mails), "Open my quarter")
    begin(coast, INTERVIEWS, f"{INTERVIEWS}, {QUARTER}")
    coast.get_by_label("Value, North West Coast PSC").press_sequentially("11")
    expect(coast.locator("[data-warning]")).to_contain_text(WARNING)
    press(coast, "Submit for approval")
    expect_problem(coast)
    coast.get_by_label("Explanation, North West Coast PSC").fill(WHY)
    submit(coast)


def begin_update(page: Page, ref: str) -> None:
    begin(page, f"{ref} ", f"{ref}, {QUARTER}")


def write_what_has_no_date(coast: Page) -> None:
    begin_update(coast, OPEN_TARGET)
    coast.get_by_label("Progress this quarter").fill(REGIONAL)
    coast.get_by_label("Status", exact=True).select_option("In progress")
    submit(coast)


def write_what_is_late(wessex: Page) -> None:
    begin_update(wessex, LATE_TARGET)
    wessex.get_by_label("Progress this quarter").fill(LOCAL)
    wessex.get_by_label("Status", exact=True).select_option("In progress")
    wessex.get_by_label("Recovery action").fill(ACTION)
    wessex.get_by_label("Owner of the action").fill("Medical director")
    wessex.get_by_label("Action due").fill("31 March 2025")
    submit(wessex)


def write_a_narrative(editor: Page) -> None:
    begin(editor, FEEDBACK, FEEDBACK)
    editor.get_by_label("Text", exact=True).fill(NATIONAL)
    submit(editor)


def meet_in_one_update(editor: Page, second: Page) -> None:
    """Both write before either saves. The second sees both texts, and writes a third."""
    for page, text in [(editor, FIRST), (second, SECOND)]:
        begin_update(page, SHARED_TARGET)
        page.get_by_label("Progress this quarter").fill(text)
    press(editor, "Save draft")
    expect(editor.get_by_text("Saved as a draft at")).to_be_visible()
    press(second, "Save draft")
    expect(second.get_by_role("heading", level=1)).to_contain_text(f"National editor saved {SHARED_TARGET} before you")
    expect(second.get_by_role("main").locator("ins", has_text="Six")).to_be_visible()
    second.get_by_label("Progress this quarter").fill(THIRD)
    second.get_by_label("Status", exact=True).select_option("Complete")
    second.get_by_label("Met on").fill("30 November 2024")
    submit(second)


def to_what_waits(second: Page, item: str) -> None:
    """From the list of what others submitted to one of it."""
    to_my_quarter(second)
    follow(second, "Check what others submitted")
    follow(second, item, exact=False)


def ask_about_the_return(second: Page) -> None:
    """Asked, and checked all the same: the question stands against the approval alone."""
    to_what_waits(second, VALUES)
    expect(second.get_by_role("cell", name=WHY)).to_be_visible()
    follow(second, "Ask about this return")
    second.get_by_label("Your question").fill(QUESTION)
    press(second, "Ask")
    expect(second.get_by_text("and it waits for the writers")).to_be_visible()
    mark_as_checked(second)


def send_back_what_is_vague(approver: Page) -> None:
    to_my_quarter(approver)
    follow(approver, f"{LATE_TARGET} ", exact=False)
    expect(approver.get_by_text(ACTION)).to_be_visible()
    approver.get_by_label("What should be changed?").fill(NOTE)
    press(approver, "Send back")
    expect(approver.get_by_text("Sent back with your note")).to_be_visible()


def see_what_blocks_the_return(approver: Page) -> None:
    to_my_quarter(approver)
    follow(approver, VALUES)
    expect(approver.get_by_text("You cannot approve this.")).to_contain_text("query")
    expect(approver.get_by_role("button", name="Approve", exact=True)).to_have_count(0)


def remind_of_what_came_back(mails: Mailbox) -> None:
    """What is submitted is owed no more; what waits for somebody stands in their mail."""
    send_reminders(DAY_AFTER)
    assert subject_to("submitter", mails) == "Patient safety updates: 31 overdue, 1 with queries"
    assert subject_to("wessex", mails) == "Patient safety updates: 1 sent back, 32 overdue"
    waiting = "3 waiting for your check, 1 waiting for your approval"
    assert subject_to("approver", mails) == f"Patient safety updates: {waiting}"


def answer_the_query(coast: Page, mails: Mailbox) -> None:
    follow_the_mail(coast, text_to("submitter", mails), VALUES)
    expect(coast.get_by_text(QUESTION)).to_be_visible()
    coast.get_by_label("Your answer").fill(ANSWER)
    press(coast, "Answer")
    expect(coast.get_by_text("Answered.")).to_be_visible()


def answer_the_note(wessex: Page, mails: Mailbox) -> None:
    follow_the_mail(wessex, text_to("wessex", mails), f"{LATE_TARGET} ")
    expect(wessex.get_by_text(NOTE)).to_be_visible()
    wessex.get_by_label("Progress this quarter").fill(LOCAL_AGAIN)
    submit(wessex)


def resolve_the_query(second: Page) -> None:
    to_my_quarter(second)
    follow(second, f"on {VALUES}", exact=False)
    expect(second.get_by_text(ANSWER)).to_be_visible()
    press(second, "Resolve")
    expect(second.get_by_text("Resolved.")).to_be_visible()


def check_what_others_wrote(second: Page) -> None:
    """All but what the checker wrote in."""
    to_my_quarter(second)
    follow(second, "Check what others submitted")
    follow(second, "Tick all 3")
    press(second, "Mark those ticked as checked")
    expect(second.get_by_text("3 checked:")).to_be_visible()
    expect(second.get_by_role("listitem").filter(has_text=SHARED_TARGET)).to_be_visible()


def check_what_the_checker_wrote(approver: Page) -> None:
    to_my_quarter(approver)
    follow(approver, f"{SHARED_TARGET} ", exact=False)
    expect(approver.get_by_text(THIRD)).to_be_visible()
    mark_as_checked(approver)
    approve(approver)


def approve_everything(approver: Page) -> None:
    to_my_quarter(approver)
    follow(approver, "Approve several at once")
    follow(approver, "Tick all 4")
    press(approver, "Approve those ticked")
    expect(approver.get_by_text("4 approved:")).to_be_visible()


def see_nothing_of_it(reader: Page) -> None:
    assert reader.goto("/board/2024-25-q3/").status == 404
    assert reader.goto("/objectives/?quarter=2024-25-q3").status == 404


def find_it_on_the_board_page(board: Page) -> None:
    board.goto("/")
    expect(board.get_by_role("heading", level=1)).to_contain_text(QUARTER)
    changes = board.get_by_role("region", name="What changed since")
    expect(changes.get_by_role("listitem").filter(has_text=SHARED_TARGET)).to_contain_text("Complete")


def find_the_narrative(board: Page) -> None:
    follow(board, "Programmes")
    follow(board, "Managing Deterioration and Martha’s Rule Programme", exact=False)
    expect(board.get_by_text(NATIONAL)).to_be_visible()


def find_it_on_the_region_page(region: Page) -> None:
    """What the region's collaborative wrote stands there; what the other one did does not."""
    region.goto("/")
    notes = region.get_by_role("region", name="Notes from the region")
    expect(notes.get_by_text(REGIONAL)).to_be_visible()
    value = region.get_by_role("row").filter(has_text="North West Coast PSC").filter(has_text="11 interviews")
    expect(value).to_be_visible()
    expect(region.get_by_text(LOCAL_AGAIN)).to_have_count(0)
