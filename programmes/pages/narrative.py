"""The page of one narrative text: the form with last quarter's words beside it, and what comes next."""

from dataclasses import dataclass

from django.forms import Form
from django.http import QueryDict

from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.assignments import NarrativeAssignment, narrative_url
from programmes.citations import Citable, citable, places
from programmes.forms.narrative import NarrativeForm
from programmes.models import NarrativeSection, NarrativeText
from pssdash.reporting.entries.pages import EntryPage, standing_of
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import HANDED_IN, WITH_REVIEWERS

GUIDANCE = {
    NarrativeSection.Kind.SUMMARY: "What a board member should know of this quarter, in a few sentences or bullets.",
    NarrativeSection.Kind.PROGRESS: "What was done towards the year’s ambitions, with figures where there are any.",
    NarrativeSection.Kind.UPDATES: "The achievements and events of the quarter.",
    NarrativeSection.Kind.CONTEXT: "What helped and what hindered, and what is expected next.",
    NarrativeSection.Kind.MEASURES: "What the measures show. The charts stand beside the text, so say what they mean.",
    NarrativeSection.Kind.LEARNING: "What was learnt that others can use.",
    NarrativeSection.Kind.QUOTATION: "What patients, carers or staff said. Leave out whatever could identify a person.",
    NarrativeSection.Kind.CASE_STUDY: "The situation, what was done, what came of it and what is next.",
}


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class NarrativePage(EntryPage):
    """What templates/programmes/narrative.html shows. `last` is the text approved last before this quarter, `citable`
    what numbers can lead to, `places` where that is, by name, and `last_places` where it was then.
    """

    section: NarrativeSection
    guidance: str
    last: NarrativeText | None
    next_up: Link | None
    citable: tuple[Citable, ...]
    places: dict[str, str]
    last_places: dict[str, str]


def narrative_form(
    assignment: NarrativeAssignment, entry: NarrativeText | None, data: QueryDict | None = None
) -> NarrativeForm:
    """The form with what is saved, or bound to what was typed."""
    return NarrativeForm(data, section=assignment.section, entry=entry, base=last_revision(entry))


def build_narrative(
    assignment: NarrativeAssignment, entry: NarrativeText | None, form: NarrativeForm, **forms: Form | None
) -> NarrativePage:
    programme, period = assignment.section.programme, assignment.period
    found, last = citable(programme, period), last_text(assignment)
    return NarrativePage(
        **standing_of(NARRATIVE_TEXTS, assignment, entry, form, **forms),
        section=assignment.section,
        guidance=GUIDANCE[NarrativeSection.Kind(assignment.section.kind)],
        last=last,
        next_up=next_section(assignment),
        citable=tuple(found.values()),
        places=places(found, programme.slug, period.quarter),
        last_places=places(citable(programme, last.period), programme.slug, last.period.quarter) if last else {},
    )


def last_text(assignment: NarrativeAssignment) -> NarrativeText | None:
    earlier = NarrativeText.objects.approved().filter(
        section=assignment.section,
        organisation=assignment.organisation,
        period__quarter__lt=assignment.period.quarter,
    )
    return earlier.select_related("period").order_by("-period__quarter", "-version").first()


def next_section(assignment: NarrativeAssignment) -> Link | None:
    """The next section of the programme that waits for this person: for a writer one that is not submitted, for an
    approver one that is. From this one on, then from the first.
    """
    texts = NarrativeText.objects.filter(period=assignment.period, organisation=assignment.organisation)
    sections = NarrativeSection.objects.filter(programme=assignment.section.programme).select_related("programme")
    if assignment.may_write:
        finished = texts.filter(state__in=HANDED_IN)
        waiting = sections.exclude(pk__in=finished.values("section")) if assignment.period.is_open else sections.none()
    else:
        waiting = sections.filter(pk__in=texts.filter(state__in=WITH_REVIEWERS).values("section"))
    in_order = list(sections.values_list("pk", flat=True))
    here = in_order.index(assignment.section.pk)
    found = sorted(
        (each for each in waiting if each.pk != assignment.section.pk),
        key=lambda each: (in_order.index(each.pk) < here, in_order.index(each.pk)),
    )
    return Link(found[0].heading, narrative_url(found[0], assignment.period.quarter)) if found else None
