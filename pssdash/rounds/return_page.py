"""One expected return: what it is, where it stands, who answers for it, by when, and what was said of the day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pssdash.accounts.models import AuditEvent, User
from pssdash.reporting.audit_table import trail_of
from pssdash.rounds.due_days import trail_key
from pssdash.rounds.models import ExpectedReturn
from pssdash.rounds.people import answering_for
from pssdash.rounds.standing import OwedReturn, expected_in_words
from pssdash.rounds.states import state_in_words
from pssdash.rounds.wording import day_in_words, due_sentence


@dataclass(frozen=True)
class ReturnPage:
    """What the page of an expected return shows."""

    expected: ExpectedReturn
    found: OwedReturn
    people: tuple[User, ...]
    today: date
    moves: QuerySet[AuditEvent]

    @property
    def state(self) -> str:
        return self.found.standing.state

    @property
    def label(self) -> str:
        return state_in_words(self.state)

    @property
    def due(self) -> str:
        standing = self.found.standing
        return due_sentence(
            standing.due, self.today, is_finished=standing.is_finished, is_extended=standing.is_extended
        )

    @property
    def due_before(self) -> str:
        """The day without the extension."""
        return day_in_words(self.expected.due)


def build_return_page(expected: ExpectedReturn, today: date) -> ReturnPage:
    moves = trail_of(f"quarter/{expected.period.quarter.slug}").filter(item_key=trail_key(expected))
    return ReturnPage(
        expected=expected,
        found=expected_in_words(expected),
        people=answering_for([expected.organisation]).get(expected.organisation_id, ()),
        today=today,
        moves=moves,
    )
