"""What the opening of a quarter would ask for: told before it is opened, from the same records."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.working_days import usual_due_day
from pssdash.rounds.following import asked_for
from pssdash.rounds.kinds import owed_in
from pssdash.rounds.people import answering_for
from pssdash.rounds.wording import day_in_words
from pssdash.ui.wording import counted


@dataclass(frozen=True)
class Opening:
    """`period` is not saved. `kinds` has the name of each kind that is asked for, with how many returns; `unanswered`
    the organisations for which nobody answers.
    """

    period: ReportingPeriod
    organisations: int
    returns: int
    kinds: tuple[tuple[str, str], ...]
    due: date
    unanswered: tuple[Organisation, ...]

    @property
    def in_words(self) -> str:
        """`This will ask 31 organisations for 214 returns, due by 15 January 2025.`"""
        whom, what = counted(self.organisations, "organisation"), counted(self.returns, "return")
        return f"This will ask {whom} for {what}, due by {day_in_words(self.due)}."

    @property
    def is_late(self) -> bool:
        """Whether everything would be overdue from the beginning."""
        return self.due < timezone.localdate()


def what_opening_asks(period: ReportingPeriod) -> Opening:
    """In a number of queries that does not grow with what is asked for."""
    asked = asked_for(period, None)
    numbers, whose = Counter(item for item, *_ in asked), {organisation for *_, organisation in asked}
    nobody = whose - answering_for().keys()
    return Opening(
        period=period,
        organisations=len(whose),
        returns=len(asked),
        kinds=tuple(
            (kind.owing.things, f"{numbers[item]:,}") for item, kind in owed_in(period).items() if numbers[item]
        ),
        due=usual_due_day(period.quarter),
        unanswered=tuple(Organisation.objects.filter(pk__in=nobody).order_by("name")),
    )
