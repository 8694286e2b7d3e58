"""The board page fits: what matters on one screen, everything on two sides of A4."""

import re

import pytest

from pssdash.reporting.quarters import Quarter
from tests.browser.content import OPEN, PUBLISHED
from tests.factories.objectives import make_period, publish

STAGES = pytest.mark.parametrize("staged_site", [OPEN, PUBLISHED], indirect=True)


def sides(view) -> int:
    """How many sheets of A4, one side each, the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", view.pdf(format="A4", prefer_css_page_size=True)))


def bottom(view, selector: str) -> float:
    box = view.locator(selector).bounding_box()
    return box["y"] + box["height"]


@STAGES
def test_headline_counts_and_five_exceptions_stand_on_one_screen(staged_site, signed_in_page):
    view = signed_in_page("board")

    view.goto("/board/")

    assert view.locator(".app-tile").count() == 5
    assert bottom(view, ".app-exceptions > table tbody tr:nth-child(5)") <= 900


@STAGES
def test_board_page_prints_on_two_sides(staged_site, signed_in_page):
    view = signed_in_page("board")

    view.goto("/board/")

    assert sides(view) == 2


def test_board_page_of_many_quarters_prints_on_two_sides(fresh_demo_site, signed_in_page):
    for later in range(1, 9):
        publish(make_period((Quarter(2020, 2) + later).short))
    view = signed_in_page("board")

    view.goto("/board/")

    assert view.locator(".app-heat-map__quarter").count() == 8
    assert sides(view) == 2
