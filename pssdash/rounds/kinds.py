"""Every kind of entry that a quarter asks for, in the order of my quarter."""

from objectives.round import TARGETS_IN_ROUND
from programmes.round import PROGRAMMES_IN_ROUND
from pssdash.reporting.entries.rounds import InRound
from pssdash.reporting.models import ReportingPeriod

KINDS: tuple[InRound, ...] = (TARGETS_IN_ROUND, *PROGRAMMES_IN_ROUND)


def kinds_in(period: ReportingPeriod) -> list[InRound]:
    """The kinds of what the period covers."""
    return [each for each in KINDS if each.part in period.parts]
