"""Work as a person meets it: tasks under headings in chapters, what is finished of it, and where to go on."""

from collections import Counter
from dataclasses import dataclass, replace

from pssdash.reporting.entries.states import EntryState
from pssdash.rounds.states import STATES, UNFINISHED, state_in_words

SHORT = 20  # tasks that are read at once


@dataclass(frozen=True)
class Task:
    """One entry that is owed: what it is, where it stands, by when, where to write it. `notes` are short sentences.

    `confirm_url` is where it can be said that nothing has changed, "" where that cannot be said.
    """

    name: str
    text: str
    status: str
    url: str
    is_overdue: bool = False
    notes: tuple[str, ...] = ()
    confirm_url: str = ""

    @property
    def is_finished(self) -> bool:
        return self.status not in UNFINISHED

    @property
    def is_sent_back(self) -> bool:
        return self.status == EntryState.SENT_BACK

    @property
    def label(self) -> str:
        return state_in_words(self.status)

    @property
    def hint(self) -> str:
        return " ".join(note if note.endswith((".", "!", "?", "…")) else f"{note}." for note in self.notes)


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
    def counts(self) -> list[tuple[str, str, int]]:
        """(state, its words, number) for each state in the order of the work, zeros too."""
        found = Counter(task.status for task in self.tasks)
        return [(state, state_in_words(state), found[state]) for state in STATES]

    @property
    def state_in_words(self) -> str:
        return state_in_words(self.state) if self.state else ""

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
                    is_open=is_short or any(task is first or task.is_sent_back for task in tasks),
                )
            )
        return found

    @property
    def finished(self) -> int:
        return sum(task.is_finished for task in self.tasks)

    @property
    def overdue(self) -> int:
        return sum(task.is_overdue for task in self.tasks)

    @property
    def first_unfinished(self) -> Task | None:
        """What was sent back comes first: somebody waits for it."""
        unfinished = [task for task in self.tasks if not task.is_finished]
        return next((task for task in unfinished if task.is_sent_back), next(iter(unfinished), None))
