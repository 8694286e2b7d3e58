"""The tidying of the npm packages' files."""

import pytest

from devtools.console import Problem
from devtools.frontend import major_version, tidy_css, without_source_map


def test_style_sheet_loses_the_fonts_of_another_host():
    css = "a{color:red}@font-face{font-family:F;src:url(https://fonts.example/f.woff2) format('woff2')}b{top:0}"

    tidied, _ = tidy_css(css)

    assert tidied == "a{color:red}b{top:0}"


def test_style_sheet_finds_its_icons_beside_it():
    tidied, images = tidy_css("a{background:url(/assets/images/tick.svg)}b{background:url('/assets/images/tick.svg')}")

    assert tidied == 'a{background:url("images/tick.svg")}b{background:url("images/tick.svg")}'
    assert images == ["images/tick.svg"]


@pytest.mark.parametrize("address", ["https://a.example/b.png", "//a.example/b.png", "/elsewhere/b.png"])
def test_style_sheet_with_an_address_that_is_not_ours_is_refused(address):
    with pytest.raises(Problem, match="asks for"):
        tidy_css(f"a{{background:url({address})}}")


def test_style_sheet_keeps_icons_inside_it():
    css = 'a{background:url("data:image/svg+xml,%3Csvg%3E")}'

    assert tidy_css(css) == (css, [])


@pytest.mark.parametrize("ending", ["\n/*# sourceMappingURL=a.css.map */\n", "//# sourceMappingURL=a.js.map"])
def test_source_map_is_not_asked_for(ending):
    assert without_source_map(f"a{ending}") == "a\n"


def test_program_that_does_not_start_has_no_version():
    assert major_version("/no/such/program") == 0
