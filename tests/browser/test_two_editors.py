"""Two editors of one update: the second is told, sees both texts, and neither is lost."""

import pytest
from playwright.sync_api import expect

from objectives.models import ProgressUpdate
from pssdash.rounds.actions import open_quarter
from tests.browser.content import Q3, person, second_editor
from tests.browser.steps import press

FORM = "/objectives/SC-1.1/updates/2020-21-q3/"
FIRST, SECOND, THIRD = (
    "Six trusts have begun.",
    "Seven trusts have begun.",
    "Six trusts began in May, a seventh in June.",
)


@pytest.fixture
def conflict(fresh_demo_site, signed_in_page):
    """Two people opened the form together; the first has saved, and the second meets that."""
    open_quarter(quarter=Q3, by=person("editor"))
    second_editor()
    first, second = signed_in_page("editor"), signed_in_page("editor2")
    for page, text in [(first, FIRST), (second, SECOND)]:
        page.goto(FORM)
        page.get_by_label("Progress this quarter").fill(text)
    press(first, "Save draft")
    expect(first.get_by_text("Saved as a draft at")).to_be_visible()
    press(second, "Save draft")
    expect(second.get_by_role("heading", level=1)).to_contain_text("National editor saved SC-1.1 before you")
    return second


def kept() -> str:
    return ProgressUpdate.objects.working().get().progress


def test_both_texts_are_shown_and_kept(conflict, axe_clean):
    differences = conflict.get_by_role("main")

    expect(differences.locator("ins", has_text="Seven")).to_have_count(1)
    expect(differences.locator("del", has_text="Six")).to_have_count(1)
    assert kept() == FIRST
    axe_clean(conflict)
    conflict.get_by_role("link", name="history of this update").click()
    expect(conflict.get_by_text("kept aside", exact=False).first).to_be_visible()


def test_their_version_can_stay(conflict):
    conflict.get_by_role("button", name="Keep their version").click()

    expect(conflict.get_by_label("Progress this quarter")).to_have_value(FIRST)
    assert kept() == FIRST


def test_mine_can_take_its_place(conflict):
    press(conflict, "Keep my version")

    expect(conflict.get_by_text("Saved as a draft at")).to_be_visible()
    assert kept() == SECOND


def test_a_third_can_be_written(conflict):
    conflict.get_by_label("Progress this quarter").fill(THIRD)
    press(conflict, "Save draft")

    expect(conflict.get_by_text("Saved as a draft at")).to_be_visible()
    assert kept() == THIRD
