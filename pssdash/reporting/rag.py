"""The computed RAG: what a deadline and the approved updates say at the end of a quarter, and why. Pure.

The conditions and their order are DESIGN.md's table "Computed RAG". A reported RAG is a person's own
judgement and is not computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum, nonmember

from pssdash.reporting.deadlines import Deadline, Relation
from pssdash.reporting.quarters import MONTH_NAMES, Quarter


class Choices:
    """The `(value, label)` pairs of an enum's members, as forms and model fields take them."""

    def __get__(self, instance: object, owner: "type[Labelled]") -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in owner]


class Labelled(StrEnum):
    """An enum of words: each member's label is its value as a reader sees it."""

    choices = nonmember(Choices())

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Status(Labelled):
    """Where a milestone stands, as an update says. Superseded and withdrawn ones ended, with a reason."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETE = "complete"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Rag(Labelled):
    """The colours, worst first."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    COMPLETE = "complete"
    NOT_RATED = "not_rated"

    @property
    def letter(self) -> str:
        """One sign for narrow cells: R, A, G, C or –."""
        return "–" if self is Rag.NOT_RATED else self.value[0].upper()

    @property
    def severity(self) -> int:
        """0 for red, the worst, to 4 for not rated."""
        return list(Rag).index(self)


class NotRated(Labelled):
    """Why something has no colour, in the order in which somebody needs to act on it."""

    NO_UPDATE = "no_update"
    NO_DATE_SET = "no_date_set"
    NOT_DUE_YET = "not_due_yet"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return "no update this quarter" if self is NotRated.NO_UPDATE else self.value.replace("_", " ")


ENDED = (Status.SUPERSEDED, Status.WITHDRAWN)
STARTED = (Status.IN_PROGRESS, Status.PAUSED)


@dataclass(frozen=True)
class Standing:
    """Where a milestone stands for a quarter.

    `since` is the earlier quarter whose approved update made it complete, superseded or withdrawn, if not
    this one's: it stays so until an update says otherwise. `started` is the earlier quarter whose approved
    update had it in progress or paused, where this quarter's gives no status. `has_update`: the quarter has
    an approved update.
    """

    status: Status | None = None
    forecast: date | None = None
    met_on: date | None = None
    since: Quarter | None = None
    has_update: bool = False
    started: Quarter | None = None

    @property
    def has_started(self) -> bool:
        return self.status in STARTED or (self.status is None and self.started is not None)


@dataclass(frozen=True)
class Rating:
    """A colour and why, in one sentence that begins with the colour's name."""

    rag: Rag
    sentence: str
    not_rated: NotRated | None = None

    @property
    def label(self) -> str:
        """`Red`, or `Not rated: no date set`."""
        return f"{self.rag.label}: {self.not_rated.label}" if self.not_rated else self.rag.label


def rate_milestone(deadline: Deadline, standing: Standing, quarter: Quarter) -> Rating:
    """The rating as at the end of `quarter`: the first line of the table that holds."""
    return (
        _rate_ended(standing)
        or _rate_start(deadline, standing, quarter)
        or _rate_end(deadline, deadline.end, standing, quarter)
    )


def _rate_ended(standing: Standing) -> Rating | None:
    """Withdrawn, superseded or complete."""
    if standing.status in ENDED:
        since = f" in {standing.since}" if standing.since else ""
        return _not_rated(NotRated.WITHDRAWN, because=f"{standing.status}{since}")
    if standing.status is Status.COMPLETE:
        met = f"met on {in_words(standing.met_on)}" if standing.met_on else ""
        reported = "reported complete" + (f" in {standing.since}" if standing.since else "")
        return _rating(Rag.COMPLETE, met, reported)
    return None


def _rate_start(deadline: Deadline, standing: Standing, quarter: Quarter) -> Rating | None:
    """The start of what runs `from` a date on."""
    if deadline.relation is not Relation.FROM:
        return None
    if deadline.start and deadline.start > quarter.end:
        return _not_rated(NotRated.NOT_DUE_YET, f"starts from {in_words(deadline.start)}")
    if deadline.start_by and deadline.start_by <= quarter.end and not standing.has_started:
        return _rating(Rag.RED, f"should have started by {in_words(deadline.start_by)}")
    return None


def _rate_end(deadline: Deadline, end: date | None, standing: Standing, quarter: Quarter) -> Rating:
    """What is neither complete nor ended, against its end date."""
    if end is None:
        return _not_rated(NotRated.NO_DATE_SET, _why_undated(deadline, standing))
    due, forecast = f"due {in_words(end)}", standing.forecast
    if end <= quarter.end and (forecast is None or forecast <= quarter.end):
        lapsed = f"the forecast of {in_words(forecast)} has lapsed" if forecast else "no forecast"
        return _rating(Rag.RED, due, "not complete", lapsed)
    if not standing.has_update:
        return _not_rated(NotRated.NO_UPDATE, due)
    if forecast is not None:
        return _rate_forecast(end, forecast, quarter)
    if end <= quarter.next.end:
        return _rating(Rag.AMBER, due, "within the next quarter", "no forecast")
    return _rating(Rag.GREEN, due, "later than the next quarter")


