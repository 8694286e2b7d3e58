"""The days by which returns are due: set for many at once, or put off for one. Each step is in the trail."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused
from pssdash.reporting.working_days import usual_due_day
from pssdash.rounds.kinds import OWED
from pssdash.rounds.models import DueDay, ExpectedReturn

LONGEST_KEY = 120


def apply_due_days(period: ReportingPeriod) -> None:
    """Give every return the day that counts for it: the usual one, then what was set, the most particular last."""
    rows = period.expected.order_by()
    rows.exclude(due=(usual := usual_due_day(period.quarter))).update(due=usual)
    for rule in sorted(period.due_days.all(), key=lambda each: each.rank):
        reached = rows.of(rule.item) if rule.item else rows
        if rule.organisation_id:
            reached = reached.filter(organisation=rule.organisation_id)
        reached.update(due=rule.day)


@transaction.atomic
def set_due_day(
    *, period: ReportingPeriod, day: date, by: User, item: str = "", organisation: Organisation | None = None
) -> DueDay:
    """Set the day for all returns of the quarter, for those of a kind, of an organisation, or of both."""
    period = _changeable(period)
    if day < period.quarter.start:
        raise Refused(f"That day lies before {period.quarter.short}. Give a later one.")
    place = {"period": period, "item": item, "organisation": organisation}
    before = DueDay.objects.filter(**place).first()
    rule, _ = DueDay.objects.update_or_create(**place, defaults={"day": day, "set_by": by, "set_at": timezone.now()})
    apply_due_days(period)
    _record(period, by, "set a due day", reach_in_words(rule), before.day if before else None, day)
    return rule


@transaction.atomic
def remove_due_day(*, rule: DueDay, by: User) -> None:
    """Go back to the day that would count without it."""
    period = _changeable(rule.period)
    _record(period, by, "removed a due day", reach_in_words(rule), rule.day, None)
    rule.delete()
    apply_due_days(period)


@transaction.atomic
def extend(*, expected: ExpectedReturn, to: date, reason: str, by: User) -> ExpectedReturn:
    """Put off the day of one return, with a reason."""
    _changeable(expected.period)
    expected = ExpectedReturn.objects.select_for_update().get(pk=expected.pk)
    if not reason.strip():
        raise Refused("Say why there is more time.")
    if to <= expected.due:
        raise Refused(f"An extension ends after the due day, {expected.due.day} {expected.due:%B %Y}.")
    before = expected.extended_to
    expected.extended_to, expected.extension_reason = to, reason
    expected.extended_by, expected.extended_at = by, timezone.now()
    expected.save()
    _record(expected.period, by, "extended", name_of(expected), before or expected.due, to, reason)
    return expected


@transaction.atomic
def end_extension(*, expected: ExpectedReturn, reason: str, by: User) -> ExpectedReturn:
    """Take an extension back, with a reason."""
    _changeable(expected.period)
    expected = ExpectedReturn.objects.select_for_update().get(pk=expected.pk)
    if not reason.strip():
        raise Refused("Say why the extension ends.")
    if expected.extended_to is None:
        raise Refused("There is no extension any more.")
    before = expected.extended_to
    expected.extended_to = expected.extended_by = expected.extended_at = None
    expected.extension_reason = ""
    expected.save()
    _record(expected.period, by, "ended the extension of", name_of(expected), before, expected.due, reason)
    return expected


def reach_in_words(rule: DueDay) -> str:
    """`Targets of North PSC`, `every return`: what a due day is set for."""
    things = OWED[rule.item].owing.things if rule.item else ""
    if rule.organisation_id:
        return f"{things or 'Every return'} of {rule.organisation.short_name}"
    return things or "Every return"


def trail_key(expected: ExpectedReturn) -> str:
    """The key under which the trail keeps what was said of the return's day."""
    return key_in_trail(expected.period, name_of(expected))


def key_in_trail(period: ReportingPeriod, what: str) -> str:
    """Cut to what the trail holds; slugs can be long."""
    return f"{period.quarter.slug} {what}"[:LONGEST_KEY]


def name_of(expected: ExpectedReturn) -> str:
    """How the trail names an expected return: `target SC-1.1 PSC-N`."""
    thing = getattr(expected, expected.item_name)
    name = getattr(thing, "ref", "") or thing.slug
    return f"{expected.item_name} {name} {expected.organisation.code}"


def _changeable(period: ReportingPeriod) -> ReportingPeriod:
    """The period, held until the end of the transaction, while days still mean something in it."""
    found = ReportingPeriod.objects.select_for_update().filter(pk=period.pk).first()
    if found is None:
        raise Refused(f"The opening of {period.quarter.short} was taken back.")
    if found.is_published:
        raise Refused(f"{period.quarter.short} is published, so nothing is due in it any more.")
    return found


def _record(
    period: ReportingPeriod, by: User, action: str, what: str, before: date | None, after: date | None, reason: str = ""
) -> None:
    record(
        by=by, action=action, item=("due day", key_in_trail(period, what)),
        subject=f"quarter/{period.quarter.slug}", before={"Due": before}, after={"Due": after}, reason=reason,
    )  # fmt: skip
