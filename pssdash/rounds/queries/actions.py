"""Asking about an entry, and what follows. Each is one transaction with its event in the trail.

Each locks the period first, as the steps of an entry do, so that no approval passes a question that is being asked.
"""

from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.entries.assignments import rights_of
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.moves import Right
from pssdash.reporting.entries.trail import query_item_of
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused
from pssdash.rounds.queries.models import FIELD_OF, Query, QueryState, QueryStep
from pssdash.rounds.queries.moves import MOVES, Move, holds

SAID = {Move.ANSWER: "answered", Move.ASK_AGAIN: "asked again", Move.RESOLVE: "resolved", Move.WAIVE: "waived"}
NEEDS = {
    Move.ANSWER: "Write the answer.",
    Move.ASK_AGAIN: "Write what is still to be answered.",
    Move.WAIVE: "Say why it need not be answered.",
}


@transaction.atomic
def ask(*, entry: AbstractEntry, by: User, text: str, about: str = "") -> Query:
    """Ask about the entry, or about one field of it by its label. Raises Refused."""
    ReportingPeriod.objects.select_for_update().get(pk=entry.period_id)
    if Right.CHECK not in rights_of(by, entry.organisation):
        raise Refused("Your role does not let you ask about updates.")
    if not text.strip():
        raise Refused("Write the question.")
    words = entry.in_words(entry.content())
    if about and about not in words:
        raise Refused(f"This {entry.NOUN} has no field “{about}”.")
    query = Query.objects.create(
        **{FIELD_OF[type(entry)]: entry}, period=entry.period, organisation=entry.organisation,
        about=about, said=words.get(about, ""), asked_by=by,
    )  # fmt: skip
    keep_step(query, QueryStep.Kind.ASKED, by, text, "asked", "")
    return query


@transaction.atomic
def take(*, query: Query, move: Move, by: User, text: str = "") -> Query:
    """Answer, ask again, resolve or waive, as the table of moves.py allows. Raises Refused."""
    ReportingPeriod.objects.select_for_update().get(pk=query.period_id)
    query = Query.objects.select_for_update().get(pk=query.pk)
    step = MOVES[query.state].get(move)
    if step is None:
        raise Refused(f"The query is {query.get_state_display().lower()} already.")
    if not holds(query, step.who, by):
        raise Refused(f"That is for {step.who}.")
    if step.needs_text and not text.strip():
        raise Refused(NEEDS[move])
    was, query.state = query.state, step.leads_to
    query.save()
    keep_step(query, QueryStep.Kind(move.value), by, text, SAID[move], was)
    return query


def keep_step(query: Query, kind: QueryStep.Kind, by: User, text: str, said: str, was: str) -> None:
    """Keep what was said, whole, and write it to the trail of the entry."""
    QueryStep.objects.create(query=query, number=query.steps.count() + 1, kind=kind, text=text, by=by)
    entry, now = query.entry, QueryState(query.state)
    about = {"About": query.about} if kind == QueryStep.Kind.ASKED else {}
    record(
        by=by, action=said, item=query_item_of(entry), subject=entry.subject, reason=text,
        before={f"Query {query.pk}": QueryState(was).label if was else ""},
        after={f"Query {query.pk}": now.label, **about},
    )  # fmt: skip
