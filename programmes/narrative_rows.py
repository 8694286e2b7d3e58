"""What is told of the programmes in a quarter: the approved national texts."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from programmes.models import NarrativeText, Programme, Workstream
from programmes.rows import NarrativeRow
from programmes.ties import tie
from pssdash.reporting.models import ReportingPeriod, Source


def narrative_rows(
    period: ReportingPeriod,
    programmes: Sequence[Programme],
    workstreams: Collection[Workstream] = (),
    sources: Collection[Source] = (),
) -> dict[int, list[NarrativeRow]]:
    """The sections of each programme (by its key) that have an approved text, in order. `workstreams` and `sources` are
    those that the caller has read already. A constant number of queries.
    """
    texts = NarrativeText.objects.national().approved().filter(period=period, section__programme__in=programmes)
    latest = {text.section_id: text for text in texts.order_by("version")}.values()
    sections = [text.section for text in tie(latest, "section")]
    tie(sections, "workstream", workstreams)
    tie(latest, "source", sources)
    tie(latest, "organisation")
    tie(latest, "confirms", others=NarrativeText.objects.select_related("period"))
    rows: dict[int, list[NarrativeRow]] = defaultdict(list)
    for text in sorted(latest, key=_order):
        rows[text.section.programme_id].append(row_of(text))
    return rows


def corrected(published: Sequence[NarrativeRow], now: Sequence[NarrativeRow]) -> tuple[NarrativeRow, ...]:
    """The published sections with the words of their corrections. Headings and order stay as they were published."""
    by_slug = {row.slug: row for row in now}
    return tuple(
        replace(
            row, text=new.text, attribution=new.attribution, source=new.source, version=new.version,
            correction_reason=new.correction_reason,
        )
        if (new := by_slug.get(row.slug)) and new.version > row.version
        else row
        for row in published
    )  # fmt: skip


def _order(text: NarrativeText) -> tuple:
    """What is told of the programme itself first, then workstream by workstream."""
    workstream = text.section.workstream
    return workstream is not None, workstream.position if workstream else 0, text.section.position, text.section_id


def row_of(text: NarrativeText) -> NarrativeRow:
    """What readers see of one text; `text` may also be a draft, to see how it would look."""
    section = text.section
    return NarrativeRow(
        slug=section.slug,
        kind=section.kind,
        heading=section.heading,
        workstream_slug=section.workstream.slug if section.workstream else "",
        text=text.said.text,
        attribution=text.said.attribution,
        source=", ".join(filter(None, [text.source.title if text.source else "", text.source_place])),
        version=text.version,
        correction_reason=text.correction_reason,
        confirmation=text.confirmation,
    )
