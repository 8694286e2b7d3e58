"""What would wait for nobody once an account is closed: what the organisations owe for which only that person answers,
the queries that they were asked, and the deadlines that they ask to move.
"""

from collections.abc import Sequence

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.people.leaving import LeftBehind, Waiting
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.following import follow
from pssdash.rounds.moves import AREAS
from pssdash.rounds.people import answering_for
from pssdash.rounds.queries.models import Query, QueryState
from pssdash.rounds.queries.pages import rows_of
from pssdash.rounds.standing import OwedReturn, in_words
from pssdash.ui.wording import counted

Found = dict[int, list[Waiting]]  # by organisation


def left_by(user: User) -> list[LeftBehind]:
    """By organisation, without those for which nothing waits. The number of queries does not grow with them."""
    alone = Organisation.objects.in_bulk(
        [organisation for organisation, people in answering_for().items() if people == (user,)]
    )
    if not alone:
        return []
    found: Found = {pk: [] for pk in alone}
    for period in ReportingPeriod.objects.open().order_by("quarter"):
        add_returns(found, period, list(alone.values()))
    add_queries(found)
    add_moves(found)
    behind = [LeftBehind(alone[pk], tuple(waiting)) for pk, waiting in found.items() if waiting]
    return sorted(behind, key=lambda each: each.organisation.name)


def add_returns(found: Found, period: ReportingPeriod, organisations: Sequence[Organisation]) -> None:
    """What is not handed in yet."""
    unfinished = [each for each in follow(period, organisations) if not each.is_finished]
    theirs: dict[int, list[OwedReturn]] = {}
    for each in in_words(unfinished, period.quarter):
        theirs.setdefault(each.organisation.pk, []).append(each)
    for pk, owed in theirs.items():
        names = tuple(f"{each.owed.name}: {each.owed.text}" for each in owed)
        found[pk].append(Waiting(f"{counted(len(owed), 'return')} of {period.quarter}", names))


def add_queries(found: Found) -> None:
    """Those asked of the writers."""
    asked = Query.objects.filter(state=QueryState.ASKED, organisation__in=found)
    theirs: dict[int, list[str]] = {}
    for row in rows_of(asked):
        theirs.setdefault(row.query.organisation_id, []).append(f"{row.query}, on {row.text}")
    for pk, names in theirs.items():
        words = "query to be answered" if len(names) == 1 else "queries to be answered"
        found[pk].append(Waiting(f"{len(names)} {words}", tuple(names)))


def add_moves(found: Found) -> None:
    """Requests that are not decided yet: whoever answers for the organisation can take them back."""
    theirs: dict[int, list[str]] = {}
    for area in AREAS:
        requests = area.requests.objects.open().filter(organisation__in=found)
        for request in requests.select_related(f"milestone__{area.item}"):
            item = request.milestone.item
            theirs.setdefault(request.organisation_id, []).append(f"{item.ref}, to “{request.deadline_text}”")
    for pk, names in theirs.items():
        found[pk].append(Waiting(f"{counted(len(names), 'request')} to move a deadline", tuple(names)))
