"""What people do again and again while a quarter runs. Each waits for the page that it leads to."""

from playwright.sync_api import Page, expect

from tests.browser.steps import press


def follow(page: Page, name: str, *, exact: bool = True) -> None:
    """Click a link of the menu or the page."""
    page.get_by_role("link", name=name, exact=exact).first.click()


def to_my_quarter(page: Page) -> None:
    """By the menu. Waits for the page, because the one before may have links of the same names."""
    follow(page, "My quarter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("My quarter")


def open_the_quarter(editor: Page, quarter: str, covers: str) -> None:
    """From the home page of an editor while none is open."""
    editor.goto("/")
    editor.get_by_label("Quarter to open").select_option(quarter)
    editor.get_by_label(covers, exact=True).check()
    press(editor, "Continue")
    press(editor, f"Open {quarter.partition(' (')[0]}")
    expect(editor.get_by_text(f"{quarter} is open for updates.")).to_be_visible()


def begin(page: Page, item: str, heading: str) -> None:
    """From my quarter, where the chapter of the item whose link begins with `item` may still be shut."""
    to_my_quarter(page)
    shut = page.locator("details:not([open])", has_text=item).locator("summary")
    if shut.count():
        shut.first.click()
    follow(page, item, exact=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def submit(page: Page) -> None:
    press(page, "Submit for approval")
    expect(page.get_by_text("Submitted for approval at")).to_be_visible()


def mark_as_checked(page: Page) -> None:
    press(page, "Mark as checked")
    expect(page.get_by_text("Checked at")).to_be_visible()


def approve(page: Page) -> None:
    press(page, "Approve")
    expect(page.get_by_text("Approved at")).to_be_visible()


def publish(approver: Page, quarter: str, missing: str) -> None:
    """From the list of quarters. `missing` is what the page says of England's targets before."""
    follow(approver, "Quarters")
    follow(approver, quarter)
    expect(approver.get_by_text(missing)).to_be_visible()
    approver.get_by_label("I have read what is missing").check()
    press(approver, f"Publish {quarter.partition(' (')[0]}")
    expect(approver.get_by_text(f"{quarter} is published. Every reader sees it now.")).to_be_visible()
