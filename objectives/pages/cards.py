"""The card of an objective: its targets in one quarter, and each target's whole history.

A published quarter is drawn from what was published alone; the live records are asked only for a quarter that is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from objectives.live_rows import live_rows
from objectives.models import Objective, PublishedRow
from objectives.quarter_rows import from_content
from objectives.rows import TargetRow
from objectives.tables import card_url
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.pages import Moving
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rating, rate_objective
from pssdash.reporting.updates.cards import Fact, Section, delivered_by, recovery_of, source_of
from pssdash.reporting.updates.history_table import Link, PastQuarter

# The versions of each target in each quarter, the one in force last. A live row is the only one of its quarter.
Versions = dict[tuple[str, Quarter], list[TargetRow]]


@dataclass(frozen=True)
class Card:
    """An objective in a quarter. `former` are targets of other quarters, each linked to the last one that had it."""

    ref: str
    title: str
    theme: str
    rating: Rating
    not_rated: int
    sections: tuple[Section, ...]
    former: tuple[Link, ...]


def versions_of(objective: Objective, periods: Sequence[ReportingPeriod]) -> Versions:
    """All that the reader may see of an objective, `periods` being those that they may see."""
    found: Versions = defaultdict(list)
    published = [period for period in periods if period.is_published]
    frozen = PublishedRow.objects.filter(objective=objective, period__in=published).order_by("version", "pk")
    for row in map(from_content, frozen):
        found[row.ref, row.quarter].append(row)
    for period in periods:
        if not period.is_published:
            for row in live_rows(period):
                if row.objective_ref == objective.ref:
                    found[row.ref, row.quarter].append(row)
    return dict(found)


def periods_with(versions: Versions, periods: Sequence[ReportingPeriod]) -> list[ReportingPeriod]:
    """Those of `periods` in which the objective stands in the strategy."""
    quarters = {quarter for _, quarter in versions}
    return [period for period in periods if period.quarter in quarters]


def rows_in(versions: Versions, quarter: Quarter) -> list[TargetRow]:
    """The rows in force in a quarter, in the strategy's order."""
    rows = (rows[-1] for (_, of_quarter), rows in versions.items() if of_quarter == quarter)
    return sorted(rows, key=lambda row: row.order)


def build_card(
    rows: Sequence[TargetRow],
    versions: Versions,
    period: ReportingPeriod,
    periods: Sequence[ReportingPeriod],
    region_names: dict[str, str],
    links: dict[str, tuple[Link, ...]],
    moving: dict[str, Moving],
) -> Card:
    """The card of `rows`, which are the objective's in `period` (at least one). `links` and `moving` are by target
    reference.
    """
    rating, not_rated = rate_objective([row.rating for row in rows])
    return Card(
        ref=rows[0].objective_ref,
        title=rows[0].objective,
        theme=rows[0].theme,
        rating=rating,
        not_rated=not_rated,
        sections=tuple(
            Section(
                row=row,
                facts=facts_of(row, region_names),
                history=history_of(row.ref, versions, period, periods),
                links=links.get(row.ref, ()),
                moving=moving.get(row.ref),
            )
            for row in rows
        ),
        former=former_targets(versions, {row.ref for row in rows}),
    )


def history_of(
    ref: str, versions: Versions, shown: ReportingPeriod, periods: Sequence[ReportingPeriod]
) -> tuple[PastQuarter, ...]:
    past = []
    for period in periods:
        *earlier, row = versions.get((ref, period.quarter)) or [None]
        if row:
            past.append(
                PastQuarter(
                    row=row,
                    url=card_url(row),
                    is_draft=not period.is_published,
                    is_shown=period == shown,
                    earlier=version_links(earlier),
                )
            )
    return tuple(past)


def former_targets(versions: Versions, refs: set[str]) -> tuple[Link, ...]:
    """The targets that are not among `refs`, in the last quarter that has them."""
    last: dict[str, TargetRow] = {}
    for (ref, quarter), rows in versions.items():
        if ref not in refs and (ref not in last or quarter > last[ref].quarter):
            last[ref] = rows[-1]
    rows = sorted(last.values(), key=lambda row: row.order)
    return tuple(Link(f"{row.ref} in {row.quarter.short}: {row.summary}", card_url(row)) for row in rows)


def version_links(rows: Iterable[TargetRow]) -> tuple[Link, ...]:
    """A link to each published row as it was published."""
    return tuple(
        Link(
            f"Version {row.published_version}",
            reverse("published_version", args=[row.ref, row.quarter, row.published_version]),
        )
        for row in rows
    )


def facts_of(row: TargetRow, region_names: dict[str, str]) -> tuple[Fact, ...]:
    """Who delivers, what it took over from, where the words come from and, for Red and Amber, how it is to recover."""
    concerns = Fact("Concerns", regions_in_words(row, region_names))
    took_over = [Fact("Takes over from", origins_in_words(row))] if row.took_over else []
    return (delivered_by(row), concerns, *took_over, source_of(row), *recovery_of(row))


def origins_in_words(row: TargetRow) -> SafeString:
    """The targets that this one stands in for, each linked to its place on its card."""
    links = ((reverse("target", args=[ref]), ref) for ref in row.took_over)
    return format_html_join(", ", '<a href="{}">{}</a>', links)


def regions_in_words(row: TargetRow, names: dict[str, str]) -> str:
    if row.concerns_all_regions:
        return "All regions"
    return ", ".join(names.get(code, code) for code in row.region_codes) or "No region"
