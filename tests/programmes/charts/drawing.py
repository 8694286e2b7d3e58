"""Reading figures and drawings back."""

import re
from xml.etree import ElementTree

from programmes.charts import ChartFacts, Svg, spc_figure
from programmes.spc import Frequency, Result
from tests.programmes.spc.points import analysed

SVG = "{http://www.w3.org/2000/svg}"
PERCENT = ChartFacts(title="Babies", unit="%", decimals=1, ambition_label="Ambition")
BASELINE = [45.0, 55.0] * 6  # mean 50, limits 23.4 to 76.6


def monthly_result(values: list[float | None], **options: object) -> Result:
    return analysed(values, frequency=Frequency.MONTH, **options)


def trace(figure: dict, name: str, place: int = 0) -> dict:
    """The trace of that name; the second, third ... of several."""
    return [each for each in figure["data"] if each["name"] == name][place]


def traces_of(result: Result, facts: ChartFacts = PERCENT) -> dict[str, dict]:
    """The first trace of each name."""
    figure = spc_figure(result, facts)
    return {each["name"]: each for each in reversed(figure["data"])}


def root_of(svg: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def paths(svg: Svg, **attributes: str) -> list[str]:
    """What the paths with those attributes draw; `stroke_width` is stroke-width."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    found = root_of(svg).iter(f"{SVG}path")
    return [each.get("d", "") for each in found if wanted.items() <= dict(each.items()).items()]


def corners(path: str) -> list[tuple[float, float]]:
    """The absolute points of a path of M and L."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path)]


def texts(svg: Svg) -> list[str]:
    return ["".join(each.itertext()) for each in root_of(svg).iter(f"{SVG}text")]
