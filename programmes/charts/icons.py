"""The variation and assurance icons, drawn by us after the grammar of Making Data Count (SPC.md, section 8).

Without colour they differ in build: good news is a full disc, bad news a thick ring, no news a thin one; high stands in
the upper half with its letter below, low the other way round.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from programmes.charts.svg.elements import Svg, element
from programmes.charts.svg.marks import symbol
from programmes.spc import Assurance, Variation

BLUE, ORANGE, PURPLE = "#0072c6", "#ff6600", "#8000c0"
LIGHT_GREY, GREY, INK, WHITE = "#bfbfbf", "#7f7f7f", "#212b32", "#ffffff"
SIZE = 64
HIGH = ((13, 33), (20, 29), (27, 34), (36, 26), (45, 18))
LEVEL = ((11, 32), (19, 26), (27, 37), (35, 28), (43, 36), (53, 30))
WAVE = ((16, 0), (24, -4), (32, 3), (40, -3), (48, 1))
TOO_FEW, NO_TARGET = "Too few points for an icon", "No target to compare with"

WORDS: dict[Variation | Assurance, str] = {
    Variation.COMMON_CAUSE: "Common cause, no significant change",
    Variation.IMPROVEMENT_HIGH: "Special cause, improvement: higher values",
    Variation.IMPROVEMENT_LOW: "Special cause, improvement: lower values",
    Variation.CONCERN_HIGH: "Special cause, concern: higher values",
    Variation.CONCERN_LOW: "Special cause, concern: lower values",
    Variation.NEUTRAL_HIGH: "Special cause, neither better nor worse: higher values",
    Variation.NEUTRAL_LOW: "Special cause, neither better nor worse: lower values",
    Assurance.CONSISTENT_PASS: "Consistently meets the target",
    Assurance.CONSISTENT_FAIL: "Consistently misses the target",
    Assurance.INCONSISTENT: "Meets and misses the target at random",
}


@dataclass(frozen=True, slots=True)
class Icon:
    """A drawing, and what it says in words: one is never shown without the other."""

    words: str
    svg: Svg


@cache
def variation_icon(variation: Variation | None) -> Icon:
    """None stands for a series with too few points for an icon."""
    if variation is None:
        return Icon(TOO_FEW, _svg(_empty()))
    return Icon(WORDS[variation], _svg(_VARIATIONS[variation]()))


@cache
def assurance_icon(assurance: Assurance | None) -> Icon:
    """None stands for a series without a target."""
    if assurance is None:
        return Icon(NO_TARGET, _svg(_empty()))
    return Icon(WORDS[assurance], _svg(_ASSURANCES[assurance]()))


def _svg(content: str) -> Svg:
    box = f"0 0 {SIZE} {SIZE}"
    return Svg(
        element("svg", content, viewBox=box, aria_hidden="true", focusable="false", class_="app-spc-icon__drawing")
    )


def _disc(colour: str) -> str:
    return element("circle", cx=32, cy=32, r=31, fill=colour)


def _ring(colour: str, width: int, **more: str) -> str:
    return element("circle", cx=32, cy=32, r=31 - width / 2, fill=WHITE, stroke=colour, stroke_width=width, **more)


def _letter(text: str, y: int, colour: str, size: int = 22) -> str:
    font = {"font_family": "Arial, sans-serif", "font_weight": "bold", "text_anchor": "middle"}
    return element("text", text, x=32, y=y, fill=colour, font_size=size, **font)


def _run(points: tuple[tuple[int, int], ...], colour: str) -> str:
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    return element("path", d=path, fill="none", stroke=colour, stroke_width=2, stroke_linejoin="round")


def _signal(sign: int, mark: str, ink: str, special: str) -> str:
    """A run that leaves its usual level, its last two points special."""
    points = HIGH if sign > 0 else tuple((x, SIZE - y) for x, y in HIGH)
    usual = "".join(symbol("circle", 5, x, y) for x, y in points[:3])
    unusual = "".join(symbol(mark, 8.5, x, y) for x, y in points[3:])
    return (
        _run(points, ink)
        + element("path", d=usual, fill=ink)
        + element("path", d=unusual, fill=special, stroke=ink, stroke_width=1)
        + _letter("H" if sign > 0 else "L", 53 if sign > 0 else 25, ink, 20)
    )


def _improvement(sign: int) -> str:
    return _disc(BLUE) + _signal(sign, "square", WHITE, WHITE)


def _concern(sign: int) -> str:
    return _ring(ORANGE, 6) + _signal(sign, "diamond", INK, ORANGE)


def _neutral(sign: int) -> str:
    arrow = "M32 12L50 32H39V52H25V32H14z" if sign > 0 else "M32 52L50 32H39V12H25V32H14z"
    return _ring(PURPLE, 4) + element("path", d=arrow, fill=PURPLE)


def _common_cause() -> str:
    points = "".join(symbol("circle", 6, x, y) for x, y in LEVEL)
    limits = element("path", d="M10 20H54M10 44H54", stroke=GREY, stroke_width=2, stroke_dasharray="4 3")
    return _ring(LIGHT_GREY, 3) + limits + _run(LEVEL, GREY) + element("path", d=points, fill=GREY)


def _target(target: int, wave: int, ink: str) -> str:
    """The process as a wave, the target as a dashed line."""
    line = element("path", d=f"M13 {target}H51", stroke=ink, stroke_width=2, stroke_dasharray="5 3")
    return line + _run(tuple((x, wave + y) for x, y in WAVE), ink)


def _pass() -> str:
    return _disc(BLUE) + _letter("P", 31, WHITE, 24) + _target(49, 41, WHITE)


def _fail() -> str:
    return _ring(ORANGE, 6) + _letter("F", 32, INK, 24) + _target(38, 47, INK)


def _inconsistent() -> str:
    return _ring(LIGHT_GREY, 3) + _letter("?", 31, INK, 26) + _target(44, 44, GREY)


def _empty() -> str:
    dash = element("path", d="M22 32H42", stroke=GREY, stroke_width=3)
    return _ring(GREY, 2, stroke_dasharray="4 4") + dash


_VARIATIONS: dict[Variation, Callable[[], str]] = {
    Variation.COMMON_CAUSE: _common_cause,
    Variation.IMPROVEMENT_HIGH: partial(_improvement, 1),
    Variation.IMPROVEMENT_LOW: partial(_improvement, -1),
    Variation.CONCERN_HIGH: partial(_concern, 1),
    Variation.CONCERN_LOW: partial(_concern, -1),
    Variation.NEUTRAL_HIGH: partial(_neutral, 1),
    Variation.NEUTRAL_LOW: partial(_neutral, -1),
}
_ASSURANCES: dict[Assurance, Callable[[], str]] = {
    Assurance.CONSISTENT_PASS: _pass,
    Assurance.CONSISTENT_FAIL: _fail,
    Assurance.INCONSISTENT: _inconsistent,
}
