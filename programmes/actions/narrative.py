"""Narrative texts as a kind of entry: what they need for a submission, and what an approval does."""

from dataclasses import replace

from programmes.actions.publishing import publish_correction
from programmes.citations import citable, names_cited
from programmes.models import NarrativeSection, NarrativeText
from programmes.narrative_rows import corrected, narrative_rows
from programmes.outcomes import listed
from programmes.rows import ProgrammePage
from pssdash.accounts.models import User
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.models import Part

LONGEST = 12_000


def problems_of(entry: NarrativeText) -> dict[str, str]:
    """What a text still needs, by field."""
    found, said = {}, entry.said
    if not said.text.strip():
        found["text"] = "Write the text, or leave this section out of the quarter by not submitting it"
    elif unknown := unknown_names(entry):
        found["text"] = f"Nothing here is called {listed(unknown)}: the names stand in the list below the text"
    if said.attribution.strip() and entry.section.kind != NarrativeSection.Kind.QUOTATION:
        found["attribution"] = "Only feedback says who said it"
    return found


def unknown_names(entry: NarrativeText) -> list[str]:
    """What the text cites and the programme does not have."""
    cited = names_cited(entry.said.text)
    known = citable(entry.section.programme, entry.period) if cited else {}
    return [name for name in cited if name not in known]


def publish_if_corrected(*, entry: NarrativeText, by: User) -> None:
    """In a published quarter an approved correction replaces the text that is shown."""
    if not entry.period.is_published:
        return
    programme = entry.section.programme

    def correct(page: ProgrammePage) -> ProgrammePage:
        now = narrative_rows(entry.period, [programme]).get(programme.pk, [])
        return replace(page, narrative=corrected(page.narrative, now))

    publish_correction(
        programme=programme, period=entry.period, by=by, reason=entry.correction_reason, correct=correct, words=texts_of
    )


def texts_of(page: ProgrammePage) -> dict[str, str]:
    """The texts as the trail keeps them."""
    return {row.slug: row.text for row in page.narrative}


NARRATIVE_TEXTS = Kind(
    model=NarrativeText, problems=problems_of, on_approval=publish_if_corrected, carries_over=Part.PROGRAMMES
)
