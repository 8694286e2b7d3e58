import re

import pytest

from programmes.charts.icons import BLUE, ORANGE, PURPLE, assurance_icon, variation_icon
from programmes.spc import Assurance, Variation

ICONS = [*map(variation_icon, [*Variation, None]), *map(assurance_icon, [*Assurance, None])]


@pytest.mark.parametrize(
    ("icon", "colour", "letter"),
    [
        (variation_icon(Variation.IMPROVEMENT_HIGH), BLUE, "H"),
        (variation_icon(Variation.IMPROVEMENT_LOW), BLUE, "L"),
        (variation_icon(Variation.CONCERN_HIGH), ORANGE, "H"),
        (variation_icon(Variation.CONCERN_LOW), ORANGE, "L"),
        (assurance_icon(Assurance.CONSISTENT_PASS), BLUE, "P"),
        (assurance_icon(Assurance.CONSISTENT_FAIL), ORANGE, "F"),
        (assurance_icon(Assurance.INCONSISTENT), "#bfbfbf", "?"),
    ],
)
def test_icon_has_its_colour_and_letter(icon, colour, letter):
    assert colour in icon.svg
    assert f">{letter}</text>" in icon.svg


def test_good_news_is_a_full_disc_and_bad_news_a_ring():
    good = [variation_icon(Variation.IMPROVEMENT_HIGH), assurance_icon(Assurance.CONSISTENT_PASS)]
    bad = [variation_icon(Variation.CONCERN_HIGH), assurance_icon(Assurance.CONSISTENT_FAIL)]

    assert all(f'r="31" fill="{BLUE}"' in icon.svg for icon in good)
    assert all(f'fill="#ffffff" stroke="{ORANGE}" stroke-width="6"' in icon.svg for icon in bad)


@pytest.mark.parametrize("variation", [Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW])
def test_neutral_icon_is_a_purple_arrow(variation):
    svg = variation_icon(variation).svg

    assert f'fill="{PURPLE}"' in svg
    assert "<text" not in svg


@pytest.mark.parametrize("icon", [variation_icon(Variation.COMMON_CAUSE), variation_icon(None), assurance_icon(None)])
def test_icon_without_a_signal_is_grey(icon):
    assert not {BLUE, ORANGE, PURPLE} & set(re.findall(r"#\w{6}", icon.svg))
    assert "<text" not in icon.svg


def test_icons_differ_also_without_colour():
    colourless = {re.sub(r"#\w{6}", "", icon.svg) for icon in ICONS}

    assert len(colourless) == len(ICONS) - 1  # the two that say "none" look alike


def test_every_icon_says_itself_in_words_of_its_own():
    assert len({icon.words for icon in ICONS}) == len(ICONS)
    assert variation_icon(None).words == "Too few points for an icon"


def test_icon_needs_no_style():
    assert not any(re.search(r"<style|\sstyle=", icon.svg) for icon in ICONS)
