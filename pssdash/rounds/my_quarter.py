"""What a person owes in the quarters that are not published, as tasks, and the one to go on with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from objectives.assignments import sheet_url, targets_of
from objectives.quarter_rows import rows_for
from objectives.rows import TargetRow
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.updates.history_table import Link
from pssdash.rounds.following import follow
from pssdash.rounds.moves import moves_to_decide
from pssdash.rounds.receipts import last_receipts
from pssdash.rounds.standing import OwedReturn, approved_last_time, in_words, took_last_time
from pssdash.rounds.states import NOT_STARTED
from pssdash.rounds.tasks import Task, TaskGroup, Work
from pssdash.rounds.waiting import waiting_for_approval
from pssdash.rounds.wording import due_sentence, took_in_words


@dataclass(frozen=True)
class Round:
    """A quarter that is not published, as one person works in it. None where a kind of work is not theirs.

    `sheets` lead to the pages on which all targets of an organisation are written.
    """

    period: ReportingPeriod
    national: Work | None
    local: Work | None
    sheets: tuple[Link, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for work in (self.national, self.local) if work for task in work.tasks)


def rounds_of(user: User, state: str = "") -> list[Round]:
    """The quarters that are not published, the earliest first; more than one where parts have a rhythm of their own.

    `state` narrows what is shown, not what is counted.
    """
    may_edit = user.has_perm(Permission.EDIT_UPDATES)
    may_submit = user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and not lacks_organisation(user)
    return [
        Round(
            period=period,
            national=national_work(period, state) if may_edit else None,
            local=local_work(period, user, state) if may_submit else None,
            sheets=sheets_of(period, user, may_edit, may_submit),
        )
        for period in ReportingPeriod.objects.unpublished().order_by("quarter")
    ]


def sheets_of(period: ReportingPeriod, user: User, may_edit: bool, may_submit: bool) -> tuple[Link, ...]:
    """England's, and that of each of the person's own organisations that owes an update of a target."""
    if not period.is_open:
        return ()
    own = Organisation.objects.of_user(user).exclude(kind=OrganisationKind.NATION) if may_submit else ()
    writing = [Organisation.england()] * may_edit + list(own)
    owing = set(period.expected.of("target").filter(organisation__in=writing).values_list("organisation", flat=True))
    return tuple(
        Link(f"Write all targets on one page ({each.short_name})", sheet_url(period.quarter, each))
        for each in writing
        if each.pk in owing
    )


def lacks_organisation(user: User) -> bool:
    """Whether the person is to write for organisations and is linked to none."""
    return user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and not Organisation.objects.of_user(user).exists()


def national_work(period: ReportingPeriod, state: str = "") -> Work:
    """Everything that is written for England, under the headings of its kinds."""
    groups = groups_of(period, [Organisation.england()], lambda each: each.owed.heading)
    return Work(f"national-{period.quarter.slug}", "England’s updates", groups, state)


def local_work(period: ReportingPeriod, user: User, state: str = "") -> Work:
    """What the person's own organisations owe, organisation by organisation in every chapter: the updates of what they
    help to deliver, and the values that they report.
    """
    own = list(Organisation.objects.of_user(user).exclude(kind=OrganisationKind.NATION))
    groups = groups_of(period, own, lambda each: each.organisation.name)
    heading = "Your organisations’ updates" if len(own) > 1 else "Your organisation’s updates"
    return Work(f"local-{period.quarter.slug}", heading, groups, state)


def groups_of(
    period: ReportingPeriod, organisations: Sequence[Organisation], heading: Callable[[OwedReturn], str]
) -> tuple[TaskGroup, ...]:
    """The tasks of the organisations, in the order of the kinds, by chapter and heading."""
    owed = follow(period, organisations)
    took, receipts = took_last_time(period, organisations), last_receipts(period, organisations)
    confirmable = approved_last_time(period, organisations) if period.is_open else set()
    groups: dict[tuple[str, str], list[Task]] = {}
    for each in in_words(owed, period.quarter):
        standing = each.standing
        key = (standing.item, standing.of, standing.organisation)
        task = make_task(each, took.get(key), receipts.get(key, ""), is_confirmable=key in confirmable)
        if len(organisations) > 1:  # each of them owes the same, so a name alone would not tell which
            task = replace(task, name=f"{task.name}, {each.organisation.short_name}")
        groups.setdefault((each.owed.chapter, heading(each)), []).append(task)
    return tuple(TaskGroup(heading, tuple(tasks), chapter) for (chapter, heading), tasks in groups.items())


def make_task(owed: OwedReturn, took: timedelta | None, receipt: str = "", *, is_confirmable: bool = False) -> Task:
    """The task of writing one entry: a note of what was sent back, the day, how long it took before, the receipt.

    What is not begun and was approved last time offers to say that nothing has changed.
    """
    today, standing = timezone.localdate(), owed.standing
    notes = [f"Sent back: {standing.note}"] if standing.state == EntryState.SENT_BACK else []
    notes.append(due_sentence(standing.due, today, is_finished=standing.is_finished, is_extended=standing.is_extended))
    if took is not None and not standing.is_finished:
        notes.append(took_in_words(took))
    if receipt:
        notes.append(f"Receipt {receipt}")
    return Task(
        name=owed.owed.name,
        text=owed.owed.text,
        status=standing.state,
        url=owed.owed.url,
        is_overdue=standing.is_overdue(today),
        notes=tuple(notes),
        confirm_url=owed.owed.confirm_url if is_confirmable and standing.state == NOT_STARTED else "",
    )


def next_url(user: User, after: str = "") -> str:
    """The address of the first unfinished task that follows the one at `after`, else the first of all, else "".

    Who writes nothing, or has finished, goes on with what waits for their decision, the oldest first.
    """
    tasks = [task for each in rounds_of(user) if each.period.is_open for task in each.tasks]
    unfinished = {task.url for task in tasks if not task.is_finished}
    onward = [url for url in after_in([task.url for task in tasks], after) if url in unfinished]
    return next(iter([*onward, *after_in(decisions_of(user), after)]), "")


def after_in(urls: Sequence[str], after: str) -> list[str]:
    """What follows the page `after`, then what stands before it; all of them where it is not among them."""
    here = next((place for place, url in enumerate(urls) if is_same_entry(url, after)), -1)
    return [*urls[here + 1 :], *urls[: max(here, 0)]]


def decisions_of(user: User) -> list[str]:
    """The pages of what waits for the person's decision, entries and deadlines that are to move, the oldest first."""
    entries = [(item.submitted_at, item.url) for item in waiting_for_approval(user) if not item.is_own]
    moves = [(asked_at, line.url) for asked_at, line in moves_to_decide(user)]
    return [url for since, url in sorted([*entries, *moves], key=lambda each: each[0].timestamp() if each[0] else 0)]


def is_same_entry(url: str, other: str) -> bool:
    """Whether both are pages of one entry: a long return has several."""
    return place_of(url) == place_of(other)


def place_of(url: str) -> tuple[str, str]:
    path, _, query = url.partition("?")
    return path, QueryDict(query).get("organisation", "")


def published_targets(user: User, period: ReportingPeriod) -> list[TargetRow]:
    """The rows of a published quarter that the person's own organisations help to deliver."""
    own = Organisation.objects.of_user(user)
    refs = {ref for each in own for ref in targets_of(user, period.quarter, each).values_list("ref", flat=True)}
    return [row for row in rows_for(period) if row.ref in refs]
