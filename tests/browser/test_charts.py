"""Charts in Chromium: drawn by plotly with JavaScript, by us without it, in print, and where plotly does not load."""

import pytest
from playwright.sync_api import expect

GALLERY = "/ui/charts/"


@pytest.fixture
def gallery(signed_in_page):
    """gallery(**options): the gallery of charts, opened by an editor."""

    def open_gallery(**options):
        view = signed_in_page("editor", **options)
        view.goto(GALLERY)
        return view

    return open_gallery


def scrolled_through(view):
    """Bring every chart into sight once, and wait until all are drawn."""
    for chart in view.locator("[data-figure]").all():
        chart.scroll_into_view_if_needed()
    expect(view.locator("[data-figure]:not(.app-chart--drawn)")).to_have_count(0)
    expect(view.locator(".app-chart__plot .legend")).to_have_count(view.locator("[data-figure]").count())


def test_plotly_draws_every_chart_and_nothing_breaks_the_policy(gallery, axe_clean):
    view = gallery()

    scrolled_through(view)

    assert view.locator(".app-chart__plot").count() == view.locator("[data-figure]").count() == 18
    assert not view.locator(".app-chart__static").first.is_visible()
    axe_clean(view)


def test_a_point_says_its_rule_when_it_is_pointed_at(gallery):
    view = gallery()
    chart = view.locator("#concern")
    chart.scroll_into_view_if_needed()

    chart.locator(".scatterlayer .trace").last.locator("path.point").last.hover(force=True)

    expect(chart.locator(".hoverlayer")).to_contain_text("Above the upper limit (outside the limits), concern")


@pytest.mark.parametrize(("before", "after"), [(1280, 390), (390, 1280)])
def test_a_turned_or_resized_screen_leaves_a_chart_its_room(gallery, before, after):
    view = gallery(width=before)
    plot = view.locator("#improving .app-chart__plot")
    view.locator("#improving").scroll_into_view_if_needed()
    expect(plot.locator(".legend")).to_have_count(1)
    wide_before = plot.locator(".main-svg").first.get_attribute("width")

    view.set_viewport_size({"width": after, "height": 900})

    expect(plot.locator(".main-svg").first).not_to_have_attribute("width", wide_before)
    assert plot.bounding_box()["height"] >= plot.locator(".main-svg").first.bounding_box()["height"] > 200


def test_zooming_works_by_keyboard_and_back(gallery):
    view = gallery()
    chart = view.locator("#improving")
    chart.scroll_into_view_if_needed()
    ticks = chart.locator(".xtick text")
    expect(ticks.first).to_have_text("Apr 2022")
    before = ticks.all_text_contents()

    chart.get_by_role("button", name="Zoom in").press("Enter")
    expect(ticks.first).not_to_have_text("Apr 2022")
    chart.get_by_role("button", name="Reset axes").press("Enter")

    expect(ticks.first).to_have_text("Apr 2022")
    assert ticks.all_text_contents() == before


@pytest.mark.parametrize(("width", "shown", "hidden"), [(1280, "wide", "narrow"), (390, "narrow", "wide")])
def test_without_javascript_our_drawing_stands_there(gallery, width, shown, hidden):
    view = gallery(javascript=False, width=width)
    chart = view.locator("#improving")

    assert chart.locator(f".app-chart__{shown}").is_visible()
    assert not chart.locator(f".app-chart__{hidden}").is_visible()
    assert chart.get_by_role("img").count() == 1
    assert not chart.get_by_role("button").count()


def test_where_plotly_does_not_load_our_drawing_stays(gallery, signed_in_page):
    view = signed_in_page("editor")
    view.route("**/plotly-basic*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))

    view.goto(GALLERY)
    view.locator("#improving").scroll_into_view_if_needed()

    assert view.locator("#improving .app-chart__wide").is_visible()
    assert view.locator(".app-chart__plot").count() == 0
    assert view.locator("#improving").get_by_role("button", name="Download as PNG").is_visible()


def test_print_shows_our_drawing_and_no_buttons(gallery):
    view = gallery()
    scrolled_through(view)

    view.emulate_media(media="print")

    chart = view.locator("#improving")
    assert chart.locator(".app-chart__wide").is_visible()
    assert not chart.locator(".app-chart__plot").is_visible()
    assert not chart.locator(".app-chart__files").is_visible()


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_chart_comes_as_a_picture_with_its_headline(gallery, tmp_path, kind, start):
    view = gallery()
    chart = view.locator("#improving")

    with view.expect_download() as download:
        chart.get_by_role("button", name=f"Download as {kind.upper()}").click()
    download.value.save_as(tmp_path / "chart")

    content = (tmp_path / "chart").read_bytes()
    assert download.value.suggested_filename == f"improving.{kind}"
    assert content.startswith(start)
    name = chart.get_attribute("data-name").encode()
    assert kind == "png" or 0 < content.find(name) < content.find(b"Improving: the last 8 points")


def test_chart_changes_its_layout_with_the_window(gallery):
    view = gallery()
    chart = view.locator("#illustrative")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".annotation-text").filter(has_text="Winter pressures")).to_have_count(1)

    view.set_viewport_size({"width": 390, "height": 844})

    expect(chart.locator(".annotation-text").filter(has_text="Winter pressures")).to_have_count(0)
    expect(chart.locator(".app-chart__events")).to_contain_text("D, Feb 2025: Winter pressures")
    assert view.evaluate("document.documentElement.scrollWidth") <= 390


def test_table_of_a_chart_opens_without_javascript(gallery):
    view = gallery(javascript=False)
    chart = view.locator("#improving")

    chart.get_by_text("Show the data as a table").click()

    expect(chart.get_by_role("cell", name="7 or more points above the mean (shift), improvement").first).to_be_visible()
