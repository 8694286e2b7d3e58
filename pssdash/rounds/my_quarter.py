"""What a person owes in the open quarter, and what waits for their decision."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from objectives.assignments import targets_of, update_url
from objectives.live_rows import targets_in_force
from objectives.models import ProgressUpdate, Target
from objectives.quarter_rows import rows_for
from objectives.rows import TargetRow
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.quarter_page import NOT_STARTED, STATES

FINISHED = (EntryState.SUBMITTED, EntryState.APPROVED)


@dataclass(frozen=True)
class Task:
    """One update that is owed: what it is, where it stands, where to write it."""

    ref: str
    text: str
    hint: str
    status: str
    url: str

    @property
    def is_finished(self) -> bool:
        return self.status in FINISHED


@dataclass(frozen=True)
class TaskGroup:
    """The tasks under one heading: an objective for the national team, an organisation for a submitter."""

    heading: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Work:
    """Everything that one kind of work asks of a person, in order. `name` is unique on the page."""

    name: str
    heading: str
    groups: tuple[TaskGroup, ...]
    state: str = ""

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(state, number) for each state in the order of the work, zeros too."""
        found = Counter(task.status for task in self.tasks)
        return [(state, found[state]) for state in STATES]

    @property
    def shown(self) -> list[TaskGroup]:
        """The groups with their tasks in `state` (all for ""), without those that have none."""
        wanted = ((group, tuple(t for t in group.tasks if self.state in ("", t.status))) for group in self.groups)
        return [TaskGroup(group.heading, tasks) for group, tasks in wanted if tasks]

    @property
    def finished(self) -> int:
        return sum(task.is_finished for task in self.tasks)

    @property
    def first_unfinished(self) -> Task | None:
        return next((task for task in self.tasks if not task.is_finished), None)


@dataclass(frozen=True)
class Waiting:
    """A submitted update: who sent it when, and whether this approver may decide on it."""

    ref: str
    text: str
    organisation: str
    quarter: Quarter
    is_correction: bool
    submitted_by: str
    submitted_at: object
    url: str
    is_own: bool


def national_work(period: ReportingPeriod, state: str = "") -> Work:
    """England's update of every target that runs, by objective. `state` narrows what is shown, not what is counted."""
    england = Organisation.england()
    states = last_updates(period, [england])
    groups: dict[str, list[Task]] = {}
    for target in targets_in_force(period.quarter).running_in(period.quarter):
        task = make_task(target, period, states.get((target.pk, england.pk)), england)
        groups.setdefault(str(target.objective), []).append(task)
    found = tuple(TaskGroup(heading, tuple(tasks)) for heading, tasks in groups.items())
    return Work("national", "England’s updates", found, state)


def local_work(period: ReportingPeriod, user: User, state: str = "") -> Work:
    """The updates that the person's own organisations owe: of the targets that they help to deliver."""
    own = list(Organisation.objects.of_user(user).open_at(period.quarter.end))
    states = last_updates(period, own)
    found = tuple(
        TaskGroup(
            organisation.name,
            tuple(
                make_task(target, period, states.get((target.pk, organisation.pk)), organisation)
                for target in targets_of(user, period.quarter, organisation).running_in(period.quarter)
            ),
        )
        for organisation in own
    )
    return Work("local", "Your organisation’s updates", found, state)


def published_targets(user: User, period: ReportingPeriod) -> list[TargetRow]:
    """The rows of a published quarter that the person's own organisations help to deliver."""
    own = Organisation.objects.of_user(user)
    refs = {ref for each in own for ref in targets_of(user, period.quarter, each).values_list("ref", flat=True)}
    return [row for row in rows_for(period) if row.ref in refs]


def last_updates(
    period: ReportingPeriod, organisations: Iterable[Organisation]
) -> dict[tuple[int, int], ProgressUpdate]:
    """(target, organisation) -> the last version of the update."""
    updates = ProgressUpdate.objects.filter(period=period, organisation__in=organisations).order_by("version")
    return {(update.target_id, update.organisation_id): update for update in updates}


def make_task(
    target: Target, period: ReportingPeriod, update: ProgressUpdate | None, organisation: Organisation
) -> Task:
    """The task of writing one update. A note of what was sent back stands under it."""
    hint = ""
    if update and update.state == EntryState.SENT_BACK:
        hint = f"Sent back: {update.sent_back_note}"
    return Task(
        ref=target.ref,
        text=f"{target.ref} {target.summary}",
        hint=hint,
        status=update.state if update else NOT_STARTED,
        url=update_url(target.ref, period.quarter, organisation),
    )


def waiting_for_approval(user: User) -> list[Waiting]:
    """Every submitted update, the oldest first, marked where the person wrote in it: another approver decides."""
    if not user.has_perm(Permission.APPROVE_UPDATES):
        return []
    submitted = (
        ProgressUpdate.objects.visible_to(user)
        .filter(state=EntryState.SUBMITTED)
        .select_related("target", "period", "organisation", "submitted_by")
        .order_by("submitted_at", "pk")
    )
    own = set(submitted.filter(revisions__saved_by=user).values_list("pk", flat=True))
    return [
        Waiting(
            ref=update.target.ref,
            text=update.target.summary,
            organisation=update.organisation.short_name,
            quarter=update.period.quarter,
            is_correction=update.version > 1,
            submitted_by=str(update.submitted_by),
            submitted_at=update.submitted_at,
            url=update_url(update.target.ref, update.period.quarter, update.organisation),
            is_own=update.pk in own,
        )
        for update in submitted
    ]
