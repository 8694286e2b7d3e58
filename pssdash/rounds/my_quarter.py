"""What a person owes in the quarters that are not published, and what waits for their decision."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from objectives.assignments import targets_of
from objectives.quarter_rows import rows_for
from objectives.rows import TargetRow
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.receipts import last_references
from pssdash.reporting.entries.rounds import InRound, Key, Owed, key_of
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.kinds import KINDS, kinds_in
from pssdash.rounds.quarter_page import NOT_STARTED, STATES

SHORT = 20  # tasks that are read at once
FINISHED = (EntryState.SUBMITTED, EntryState.APPROVED)


@dataclass(frozen=True)
class Task:
    """One entry that is owed: what it is, where it stands, where to write it."""

    name: str
    text: str
    hint: str
    status: str
    url: str

    @property
    def is_finished(self) -> bool:
        return self.status in FINISHED


@dataclass(frozen=True)
class TaskGroup:
    """The tasks under one heading: an objective for the national team, an organisation for a submitter.

    Its chapter is a theme or a programme.
    """

    heading: str
    tasks: tuple[Task, ...]
    chapter: str


@dataclass(frozen=True)
class Chapter:
    """Groups that are shown together. `finished` and `total` count its tasks in every state, shown or not."""

    heading: str
    groups: tuple[TaskGroup, ...]
    finished: int
    total: int
    is_open: bool


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
        return [replace(group, tasks=tasks) for group, tasks in wanted if tasks]

    @property
    def chapters(self) -> list[Chapter]:
        """The groups that are shown, by chapter. In a long one those to go on with or sent back stand open."""
        shown, first = self.shown, self.first_unfinished
        is_short = sum(len(group.tasks) for group in shown) <= SHORT
        found = []
        for heading in dict.fromkeys(group.chapter for group in shown):
            tasks = [task for group in self.groups if group.chapter == heading for task in group.tasks]
            found.append(
                Chapter(
                    heading=heading,
                    groups=tuple(group for group in shown if group.chapter == heading),
                    finished=sum(task.is_finished for task in tasks),
                    total=len(tasks),
                    is_open=is_short or any(task is first or task.status == EntryState.SENT_BACK for task in tasks),
                )
            )
        return found

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


@dataclass(frozen=True)
class Round:
    """A quarter that is not published, as one person works in it. None where a kind of work is not theirs."""

    period: ReportingPeriod
    national: Work | None
    local: Work | None


def rounds_of(user: User, state: str = "") -> list[Round]:
    """The quarters that are not published, the earliest first; more than one where parts have a rhythm of their own.

    `state` narrows what is shown, not what is counted.
    """
    may_edit = user.has_perm(Permission.EDIT_UPDATES)
    may_submit = user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and not lacks_organisation(user)
    return [
        Round(
            period=period,
            national=national_work(period, user, state) if may_edit else None,
            local=local_work(period, user, state) if may_submit else None,
        )
        for period in ReportingPeriod.objects.unpublished().order_by("quarter")
    ]


def lacks_organisation(user: User) -> bool:
    """Whether the person is to write for organisations and is linked to none."""
    return user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and not Organisation.objects.of_user(user).exists()


def national_work(period: ReportingPeriod, user: User, state: str = "") -> Work:
    """Everything that is written for England, under the headings of its kinds."""
    england = Organisation.england()
    groups: dict[tuple[str, str], list[Task]] = {}
    for each in kinds_in(period):
        entries = last_entries(each, period, [england])
        receipts = last_references(entries.values())
        for owed in each.owed(user, period, england):
            task = make_task(owed, entries.get((owed.key, england.pk)), receipts)
            groups.setdefault((owed.chapter, owed.heading), []).append(task)
    found = tuple(TaskGroup(heading, tuple(tasks), chapter) for (chapter, heading), tasks in groups.items())
    return Work(f"national-{period.quarter.slug}", "England’s updates", found, state)


def local_work(period: ReportingPeriod, user: User, state: str = "") -> Work:
    """What the person's own organisations owe, organisation by organisation in every chapter: the updates of what they
    help to deliver, and the values that they report.
    """
    own = list(Organisation.objects.of_user(user).open_at(period.quarter.end))
    groups: dict[tuple[str, str], list[Task]] = {}
    for each in kinds_in(period):
        entries = last_entries(each, period, own)
        receipts = last_references(entries.values())
        for organisation in own:
            for owed in each.owed(user, period, organisation):
                task = make_task(owed, entries.get((owed.key, organisation.pk)), receipts)
                groups.setdefault((owed.chapter, organisation.name), []).append(task)
    found = tuple(TaskGroup(heading, tuple(tasks), chapter) for (chapter, heading), tasks in groups.items())
    return Work(f"local-{period.quarter.slug}", "Your organisation’s updates", found, state)


def published_targets(user: User, period: ReportingPeriod) -> list[TargetRow]:
    """The rows of a published quarter that the person's own organisations help to deliver."""
    own = Organisation.objects.of_user(user)
    refs = {ref for each in own for ref in targets_of(user, period.quarter, each).values_list("ref", flat=True)}
    return [row for row in rows_for(period) if row.ref in refs]


def last_entries(
    of: InRound, period: ReportingPeriod, organisations: Iterable[Organisation]
) -> dict[tuple[Key, int], AbstractEntry]:
    """(what it is of, organisation) -> the last version of the entry."""
    entries = of.kind.model.objects.filter(period=period, organisation__in=organisations).order_by("version")
    entries = entries.select_related(*of.related, "period", "organisation")
    return {(key_of(entry), entry.organisation_id): entry for entry in entries}


def make_task(owed: Owed, entry: AbstractEntry | None, receipts: Mapping[int, str]) -> Task:
    """The task of writing one entry. The note of what was sent back stands under it, or the receipt of what was sent.

    `receipts` maps the key of an entry to the last reference.
    """
    is_back = entry is not None and entry.state == EntryState.SENT_BACK
    receipt = f"Receipt {receipts[entry.pk]}" if entry is not None and entry.pk in receipts else ""
    return Task(
        name=owed.name,
        text=owed.text,
        hint=f"Sent back: {entry.sent_back_note}" if is_back else receipt,
        status=entry.state if entry else NOT_STARTED,
        url=owed.url,
    )


def waiting_for_approval(user: User) -> list[Waiting]:
    """Every submitted entry, the oldest first, marked where the person wrote in it: another approver decides."""
    if not user.has_perm(Permission.APPROVE_UPDATES):
        return []
    found = [waiting for each in KINDS for waiting in waiting_of(each, user)]
    return sorted(found, key=lambda waiting: waiting.submitted_at.timestamp() if waiting.submitted_at else 0)


def waiting_of(of: InRound, user: User) -> list[Waiting]:
    """The submitted entries of one kind."""
    submitted = (
        of.kind.model.objects.visible_to(user)
        .filter(state=EntryState.SUBMITTED)
        .select_related("period", "organisation", "submitted_by", *of.related)
        .order_by("submitted_at", "pk")
    )
    own = set(submitted.filter(revisions__saved_by=user).values_list("pk", flat=True))
    found = []
    for entry in submitted:
        text, url = of.describe(entry)
        found.append(
            Waiting(
                ref=entry.ref,
                text=text,
                organisation=entry.organisation.short_name,
                quarter=entry.period.quarter,
                is_correction=entry.version > 1,
                submitted_by=str(entry.submitted_by),
                submitted_at=entry.submitted_at,
                url=url,
                is_own=entry.pk in own,
            )
        )
    return found
