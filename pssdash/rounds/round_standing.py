"""How the round stands, for the person who asks: read here, said in `standing_line`.

The national team reads how far England's returns are, a submitter how far their own are, a regional lead how many
organisations of the region have submitted; who reads only what is published learns that a quarter is being written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.following import follow
from pssdash.rounds.my_quarter import lacks_organisation
from pssdash.rounds.standing import Standing as Owed
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
    return of_returns(period, owed_by(period, [Organisation.england()]))


def of_own(period: ReportingPeriod, user: User) -> Standing:
    return of_returns(period, owed_by(period, list(Organisation.objects.of_user(user))))


def owed_by(period: ReportingPeriod, organisations: list[Organisation]) -> list[Owed]:
    return follow(period, organisations)


def of_returns(period: ReportingPeriod, owed: list[Owed]) -> Standing:
    return Standing(
        period.quarter,
        period.state,
        total=len(owed),
        submitted=sum(each.is_finished for each in owed),
        approved=sum(each.state == EntryState.APPROVED for each in owed),
        due=next_due(owed),
    )


def of_regions(period: ReportingPeriod, user: User) -> Standing:
    """How many organisations inside the person's regions have submitted all that they owe."""
    regions = list(Organisation.objects.regions_readable_by(user))
    if not regions:
        return without_counts(period, user)
    owed = owed_by(period, list(Organisation.objects.inside_regions(regions)))
    by_organisation = defaultdict(list)
    for each in owed:
        by_organisation[each.organisation].append(each.is_finished)
    return Standing(
        period.quarter,
        period.state,
        total=len(by_organisation),
        submitted=sum(map(all, by_organisation.values())),
        of_what=f"organisations in {regions[0].short_name if len(regions) == 1 else 'your regions'}",
        due=next_due(owed),
    )


def next_due(owed: Iterable[Owed]) -> date | None:
    """The earliest day by which something is due that is not submitted."""
    return min((each.due for each in owed if not each.is_finished), default=None)


def without_counts(period: ReportingPeriod, user: User) -> Standing:
    return Standing(period.quarter, period.state)
