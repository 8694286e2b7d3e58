"""The pages of a request, and what a card says of the requests of its milestones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.calendars import calendar_of
from pssdash.reporting.deadline_reading import reading_of
from pssdash.reporting.entries.assignments import onward_url
from pssdash.reporting.moves.access import asking_for, may_decide, may_withdraw
from pssdash.reporting.moves.actions import ANOTHER_DECIDES, in_force, stale_in_words, written
from pssdash.reporting.moves.changes import counts_from, ended_in_words, refusal
from pssdash.reporting.moves.history import DeadlineHistory, deadline_history
from pssdash.reporting.moves.models import AbstractDeadlineRequest
from pssdash.reporting.moves.states import RequestState
from pssdash.reporting.promises import AbstractMilestone

TONES = {
    RequestState.ASKED: "yellow",
    RequestState.APPROVED: "green",
    RequestState.REFUSED: "red",
    RequestState.WITHDRAWN: "grey",
}


@dataclass(frozen=True)
class Area:
    """What differs between the areas: the routes (`<route>`, `<route>_request`, …) and the records.

    `milestones()` are all of them with what they belong to, by the field `item`; `items(user)` the targets or
    deliverables that the person may know of.
    """

    route: str
    item: str
    milestones: Callable[[], QuerySet]
    items: Callable[[User], QuerySet]
    requests: type[AbstractDeadlineRequest]

    def milestones_of(self, keys: Iterable[int]) -> QuerySet:
        return self.milestones().filter(**{f"{self.item}__in": list(keys)})

    def ask_url(self, milestone: AbstractMilestone) -> str:
        return reverse(self.route, args=[milestone.pk])

    def url(self, request: AbstractDeadlineRequest, step: str = "") -> str:
        return reverse(f"{self.route}_request{'_' if step else ''}{step}", args=[request.pk])


@dataclass(frozen=True)
class Fact:
    """A row of the summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class RequestLine:
    """A request in one line of a card or a list."""

    text: str
    hint: str
    state: str
    tone: str
    url: str


@dataclass(frozen=True)
class MovingLine:
    """A milestone on a card with its requests, newest first. `ask_url` is "" for those who may not ask now."""

    text: str
    deadline: str
    ask_url: str
    requests: tuple[RequestLine, ...]


@dataclass(frozen=True)
class Moving:
    """The milestones of one target or deliverable on a card."""

    lines: tuple[MovingLine, ...]

    @property
    def is_asked(self) -> bool:
        """Whether anybody ever asked to move one; else only the way to ask is shown."""
        return any(line.requests for line in self.lines)


@dataclass(frozen=True)
class AskPage:
    """`blocked` says why nothing can be asked now, `waiting` leads to the open request if that is why."""

    ref: str
    text: str
    card_url: str
    history: DeadlineHistory
    blocked: str
    waiting: str


@dataclass(frozen=True)
class RequestPage:
    """A request with what the person may do with it. `warning` is what stands in the way of an approval."""

    ref: str
    text: str
    card_url: str
    state: str
    tone: str
    facts: tuple[Fact, ...]
    history: DeadlineHistory
    warning: str
    own: str
    counts_from: str
    approve_url: str
    refuse_url: str
    withdraw_url: str
    onward_url: str


def build_ask_page(area: Area, milestone: AbstractMilestone, user: User) -> AskPage:
    """The last deadline and its history, for beside the form."""
    waiting = milestone.deadline_requests.open().first()
    readable = waiting and area.requests.objects.visible_to(user).filter(pk=waiting.pk).exists()
    blocked = ended_in_words(milestone)
    if waiting and not blocked:
        blocked = "A request to move this deadline waits for an approver already"
    return AskPage(
        ref=milestone.item.ref,
        text=milestone.text,
        card_url=milestone.item.get_absolute_url(),
        history=deadline_history(milestone, calendar_of(milestone.PART)),
        blocked=blocked,
        waiting=area.url(waiting) if readable else "",
    )


