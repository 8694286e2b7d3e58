"""Small multiples: the same measure of many organisations, each in a small drawing on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programmes.charts.facts import ChartFacts
from programmes.charts.sizes import COMPACT
from programmes.charts.spc import spc_extent, spc_figure
from programmes.charts.svg import Svg, draw
from programmes.charts.vertical import shared_range
from programmes.charts.words import lower_first
from programmes.spc import Assurance, Result, Variation, Wording, sentence


@dataclass(frozen=True, slots=True)
class SmallMultiple:
    """One organisation's drawing. `sentence` is its text alternative; `url` leads to its own page, if it has one.
    `variation` is None where there are too few points for an icon.
    """

    name: str
    sentence: str
    svg: Svg
    variation: Variation | None
    assurance: Assurance | None
    url: str = ""


def small_multiples(
    results: Sequence[tuple[str, Result, str]], facts: ChartFacts, *, prefix: str, sentences: Sequence[str] = ()
) -> list[SmallMultiple]:
    """From (name, result, url), in the order given, all with one vertical scale and over one stretch of time, which
    are those of `facts` or what these results need. `prefix` makes their ids unique, `sentences` stand in for what the
    results say by themselves.
    """
    scale = shared_range([spc_extent(result) for _, result, _ in results], facts)
    days = facts.x_days or tuple(sorted({row.x for _, result, _ in results for row in result.rows}))
    compact = replace(facts, compact=True, y_range=scale, x_days=days)
    wording = Wording(unit=facts.unit, target_name=lower_first(facts.ambition_label), decimals=facts.decimals)
    found = []
    for place, (name, result, url) in enumerate(results):
        said = sentences[place] if sentences else sentence(result, wording)
        drawing = draw(
            spc_figure(result, compact), prefix=f"{prefix}-{place}", title=f"{name}: {said}", width=COMPACT.width
        )
        found.append(SmallMultiple(name, said, drawing, result.variation, result.assurance, url))
    return found
