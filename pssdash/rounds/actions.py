"""A quarter's cycle: opened, closed or reopened, published; and an opening taken back."""

from django.db import transaction
from django.db.models import CASCADE
from django.utils import timezone

from objectives.actions.publishing import publish_rows
from programmes.actions.publishing import publish_programmes
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.following import follow

State = ReportingPeriod.State


class NotPossible(Exception):
    """The quarter cannot take this step; the message says why."""


@transaction.atomic
def open_quarter(
    *,
    quarter: Quarter,
    by: User,
    covers_objectives: bool = True,
    covers_programmes: bool = False,
    needs_check: bool = False,
) -> ReportingPeriod:
    """Open `quarter` for what it covers: of each part one at a time, later than all before it, and begun. What is owed
    in it is listed from the records.
    """
    covers = {"covers_objectives": covers_objectives, "covers_programmes": covers_programmes}
    if not any(covers.values()):
        raise NotPossible("Choose what the quarter covers.")
    if quarter.start > timezone.localdate():
        raise NotPossible(f"{quarter.short} has not begun.")
    for part in Part:
        if covers[f"covers_{part.value}"]:
            _refuse_unless_next(quarter, part)
    period, is_new = ReportingPeriod.objects.get_or_create(
        quarter=quarter,
        defaults={"opened_at": timezone.now(), "opened_by": by, "needs_check": needs_check, **covers},
    )
    if not is_new:
        state = period.get_state_display().lower()
        raise NotPossible(f"{quarter.short} is {state} already, for the {period.parts_in_words}.")
    _record(period, by, "opened", "not open", also={"checked before approval": needs_check})
    follow(period, by=by)
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
def set_check(*, period: ReportingPeriod, needs_check: bool, by: User, reason: str) -> ReportingPeriod:
    """Ask from now on for a check before every approval, or no longer, with a reason. What is approved stays so."""
    period = _locked(period)
    name = period.quarter.short
    if period.is_published:
        raise NotPossible(f"{name} is published, so nothing in it is checked any more.")
    if period.needs_check == needs_check:
        raise NotPossible(f"{name} {'needs a check' if needs_check else 'needs no check'} already.")
    period.needs_check = needs_check
    period.save(update_fields=["needs_check"])
    record(
        by=by, action="changed the checks of", item=("quarter", period.quarter.slug),
        subject=f"quarter/{period.quarter.slug}", before={"checked before approval": not needs_check},
        after={"checked before approval": needs_check}, reason=reason,
    )  # fmt: skip
    return period


@transaction.atomic
def take_back_opening(*, period: ReportingPeriod, by: User, reason: str) -> None:
    """Remove a period that was opened by mistake, with a reason, while nothing is saved in it."""
    period = _locked(period)
    why_not = why_opening_stays(period)
    if why_not:
        raise NotPossible(why_not)
    _record(period, by, "took back the opening of", period.get_state_display().lower(), reason, now="not open")
    period.delete()


def why_opening_stays(period: ReportingPeriod) -> str:
    """Why the opening cannot be taken back, "" where it can: nothing at all may point at the period."""
    name = period.quarter.short
    if period.is_published:
        return f"{name} is published, and what is published stays."
    saved = in_words(saved_in(period))
    return f"The opening of {name} cannot be taken back: {saved} in it." if saved else ""


def saved_in(period: ReportingPeriod) -> dict[str, int]:
    """What points at the period, by its name in the plural -> how many. Entries of every kind, notes, comments; a model
    that is added later is found too. What falls with the period, as the list of what is owed does, holds nothing back.
    """
    pointing = (
        each
        for each in period._meta.get_fields(include_hidden=True)
        if (each.one_to_many or each.one_to_one) and each.on_delete is not CASCADE
    )
    found = {
        each.related_model._meta.verbose_name_plural: each.related_model._base_manager.filter(
            **{each.field.name: period}
        ).count()
        for each in pointing
    }
    return {name: number for name, number in found.items() if number}


def in_words(saved: dict[str, int]) -> str:
    """`progress updates (2) and region comments (1) are saved`, "" for nothing."""
    names = [f"{name} ({number})" for name, number in sorted(saved.items())]
    return f"{' and '.join(names)} are saved" if names else ""


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
    found = ReportingPeriod.objects.select_for_update().filter(pk=period.pk).first()
    if found is None:
        raise NotPossible(f"The opening of {period.quarter.short} was taken back.")
    return found


def _move(period: ReportingPeriod, by: User, verb: str, wanted: set, state: str, reason: str = "") -> ReportingPeriod:
    period = _locked(period)
    if period.state not in wanted:
        raise NotPossible(f"{period.quarter.short} is {period.get_state_display().lower()}, so it cannot be {verb}.")
    was = period.get_state_display().lower()
    period.state = state
    period.save()
    _record(period, by, verb, was, reason)
    return period


def _record(
    period: ReportingPeriod, by: User, verb: str, was: str, reason: str = "", now: str = "", also: dict | None = None
) -> None:
    record(
        by=by, action=verb, item=("quarter", period.quarter.slug), subject=f"quarter/{period.quarter.slug}",
        before={"state": was}, reason=reason,
        after={"state": now or period.get_state_display().lower(), **(also or {})},
    )  # fmt: skip
