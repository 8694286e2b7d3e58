"""What stands on each page of signs for one person: built whole, before anything is filtered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pssdash.accounts.models import User
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.signs.ahead import Due, Load, dues, loads, quarters_after
from pssdash.rounds.signs.answering import Unanswered, who_answers
from pssdash.rounds.signs.drift import Drift, Share, chapter_of, deliverers_of, drifts, shares
from pssdash.rounds.signs.reading import items_in
from pssdash.rounds.signs.silence import Sign, Silence, silences


@dataclass(frozen=True)
class SilencePage:
    """`total` counts the items that the person is shown the signs of."""

    rows: Sequence[Silence]
    organisations: Sequence[Unanswered]
    total: int

    @property
    def counts(self) -> Mapping[Sign, int]:
        """How many items show each sign, zeros too."""
        found = Counter(sign for _, sign in {(row.item.ref, row.sign) for row in self.rows})
        return {sign: found[sign] for sign in Sign}

    @property
    def items(self) -> int:
        """How many items are silent in some way."""
        return len({row.item.ref for row in self.rows})


@dataclass(frozen=True)
class DriftPage:
    """`reported` counts the items that somebody has rated."""

    rows: Sequence[Drift]
    reported: int
    chapters: Sequence[Share]
    deliverers: Sequence[Share]


@dataclass(frozen=True)
class AheadPage:
    rows: Sequence[Due]
    quarters: Sequence[Quarter]
    loads: Sequence[Load]


def build_silence(period: ReportingPeriod, user: User) -> SilencePage:
    items = items_in(period, user)
    asked = who_answers(items, period.quarter.end, user)
    return SilencePage(silences(items, asked.answering), asked.organisations, len(items))


def build_drift(period: ReportingPeriod, user: User) -> DriftPage:
    items = items_in(period, user)
    found = drifts(items)
    return DriftPage(
        rows=found,
        reported=sum(item.row.reported_rag is not None for item in items),
        chapters=shares(items, found, chapter_of),
        deliverers=shares(items, found, deliverers_of),
    )


def build_ahead(period: ReportingPeriod, user: User) -> AheadPage:
    quarters = quarters_after(period.quarter)
    found = dues(items_in(period, user), quarters)
    return AheadPage(found, quarters, loads(found, quarters))
