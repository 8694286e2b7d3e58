"""Decisions on step changes as a kind of entry: one person proposes, another approves, and the chart follows."""

from django.utils import timezone

from programmes.models import StepChange, StepChangeProposal
from pssdash.accounts.models import User
from pssdash.reporting.entries.kinds import Kind


def problems_of(entry: StepChangeProposal) -> dict[str, str]:
    """What a proposal still needs, by field."""
    found = {}
    if not entry.decision:
        found["decision"] = "Choose whether the limits start again"
    if not entry.reason.strip():
        found["reason"] = "Say what changed in the process, or why the limits should stay"
    return found


def record_decision(*, entry: StepChangeProposal, by: User) -> StepChange:
    """Keep the approved decision. One on the same date before it stays on record as replaced."""
    same_date = StepChange.objects.filter(
        measure=entry.measure, organisation=entry.series_of, starts_on=entry.starts_on, replaced_at__isnull=True
    )
    same_date.update(replaced_at=timezone.now())
    return StepChange.objects.create(
        measure=entry.measure, organisation=entry.series_of, starts_on=entry.starts_on, decision=entry.decision,
        reason=entry.reason, decided_at=entry.submitted_at or timezone.now(), decided_by=entry.submitted_by,
        approved_by=by,
    )  # fmt: skip


STEP_CHANGES = Kind(model=StepChangeProposal, problems=problems_of, on_approval=record_decision, takes_late=True)
