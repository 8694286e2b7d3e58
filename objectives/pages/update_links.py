"""Which update forms a person may open from an objective's card."""

from collections import defaultdict
from collections.abc import Iterable

from objectives.assignments import targets_of, update_url
from objectives.models import Objective
from objectives.rows import TargetRow
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.updates.assignments import desks
from pssdash.reporting.updates.history_table import Link


def update_links(user: User, objective: Objective, shown: Iterable[TargetRow]) -> dict[str, tuple[Link, ...]]:
    """The links of each target, by reference: to the open quarter's updates, and to those behind the rows shown.

    The number of queries depends on how many organisations the person answers for, not on the number of targets.
    """
    found: dict[str, list[Link]] = defaultdict(list)
    period = ReportingPeriod.objects.covering_objectives().open().first()
    open_quarter = period.quarter if period else None
    if open_quarter:
        for organisation, text in desks(user, open_quarter):
            owing = targets_of(user, open_quarter, organisation).running_in(open_quarter)
            for target in owing.filter(objective=objective):
                found[target.ref].append(Link(text, update_url(target.ref, open_quarter, organisation)))
    if user.has_perm(Permission.READ_DRAFTS):
        england = Organisation.england()
        for row in shown:
            if row.quarter != open_quarter:
                text = f"The update for {row.quarter.short}"
                found[row.ref].append(Link(text, update_url(row.ref, row.quarter, england)))
    return {ref: tuple(links) for ref, links in found.items()}
