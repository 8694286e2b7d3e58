"""The list of programmes: each in one paragraph, with its counts and headline outcomes in a quarter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from programmes.charts.icons import Icon, variation_icon
from programmes.models import NarrativeSection
from programmes.pages.headlines import Headline, headlines
from programmes.pages.programme_links import programme_url
from programmes.prose import blocks_of, plain
from programmes.rows import ProgrammePage
from programmes.spc import Variation
from pssdash.reporting.rag import Rag

ITEMS = 3  # of a list, in a summary of one paragraph


@dataclass(frozen=True)
class ProgrammeCard:
    """One programme. `outcomes` are its headlines: those that have a number."""

    page: ProgrammePage
    url: str
    summary: str
    ratings: tuple[tuple[Rag, int], ...]
    icons: tuple[tuple[Icon, int], ...]
    without_icon: int
    outcomes: tuple[Headline, ...]


def build_cards(pages: Sequence[ProgrammePage]) -> tuple[ProgrammeCard, ...]:
    return tuple(build_card(page) for page in pages)


def build_card(page: ProgrammePage) -> ProgrammeCard:
    ratings = Counter(row.computed_rag for row in page.deliverables)
    measures = [row for row in page.measures if not row.is_estimate]
    icons = Counter(row.variation for row in measures if row.variation)
    return ProgrammeCard(
        page=page,
        url=programme_url(page.slug, page.quarter),
        summary=summary_of(page),
        ratings=tuple((rag, ratings[rag]) for rag in Rag if ratings[rag]),
        icons=tuple((variation_icon(each), icons[each]) for each in Variation if icons[each]),
        without_icon=len(measures) - icons.total(),
        outcomes=tuple(each for each in headlines(page) if each.main),
    )


def summary_of(page: ProgrammePage) -> str:
    """How the summary begins: its first paragraph, with the first items of the list that it leads to."""
    told = next((row.text for row in page.narrative if row.kind == NarrativeSection.Kind.SUMMARY), "")
    words: list[str] = []
    for block in blocks_of(plain(told))[:2]:
        if not words or words[-1].endswith(":"):
            words.extend(block.lines[:ITEMS])
    return " ".join(words)
