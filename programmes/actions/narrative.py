"""Narrative texts as a kind of entry: what they need for a submission, and what an approval does."""

from programmes.models import NarrativeSection, NarrativeText
from pssdash.accounts.models import User
from pssdash.reporting.entries.kinds import Kind

LONGEST = 12_000


def problems_of(entry: NarrativeText) -> dict[str, str]:
    """What a text still needs, by field."""
    found = {}
    if not entry.text.strip():
        found["text"] = "Write the text, or leave this section out of the quarter by not submitting it"
    if entry.attribution.strip() and entry.section.kind != NarrativeSection.Kind.QUOTATION:
        found["attribution"] = "Only feedback says who said it"
    return found


def publish_if_corrected(*, entry: NarrativeText, by: User) -> None:
    """In a published quarter an approved correction replaces what is shown."""
    if entry.period.is_published:
        from programmes.actions.publishing import publish_correction

        publish_correction(
            programme=entry.section.programme, period=entry.period, by=by, reason=entry.correction_reason
        )


NARRATIVE_TEXTS = Kind(model=NarrativeText, problems=problems_of, on_approval=publish_if_corrected)