def build_request_page(area: Area, request: AbstractDeadlineRequest, user: User) -> RequestPage:
    """What was asked, how it stands, and the steps that this person may take."""
    milestone, calendar = request.milestone, calendar_of(request.milestone.PART)
    warning = why_not_approved(request) if request.is_open else ""
    decides = request.is_open and may_decide(user, request)
    is_own = request.is_open and user.has_perm(Permission.APPROVE_UPDATES) and not decides
    withdraws = request.is_open and may_withdraw(user, request)
    return RequestPage(
        ref=milestone.item.ref,
        text=milestone.text,
        card_url=milestone.item.get_absolute_url(),
        state=request.get_state_display(),
        tone=TONES[request.state],
        facts=tuple(facts_of(request)),
        history=deadline_history(milestone, calendar),
        warning=warning,
        own=ANOTHER_DECIDES if is_own else "",
        counts_from=str(counts_from(timezone.localdate(), calendar)),
        approve_url=area.url(request, "approve") if decides and not warning else "",
        refuse_url=area.url(request, "refuse") if decides else "",
        withdraw_url=area.url(request, "withdraw") if withdraws else "",
        onward_url=onward_url(area.url(request)),
    )


def why_not_approved(request: AbstractDeadlineRequest) -> str:
    """What an approval would be refused for today, "" where it would not."""
    milestone, now = request.milestone, in_force(request.milestone)
    if request.is_stale(now):
        return stale_in_words(request, now)
    calendar = calendar_of(milestone.PART)
    return ended_in_words(milestone) or refusal(request.own_deadline, timezone.localdate(), calendar)


def facts_of(request: AbstractDeadlineRequest) -> list[Fact]:
    found = [
        Fact("Deadline when it was asked", written(request.old_text, request.old_end)),
        Fact("New deadline", f"“{request.deadline_text}”. We read this as: {reading_of(request.own_deadline)}"),
        Fact("Why", request.reason),
        Fact("What follows from it", request.effect),
        Fact("Asked", f"{on_day(request.asked_at)} by {request.asked_by.name}, {request.organisation.short_name}"),
    ]
    if not request.is_open:
        how = request.get_state_display()
        found.append(Fact(how, f"{on_day(request.decided_at)} by {request.decided_by.name}"))
    return [*found, Fact("Why the deadline stays", request.note)] if request.note else found


def moving(area: Area, user: User, items: Iterable[Any]) -> dict[str, Moving]:
    """Reference of a target or deliverable -> its running milestones with their requests.

    For whoever may ask or read them, where there is anything to do or to read. Nothing is read for those who may
    neither write nor read drafts.
    """
    if not (user.has_perm(Permission.READ_DRAFTS) or user.has_perm(Permission.SUBMIT_FOR_ORGANISATION)):
        return {}
    keys = [item.pk for item in items]
    asks = asking_for(user, area.items(user).filter(pk__in=keys))
    seen = keys if user.has_perm(Permission.READ_DRAFTS) else list(asks)
    requests = area.requests.objects.visible_to(user).select_related("asked_by", "organisation", "decided_by")
    found: dict[str, list[MovingLine]] = {}
    milestones = (
        area.milestones_of(seen)
        .current()
        .prefetch_related("deadline_changes", Prefetch("deadline_requests", queryset=requests, to_attr="read_requests"))
    )
    for milestone in milestones.order_by("position", "pk"):
        if not ended_in_words(milestone):
            line = moving_line(area, milestone, may_ask=milestone.item.pk in asks)
            found.setdefault(milestone.item.ref, []).append(line)
    return {
        ref: Moving(tuple(lines))
        for ref, lines in found.items()
        if any(each.requests or each.ask_url for each in lines)
    }


def moving_line(area: Area, milestone: AbstractMilestone, *, may_ask: bool) -> MovingLine:
    waits = any(request.is_open for request in milestone.read_requests)
    now = in_force(milestone)
    return MovingLine(
        text=milestone.text,
        deadline=written(now.text, now.end),
        ask_url=area.ask_url(milestone) if may_ask and not waits else "",
        requests=tuple(request_line(area, request) for request in milestone.read_requests),
    )


def request_line(area: Area, request: AbstractDeadlineRequest, beginning: str = "") -> RequestLine:
    """What was asked by whom and, once it is decided, by whom and why not."""
    hint = f"Asked {on_day(request.asked_at)} by {request.asked_by.name}, {request.organisation.short_name}."
    if not request.is_open:
        hint += f" {request.get_state_display()} {on_day(request.decided_at)} by {request.decided_by.name}."
    return RequestLine(
        text=f"{beginning}from {written(request.old_text, request.old_end)} to “{request.deadline_text}”",
        hint=f"{hint} {request.note}".strip(),
        state=request.get_state_display(),
        tone=TONES[request.state],
        url=area.url(request),
    )


def on_day(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"on {local.day} {local:%B %Y}"
