"""Every kind of entry that a quarter asks for, in the order of my quarter."""

from objectives.round import TARGETS_IN_ROUND
from programmes.round import PROGRAMMES_IN_ROUND
from pssdash.reporting.entries.rounds import InRound
from pssdash.reporting.models import ReportingPeriod

KINDS: tuple[InRound, ...] = (TARGETS_IN_ROUND, *PROGRAMMES_IN_ROUND)
# Item -> the kind that is owed of it.
OWED: dict[str, InRound] = {each.owing.item: each for each in KINDS if each.owing}


def owed_in(period: ReportingPeriod) -> dict[str, InRound]:
    """Item -> the kind that is owed of it, for what the period covers."""
    return {item: each for item, each in OWED.items() if each.part in period.parts}
