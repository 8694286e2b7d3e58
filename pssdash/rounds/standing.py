"""How the round stands, for the person who asks: read here, said in `standing_line`.

The national team reads how far England's entries are, a submitter how far their own are, a regional lead how many
organisations of the region have submitted; who reads only what is published learns that a quarter is being written.

What is expected and by which day is worked out from what every kind of entry owes (`my_quarter.py`). Once expected
returns are records with a due day, `of_entries` counts those and gives their day as `due`; nothing else changes.
"""

from collections.abc import Callable

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.board.region_returns import returns_of
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.my_quarter import lacks_organisation, local_work, national_work
from pssdash.rounds.standing_line import Standing


def standings_for(user: User) -> list[Standing]:
    """One for each quarter that is not published, the earliest first. The number of queries does not grow."""
    read = reading_for(user)
    return [read(period, user) for period in ReportingPeriod.objects.unpublished().order_by("quarter")]


def reading_for(user: User) -> Callable[[ReportingPeriod, User], Standing]:
    """What the person is told of a quarter: the first that fits decides."""
    if user.has_perm(Permission.READ_DRAFTS):
        return of_england
    if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and not lacks_organisation(user):
        return of_own
    if user.has_perm(Permission.READ_REGIONS):
        return of_regions
    return without_counts


def of_england(period: ReportingPeriod, user: User) -> Standing:
    return of_entries(period, [task.status for task in national_work(period, user).tasks])


def of_own(period: ReportingPeriod, user: User) -> Standing:
    return of_entries(period, [task.status for task in local_work(period, user).tasks])


def of_entries(period: ReportingPeriod, states: list[str]) -> Standing:
    """`states` has that of each entry that is owed."""
    approved = states.count(EntryState.APPROVED)
    submitted = approved + states.count(EntryState.SUBMITTED)
    return Standing(period.quarter, period.state, len(states), submitted, approved)


def of_regions(period: ReportingPeriod, user: User) -> Standing:
    """How many organisations inside the person's regions have submitted all that they owe."""
    regions = list(Organisation.objects.regions_readable_by(user))
    if not period.covers_objectives or not regions:
        return without_counts(period, user)
    returns = returns_of(Organisation.objects.inside_regions(regions), period)
    where = regions[0].short_name if len(regions) == 1 else "your regions"
    submitted = sum(each.state == "submitted" for each in returns)
    return Standing(period.quarter, period.state, len(returns), submitted, of_what=f"organisations in {where}")


def without_counts(period: ReportingPeriod, user: User) -> Standing:
    return Standing(period.quarter, period.state)
