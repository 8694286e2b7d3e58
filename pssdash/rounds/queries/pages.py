"""What the pages show of queries."""

from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse

from pssdash.accounts.models import User
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.rounds.kinds import KINDS
from pssdash.rounds.queries.forms import BUTTONS, StepForm
from pssdash.rounds.queries.models import FIELD_OF, Query
from pssdash.rounds.queries.moves import Move, moves_of

SHOWN = 8  # fields
IN_ROUND = {FIELD_OF[each.kind.model]: each for each in KINDS}


@dataclass(frozen=True)
class Choice:
    """A move that is this person's, with its form."""

    move: Move
    button: str
    url: str
    form: Form


@dataclass(frozen=True)
class Said:
    """One field of the entry in words, as a row of a summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class QueryPage:
    """One query: what it is about, what was said, what this person may do. `text` and `url` are of the entry.

    `says_now` is what stands in the field now; `all_says` every field of the entry where the query is about the whole.
    """

    query: Query
    text: str
    url: str
    noun: str
    version: int
    says_now: str
    all_says: tuple[Said, ...]
    choices: tuple[Choice, ...]

    @property
    def has_changed(self) -> bool:
        """Whether the field says something else by now than when the question was asked."""
        return bool(self.query.about) and self.says_now != self.query.said

    @property
    def at_once(self) -> tuple[Said, ...]:
        """What is read at a glance; the rest opens on demand."""
        return self.all_says[:SHOWN]

    @property
    def rest(self) -> tuple[Said, ...]:
        return self.all_says[SHOWN:]


def build_page(query: Query, user: User, form: StepForm | None = None, tried: Move | None = None) -> QueryPage:
    """The page, with the `form` that was tried as it was typed, also where the move is no longer possible."""
    entry = query.entry
    text, url = IN_ROUND[query.field].describe(entry)
    moves = moves_of(query, user)
    forms = {move: StepForm(move=move, step=step) for move, step in moves.items()} | ({tried: form} if form else {})
    choices = tuple(
        Choice(move, BUTTONS[move], reverse("query_step", args=[query.pk, move.value.replace("_", "-")]), each)
        for move, each in forms.items()
    )
    words = entry.in_words(entry.content())
    all_says = () if query.about else tuple(Said(label, said) for label, said in words.items() if said)
    says_now = words.get(query.about, "")
    return QueryPage(query, text, url, entry.NOUN, entry.version, says_now, all_says, choices)


@dataclass(frozen=True)
class QueryRow:
    """One query in a list, with the words and the last thing that was said."""

    query: Query
    text: str

    @property
    def last(self):
        """The last step, from what is prefetched."""
        return list(self.query.steps.all())[-1]


def rows_of(queries) -> list[QueryRow]:
    """The rows of a list, in a number of database queries that does not grow."""
    related = [f"{field}__{far}" for field, each in IN_ROUND.items() for far in each.related]
    found = queries.with_everything().select_related(*related)
    return [QueryRow(query, IN_ROUND[query.field].describe(with_shared(query))[0]) for query in found]


def with_shared(query: Query) -> AbstractEntry:
    """The entry, with the period and the organisation that were read with the query."""
    entry = query.entry
    entry.period, entry.organisation = query.period, query.organisation
    return entry
