"""What it costs to save while nineteen others do: the same target and targets of their own, in the quarter that
owing.py opened.
"""

from django.db import connection

from objectives.models import Target
from pssdash.accounts.roles import EDITOR
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from tests.bench.report import Line
from tests.bench.timing import Sample, milliseconds, seconds_of
from tests.factories.accounts import make_user
from tests.twenty_editors import EDITORS, SAVES, doubled, lost, save, save_at_once, untold


class NotKept(Exception):
    """Something typed was lost or doubled, or the trail does not tell it: then no figure of it is worth printing."""


def lines() -> list[Line]:
    """SQLite takes one writer at a time, so there is nothing to be measured on it."""
    if connection.vendor == "sqlite":
        return []
    period = ReportingPeriod.objects.unpublished().get()
    shared, *own, alone = Target.objects.filter(objective__ref="GE-1")[: EDITORS + 2]
    each: list[float] = []
    total = seconds_of(lambda: each.extend(save_at_once(shared, own, period)))
    refuse_if_not_kept()
    return [
        Line(
            f"{EDITORS} editors at once, {len(each):,} saves of the same and different targets", Sample((total,), "s")
        ),
        Line("one of these saves", milliseconds(each)),
        Line("one save of an editor alone", milliseconds(saves_alone(alone, period))),
    ]


def refuse_if_not_kept() -> None:
    if lost() or doubled() or untold():
        raise NotKept(f"{len(lost())} texts lost, {len(doubled())} doubled, {untold()} not in the audit trail")


def saves_alone(target: Target, period: ReportingPeriod) -> list[float]:
    by, of = make_user(EDITOR), {"target": target, "period": period, "organisation": Organisation.england()}
    return [save(by, f"Save {turn}", of) for turn in range(SAVES)]
