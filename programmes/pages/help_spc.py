"""What every icon, line and point of the charts means, in plain words, each beside its drawing."""

from dataclasses import dataclass

from programmes.charts.icons import Icon, assurance_icon, variation_icon
from programmes.charts.look import LIMIT_LINE, MARKS, MEAN_LINE, TARGET_LINE, TRIAL_LINE, VALUE_LINE, Stroke
from programmes.charts.svg.elements import Svg, element
from programmes.charts.svg.marks import stroke, symbol
from programmes.spc import Assurance, PointType, Variation

WIDTH, HEIGHT = 56, 24
VARIATIONS = {
    Variation.COMMON_CAUSE: "The latest value is what this process usually gives. Single ups and downs mean nothing.",
    Variation.IMPROVEMENT_HIGH: "Something has changed for the better, and higher is better here.",
    Variation.IMPROVEMENT_LOW: "Something has changed for the better, and lower is better here.",
    Variation.CONCERN_HIGH: "Something has changed for the worse: the values are higher, and lower is better here.",
    Variation.CONCERN_LOW: "Something has changed for the worse: the values are lower, and higher is better here.",
    Variation.NEUTRAL_HIGH: "The values are higher than usual. For this measure neither way is better.",
    Variation.NEUTRAL_LOW: "The values are lower than usual. For this measure neither way is better.",
}
ASSURANCES = {
    Assurance.CONSISTENT_PASS: "As the process is now, it will keep meeting its ambition.",
    Assurance.INCONSISTENT: "The ambition lies within the limits: some periods will meet it and some will not.",
    Assurance.CONSISTENT_FAIL: "As the process is now, it will keep missing its ambition until something changes.",
}
POINTS = {
    PointType.COMMON_CAUSE: "Part of the usual variation.",
    PointType.IMPROVEMENT: "Unusual, in the direction that is better.",
    PointType.CONCERN: "Unusual, in the direction that is worse.",
    PointType.NEUTRAL_HIGH: "Unusually high, where neither way is better.",
    PointType.NEUTRAL_LOW: "Unusually low, where neither way is better.",
}
LINES = (
    (VALUE_LINE, "Grey line", "The values, joined in the order of time. Where a value is missing there is a gap."),
    (MEAN_LINE, "Black line", "The mean: the average of the values of this part of the chart."),
    (
        LIMIT_LINE,
        "Dashed grey lines",
        "The process limits: nearly all values fall between them while nothing changes. They are worked out from how "
        "much neighbouring values differ, and are no targets.",
    ),
    (
        TRIAL_LINE,
        "Dotted pale lines",
        "Trial limits: there are fewer than 13 values, so the limits will still move. Take them with care.",
    ),
    (TARGET_LINE, "Dashed red line", "The ambition in force at that time."),
)


@dataclass(frozen=True)
class Explained:
    """A drawing, its name and what it means. `anchor` is its place on the help page."""

    drawing: Svg
    name: str
    meaning: str
    anchor: str


def explained_icons() -> list[Explained]:
    icons = [(each.value, variation_icon(each), VARIATIONS[each]) for each in Variation]
    icons += [(each.value, assurance_icon(each), ASSURANCES[each]) for each in Assurance]
    return [explained(anchor, icon, meaning) for anchor, icon, meaning in icons]


def explained(anchor: str, icon: Icon, meaning: str) -> Explained:
    return Explained(icon.svg, icon.words, meaning, f"icon-{anchor.replace('_', '-')}")


def explained_lines() -> list[Explained]:
    return [
        Explained(_line(style), name, meaning, f"line-{number}")
        for number, (style, name, meaning) in enumerate(LINES, start=1)
    ]


def explained_points() -> list[Explained]:
    return [
        Explained(_point(each), MARKS[each].name, POINTS[each], f"point-{each.value.replace('_', '-')}")
        for each in PointType
    ]


def _line(style: Stroke) -> Svg:
    path = f"M2 {HEIGHT // 2}H{WIDTH - 2}"
    return _drawing(element("path", d=path, fill="none", **stroke(style.line)))


def _point(kind: PointType) -> Svg:
    mark = MARKS[kind]
    path = symbol(mark.symbol, mark.size * 1.6, WIDTH / 2, HEIGHT / 2)
    return _drawing(element("path", d=path, fill=mark.colour, stroke=mark.outline, stroke_width=1))


def _drawing(content: str) -> Svg:
    return Svg(
        element(
            "svg", content, viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT,
            aria_hidden="true", focusable="false",
        )
    )  # fmt: skip
