"""Evidence as its writer hands it in and as its reviewer opens it, with JavaScript and without."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.steps import expect_problem, press
from tests.factories.evidence import PDF

PAGE = "/objectives/SC-1.1/updates/2020-21-q3/"
NAMES = {True: "minutes.pdf", False: "letter.pdf"}


@pytest.mark.parametrize("javascript", [True, False])
def test_file_is_added_fetched_by_another_person_and_removed(signed_in_page, javascript):
    editor, approver = (signed_in_page(role, javascript=javascript) for role in ("editor", "approver"))
    name, content = NAMES[javascript], PDF + str(javascript).encode()

    editor.goto(PAGE)
    editor.get_by_role("link", name="Add or remove files").click()
    editor.get_by_label("What does it show?").fill("The board has seen it")
    choose(editor, name, b"Not a PDF")
    press(editor, "Add the file")
    expect_problem(editor)
    expect(editor.get_by_label("What does it show?")).to_have_value("The board has seen it")
    choose(editor, name, content)
    press(editor, "Add the file")
    expect(editor.get_by_text(f"“{name}” is added.")).to_be_visible()

    approver.goto(PAGE)
    with approver.expect_download() as download:
        approver.get_by_role("link", name=name).click()
    assert download.value.suggested_filename == name
    assert Path(download.value.path()).read_bytes() == content

    editor.get_by_text(f"Remove {name}", exact=True).click()
    press(editor, f"Yes, remove {name}")
    expect(editor.get_by_text(f"“{name}” is removed.")).to_be_visible()
    expect(editor.get_by_role("link", name=name)).to_have_count(0)


def choose(page, name, content):
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/html", "buffer": content})
