"""The page on which the evidence of an entry is added and removed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.cases import refusal
from pssdash.reporting.entries.evidence.forms import EvidenceForm
from pssdash.reporting.entries.evidence.reading import files_of
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.states import WITH_REVIEWERS


@dataclass(frozen=True)
class EvidencePage:
    """`why_not` says why nothing can be added or removed now, "" where it can."""

    assignment: Assignment
    entry: AbstractEntry
    noun: str
    files: QuerySet
    form: EvidenceForm
    why_not: str

    @property
    def is_changeable(self) -> bool:
        """Also where it no longer is but somebody just tried: what they typed stays before them."""
        return self.assignment.may_write and (not self.why_not or self.form.is_bound)

    @property
    def goes_back(self) -> bool:
        """Whether a change takes the entry away from its reviewers."""
        return self.entry.state in WITH_REVIEWERS

    @property
    def add_url(self) -> str:
        return self.assignment.url("evidence")

    @property
    def remove_url(self) -> str:
        return self.assignment.url("remove_evidence")


def build_page(kind: Kind, assignment: Assignment, entry: AbstractEntry, form: EvidenceForm) -> EvidencePage:
    """The files of the entry at hand, and the form."""
    return EvidencePage(
        assignment=assignment,
        entry=entry,
        noun=kind.model.NOUN,
        files=files_of(entry),
        form=form,
        why_not=refusal(kind, entry, assignment.period),
    )
