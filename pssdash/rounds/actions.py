"""A quarter's cycle: opened, closed or reopened, published."""

from django.db import transaction
from django.utils import timezone

from objectives.actions.publishing import publish_rows
from programmes.actions.publishing import publish_programmes
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter

State = ReportingPeriod.State


class NotPossible(Exception):
    """The quarter cannot take this step; the message says why."""


@transaction.atomic
def open_quarter(
    *, quarter: Quarter, by: User, covers_objectives: bool = True, covers_programmes: bool = False
) -> ReportingPeriod:
    """Open `quarter` for what it covers: of each part one at a time, later than all before it, and begun."""
    covers = {"covers_objectives": covers_objectives, "covers_programmes": covers_programmes}
    if not any(covers.values()):
        raise NotPossible("Choose what the quarter covers.")
    if quarter.start > timezone.localdate():
        raise NotPossible(f"{quarter.short} has not begun.")
    for part in Part:
        if covers[f"covers_{part.value}"]:
            _refuse_unless_next(quarter, part)
    period, is_new = ReportingPeriod.objects.get_or_create(
        quarter=quarter, defaults={"opened_at": timezone.now(), "opened_by": by, **covers}
    )
    if not is_new:
        state = period.get_state_display().lower()
        raise NotPossible(f"{quarter.short} is {state} already, for the {period.parts_in_words}.")
    _record(period, by, "opened", "not open")
    return period


def _refuse_unless_next(quarter: Quarter, part: Part) -> None:
    """One quarter of a part at a time, and later than all that are published of it."""
    periods, name = ReportingPeriod.objects.covering(part), part.label.lower()
    # Held until the end, so that two people at once do not open two quarters.
    periods.select_for_update().first()
    waiting = periods.unpublished().first()
    if waiting:
        raise NotPossible(
            f"{waiting.quarter.short} of the {name} is not published yet. Publish it before you open another quarter."
        )
    last = periods.first()
    if last and quarter <= last.quarter:
        raise NotPossible(f"{quarter.short} is not later than {last.quarter.short}, which is published for the {name}.")


@transaction.atomic
def close_quarter(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """Stop edits. What is submitted can still be approved."""
    return _move(period, by, "closed", {State.OPEN}, State.CLOSED)


@transaction.atomic
def reopen_quarter(*, period: ReportingPeriod, by: User, reason: str) -> ReportingPeriod:
    """Take edits again, with a reason."""
    return _move(period, by, "reopened", {State.CLOSED}, State.OPEN, reason)


@transaction.atomic
def publish_quarter(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """Freeze the targets and the programmes that the quarter covers, and show them to every reader.

    What is not approved by now reads "No update this quarter".
    """
    period = _locked(period)
    if period.is_published:
        raise NotPossible(f"{period.quarter.short} is published already.")
    if period.covers_objectives:
        publish_rows(period=period, by=by)
    if period.covers_programmes:
        publish_programmes(period=period, by=by)
    was = period.get_state_display().lower()
    period.state, period.published_at, period.published_by = State.PUBLISHED, timezone.now(), by
    period.save()
    _record(period, by, "published", was)
    return period


def _locked(period: ReportingPeriod) -> ReportingPeriod:
    return ReportingPeriod.objects.select_for_update().get(pk=period.pk)


def _move(period: ReportingPeriod, by: User, verb: str, wanted: set, state: str, reason: str = "") -> ReportingPeriod:
    period = _locked(period)
    if period.state not in wanted:
        raise NotPossible(f"{period.quarter.short} is {period.get_state_display().lower()}, so it cannot be {verb}.")
    was = period.get_state_display().lower()
    period.state = state
    period.save()
    _record(period, by, verb, was, reason)
    return period


def _record(period: ReportingPeriod, by: User, verb: str, was: str, reason: str = "") -> None:
    record(
        by=by, action=verb, item=("quarter", period.quarter.slug), subject=f"quarter/{period.quarter.slug}",
        before={"state": was}, after={"state": period.get_state_display().lower()}, reason=reason,
    )  # fmt: skip
