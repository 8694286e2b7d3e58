"""On paper a page keeps what can be read there, leaves out what can only be used, and says what it leaves out."""

import pytest
from playwright.sync_api import expect

from tests.browser.content import OPEN

STAGED = pytest.mark.parametrize("staged_site", [OPEN], indirect=True)


@pytest.fixture
def printed(signed_in_page):
    """printed(role, path): the page as its printer sees it."""

    def open_page(role, path):
        view = signed_in_page(role)
        view.goto(path)
        view.emulate_media(media="print")
        return view

    return open_page


@STAGED
def test_region_on_paper_has_no_form_no_page_links_and_no_key_that_is_shut(staged_site, printed):
    view = printed("region", "/regions/Y62/?quarter=2020-21-q2")

    expect(view.get_by_text("Our trusts ask for the figures by site.")).to_be_visible()
    expect(view.get_by_label("Comment", exact=True)).to_be_hidden()
    expect(view.get_by_role("columnheader", name="Comment")).to_have_count(0)
    expect(view.get_by_role("link", name="Who has submitted")).to_have_count(0)
    expect(view.get_by_text("What the colours mean")).to_be_hidden()


@STAGED
def test_first_page_of_a_long_table_says_on_paper_that_there_are_more(staged_site, printed):
    view = printed("region", "/regions/Y62/?quarter=2020-21-q2")

    expect(view.get_by_text("Page 1 of 3")).to_be_visible()


@STAGED
def test_details_that_somebody_opened_are_printed(staged_site, printed):
    view = printed("board", "/objectives/?quarter=2020-21-q2")
    expect(view.get_by_text("late, or not expected")).to_be_hidden()

    view.emulate_media(media="screen")
    view.get_by_text("What the colours mean").click()
    view.emulate_media(media="print")

    expect(view.get_by_text("late, or not expected")).to_be_visible()


@STAGED
def test_programme_on_paper_has_all_that_is_told_and_every_row_of_a_long_table(staged_site, printed):
    view = printed("board", "/programmes/medicines/")

    expect(
        view.get_by_text("Version 3 of the 7 Phase framework has the network at its centre, an insight")
    ).to_be_visible()
    expect(view.get_by_text("Show the illustrative values and icons")).to_be_hidden()
    hidden = "scroller => scroller.scrollHeight - scroller.clientHeight"
    assert view.locator(".app-grid-scroller").evaluate(hidden) == 0


@STAGED
def test_charts_side_by_side_on_paper_are_those_of_a_narrow_screen_with_their_events(staged_site, printed):
    view = printed("board", "/programmes/maternity-and-neonatal/")
    chart = view.locator(".app-figures .app-chart").first

    expect(chart.locator("svg.app-chart__narrow")).to_be_visible()
    expect(chart.locator("svg.app-chart__wide")).to_be_hidden()
    expect(chart.get_by_text("A, Jul 2021: New limits: step change")).to_be_visible()


@STAGED
def test_warning_on_paper_has_its_heading_in_its_box_and_the_list_of_targets_a_wide_sheet(staged_site, printed):
    view = printed("approver", "/quarters/2020-21-q3/")
    warning = view.locator(".nhsuk-card--warning").first
    heading = warning.get_by_role("heading")
    inside = (warning.bounding_box()["y"] + 4, warning.bounding_box()["x"] + 4)

    assert (heading.bounding_box()["y"], heading.bounding_box()["x"]) > inside
    assert heading.evaluate("element => getComputedStyle(element).position") == "static"

    view.goto("/objectives/")
    assert view.locator("body").evaluate("element => getComputedStyle(element).page") == "wide"
