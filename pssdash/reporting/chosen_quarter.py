"""Which quarter a page shows: the one that its URL names, else the one that matters most to the reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from pssdash.accounts.models import User
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter, QuarterError


@dataclass(frozen=True)
class ChosenQuarter:
    """The period shown (None where there is none to show) and all that the reader may switch to, newest first."""

    period: ReportingPeriod | None
    periods: tuple[ReportingPeriod, ...]

    @property
    def quarters(self) -> list[Quarter]:
        return [period.quarter for period in self.periods]


def periods_of(user: User, part: Part) -> tuple[ReportingPeriod, ...]:
    """The periods that cover `part` and that a person may see, newest first. One query."""
    return tuple(ReportingPeriod.objects.covering(part).visible_to(user).select_related("source"))


def choose_quarter(periods: Sequence[ReportingPeriod], text: str | None) -> ChosenQuarter:
    """The period that `text` names among `periods`; with None the open one, else the latest published one.

    Raises Http404 for what is no quarter and for a quarter that is not among them, whether it exists or not.
    """
    if text is None:
        return ChosenQuarter(latest(periods), tuple(periods))
    try:
        quarter = Quarter.parse(text)
    except QuarterError as error:
        raise Http404(str(error)) from error
    for period in periods:
        if period.quarter == quarter:
            return ChosenQuarter(period, tuple(periods))
    raise Http404(f"There is nothing to show for {quarter}")


def latest(periods: Sequence[ReportingPeriod]) -> ReportingPeriod | None:
    """Readers are given no open period, so this is for them the latest published one."""
    is_open = [period for period in periods if period.is_open]
    is_published = [period for period in periods if period.is_published]
    return next(iter([*is_open, *is_published, *periods]), None)