def _rate_forecast(end: date, forecast: date, quarter: Quarter) -> Rating:
    """A forecast against the deadline: in time, by the end of the third calendar month after it, or later."""
    due, expected = f"due {in_words(end)}", f"forecast {in_words(forecast)}"
    if forecast <= end:
        passed = "which has passed" if forecast <= quarter.end else ""
        return _rating(Rag.GREEN, due, expected, passed)
    if forecast <= end_of_third_month_after(end):
        return _rating(Rag.AMBER, due, expected, "no later than the third month after")
    return _rating(Rag.RED, due, expected, "later than the third month after")


def _why_undated(deadline: Deadline, standing: Standing) -> str:
    """What stands in place of an end date, in words."""
    match deadline.relation:
        case Relation.TO_BE_CONFIRMED:
            return "it is to be confirmed"
        case Relation.EVENT:
            return f"it depends on an event (“{deadline.text}”)"
        case Relation.ONGOING:
            return "it is ongoing"
        case Relation.RECURRING:
            return "it recurs and its occurrences are not dated"
        case Relation.FROM if standing.has_started:
            return "it is under way and has no end"
        case Relation.FROM if deadline.start_by:
            return f"it is to start by {in_words(deadline.start_by)} and has no end"
        case _ if not deadline.text.strip():
            return "no deadline is given"
        case _:
            return f"“{deadline.text}” cannot be read as a date"


def rate_target(ratings: Sequence[Rating]) -> Rating:
    """The worst of its milestones' ratings; the sentence says how many there are and how many are not rated.

    Withdrawn and superseded milestones are left out unless there are no others. Red, Amber and Green count
    although other milestones are not rated. Complete is only said when no milestone is left that is not
    rated: else the target is not rated, for the reason that most needs somebody to act (`NotRated` is in
    that order).
    """
    live = [rating for rating in ratings if rating.not_rated is not NotRated.WITHDRAWN]
    if len(live) == 1:
        return live[0]
    if not live:
        return ratings[0] if ratings else _not_rated(NotRated.NO_DATE_SET, "it has no milestones")
    worst, unrated = _worst(live)
    counts = f"{unrated} of {len(live)} milestones not rated" if unrated else f"the worst of {len(live)}"
    if worst.rag is Rag.COMPLETE and not unrated:
        return replace(worst, sentence=f"Complete: all {len(live)} milestones are complete")
    return replace(worst, sentence=f"{worst.sentence} ({counts})")


def rate_objective(ratings: Sequence[Rating]) -> tuple[Rating, int]:
    """The worst of its rated targets, and how many targets are not rated (withdrawn ones too).

    As with a target: Complete only when no target is left that is not rated; withdrawn ones do not count
    against it.
    """
    unrated = sum(rating.rag is Rag.NOT_RATED for rating in ratings)
    live = [rating for rating in ratings if rating.not_rated is not NotRated.WITHDRAWN]
    if not live:
        return (ratings[0] if ratings else _not_rated(NotRated.NO_DATE_SET, "it has no targets")), unrated
    return _worst(live)[0], unrated


def _worst(live: Sequence[Rating]) -> tuple[Rating, int]:
    """The worst of `live`, which has at least one, and how many of them are not rated."""
    unrated = [rating for rating in live if rating.not_rated]
    rated = [rating for rating in live if not rating.not_rated]
    worst = min(rated, key=lambda rating: rating.rag.severity, default=None)
    if unrated and (worst is None or worst.rag is Rag.COMPLETE):
        worst = min(unrated, key=lambda rating: list(NotRated).index(rating.not_rated or NotRated.WITHDRAWN))
    assert worst is not None  # either list has one
    return worst, len(unrated)


def overall_status(statuses: Sequence[Status | None]) -> Status | None:
    """The status of a target from its milestones' statuses; None stands for a milestone without one.

    Superseded and withdrawn milestones are left out unless all are. Complete only if all the others are
    known to be; in progress as soon as one is in progress or complete; paused if one is paused and none of
    these.
    """
    live = [status for status in statuses if status not in ENDED]
    known = {status for status in live or statuses if status is not None}
    if not live or not known:
        return min(known, key=list(Status).index, default=None)
    if known == {Status.COMPLETE} and None not in live:
        return Status.COMPLETE
    if known & {Status.IN_PROGRESS, Status.COMPLETE}:
        return Status.IN_PROGRESS
    return Status.PAUSED if Status.PAUSED in known else Status.NOT_STARTED


def end_of_third_month_after(day: date) -> date:
    """The last day of the third calendar month after that of `day`: 30 June for any day of March."""
    years, month = divmod(day.month - 1 + 4, 12)
    return date(day.year + years, month + 1, 1) - timedelta(days=1)


def in_words(day: date) -> str:
    """`31 Mar 2020`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _rating(rag: Rag, *parts: str) -> Rating:
    return Rating(rag, f"{rag.label}: {', '.join(part for part in parts if part)}")


def _not_rated(reason: NotRated, *parts: str, because: str = "") -> Rating:
    sentence = ", ".join([because or reason.label, *parts])
    return Rating(Rag.NOT_RATED, f"{Rag.NOT_RATED.label}: {sentence}", reason)
