"""Open queries, for the people whose move they are: those who answer for the organisation, or whoever asked."""

from collections.abc import Iterator

from pssdash.accounts.models import User
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.outstanding import Need, Outstanding, expected_of
from pssdash.rounds.people import answering_for
from pssdash.rounds.queries.models import ENTRIES, Query, QueryState
from pssdash.rounds.queries.pages import IN_ROUND
from pssdash.rounds.waiting import answers_of


def queries_waiting() -> Iterator[tuple[User, Outstanding]]:
    """In quarters that are not published. The number of queries to the database does not grow."""
    found = list(everything_open())
    if not found:
        return
    people, approvers = answering_for(), tuple(User.objects.filter(is_active=True, groups__name=APPROVER))
    answers = {query.pk: answers_of(IN_ROUND[query.field], query.entry) for query in found}
    expected = expected_of((query.period.quarter, answers[query.pk]) for query in found)
    for query in found:
        item = Outstanding(
            Need.QUERY, words_of(query), query.organisation.name, query.period.quarter, query.get_absolute_url(),
            expected=expected.get((query.period.quarter, *answers[query.pk])),
        )  # fmt: skip
        for person in whose_move(query, people, approvers):
            yield person, item


def everything_open() -> list[Query]:
    related = [
        f"{field}__{name}" for field, kind in IN_ROUND.items() for name in ("period", "organisation", *kind.related)
    ]
    unpublished = ReportingPeriod.objects.unpublished()
    return Query.objects.open().filter(period__in=unpublished).select_related(
        "period", "organisation", "asked_by", *ENTRIES, *related
    )  # fmt: skip


def words_of(query: Query) -> str:
    text, _ = IN_ROUND[query.field].describe(query.entry)
    return f"{query.about}: {text}" if query.about else text


def whose_move(query: Query, people: dict[int, tuple[User, ...]], approvers: tuple[User, ...]) -> tuple[User, ...]:
    """An answer to somebody who left is the approvers'."""
    if query.state == QueryState.ASKED:
        return people.get(query.organisation_id, ())
    return (query.asked_by,) if query.asked_by.is_active else approvers
