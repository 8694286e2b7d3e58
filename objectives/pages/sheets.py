"""The page on which an organisation writes all its targets of a quarter, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict

from objectives.actions.updates import TARGET_UPDATES
from objectives.asked import milestones_asked
from objectives.assignments import Assignment, Desk
from objectives.models import Milestone, ProgressUpdate
from objectives.pages.sheet_parts import parts_of, titles_of
from objectives.pages.sheet_reading import Beside, Found, read_beside, read_targets
from objectives.sheet_filters import SheetFilterSet
from objectives.tables import card_url
from pssdash.reporting.entries.cases import refusal
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import HANDED_IN, WITH_REVIEWERS
from pssdash.reporting.updates.completeness import NEEDS_ACTION, problems
from pssdash.reporting.updates.pages import LineBlock, blocks_of
from pssdash.reporting.updates.row_forms import RowForm
from pssdash.reporting.updates.rows import MilestoneRow
from pssdash.ui.filters import PAGE
from pssdash.ui.templatetags.ui import errors_of


@dataclass(frozen=True)
class SheetRow:
    """One target. `form` is None where it is only read, and `why_read` says why if that is its own affair.

    `both` leads to two versions that met when it was saved, as `notice` says.
    """

    assignment: Assignment
    found: Found
    beside: Beside
    form: RowForm | None
    why_read: str
    blocks: tuple[LineBlock, ...]
    problems: tuple[tuple[str, str], ...]
    notice: str = ""
    both: str = ""

    @property
    def ref(self) -> str:
        return self.found.row.ref

    @property
    def autosave_url(self) -> str:
        return self.assignment.url("autosave")

    @property
    def presence_url(self) -> str:
        return self.assignment.url("presence")

    @property
    def deadlines(self) -> tuple[MilestoneRow, ...]:
        """The milestones whose deadlines stand above the fields: where there are several, each has its own there."""
        milestones = self.found.row.milestones
        return () if self.form and len(milestones) > 1 else milestones

    @property
    def card_url(self) -> str:
        return card_url(self.found.row)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong in it, each with the place of it."""
        met = [(self.notice, f"{self.ref}-status")] if self.notice else []
        found = errors_of(self.form) if self.form and self.form.is_bound else ()
        return [(f"{self.ref}: {text}", place) for text, place in (*met, *found)]

    @property
    def shows_further(self) -> bool:
        """Whether what only some rows need stands open: it is needed here, or something is written there."""
        if self.form is None:
            return False
        fields = [self.form[name] for name in self.form.further]
        is_needed = self.found.row.worst_rag in NEEDS_ACTION or {f.first_id for f in fields} & {
            p for _, p in self.problems
        }
        return bool(is_needed) or any(field.value() or field.errors for field in fields)


@dataclass(frozen=True)
class SheetGroup:
    """The rows of one objective."""

    ref: str
    title: str
    theme: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class PartLink:
    """One page of the sheet."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Sheet:
    """`total` counts the targets whatever the filters say, `finished` those that are handed in."""

    desk: Desk
    filterset: SheetFilterSet
    groups: tuple[SheetGroup, ...]
    parts: tuple[PartLink, ...]
    total: int
    fitting: int
    finished: int

    @property
    def rows(self) -> list[SheetRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [error for row in self.rows for error in row.errors]

    @property
    def takes_text(self) -> bool:
        return any(row.form for row in self.rows)

    @property
    def next_part(self) -> PartLink | None:
        place = next((n for n, part in enumerate(self.parts) if part.is_current), len(self.parts))
        return self.parts[place + 1] if place + 1 < len(self.parts) else None


@dataclass(frozen=True)
class Kept:
    """What was typed in a row and is not in force: the form as it was sent, and the versions that met, if they did."""

    form: RowForm
    notice: str = ""
    both: str = ""


def build_sheet(desk: Desk, query: QueryDict, typed: Mapping[str, Kept] | None = None) -> Sheet:
    """The page that `query` asks for. Rows that were `typed` in, by reference, are on it whatever the filters say."""
    typed = typed or {}
    targets = read_targets(desk)
    filterset = SheetFilterSet(query, [each.row for each in targets])
    refs = {row.ref for row in filterset.qs}
    fitting = [each for each in targets if each.row.ref in refs]
    parts = parts_of(fitting)
    place = place_in(parts, query.get(PAGE, ""))
    here = {each.row.ref for each in parts[place]} | set(typed)
    shown = [each for each in targets if each.row.ref in here]
    beside = read_beside(desk, shown)
    rows = [build_row(desk, each, beside[each.target.pk], typed.get(each.row.ref)) for each in shown]
    return Sheet(
        desk=desk,
        filterset=filterset,
        groups=grouped(rows),
        parts=links_to(parts, place, query),
        total=len(targets),
        fitting=len(fitting),
        finished=sum(each.row.work_state in HANDED_IN for each in targets),
    )


def build_row(desk: Desk, found: Found, beside: Beside, kept: Kept | None) -> SheetRow:
    assignment, why_read = desk.assignment(found.target), why_only_read(desk, found.update)
    is_written = desk.may_write and not why_read
    form = kept.form if kept else unbound_form(assignment, found, beside) if is_written else None
    return SheetRow(
        assignment=assignment,
        found=found,
        beside=beside,
        form=form,
        why_read=why_read if desk.period.is_open else "",
        blocks=blocks_of(form, found.row, beside.last) if form else (),
        problems=linked_problems(found, form) if form else (),
        notice=kept.notice if kept else "",
        both=kept.both if kept else "",
    )


def why_only_read(desk: Desk, update: ProgressUpdate | None) -> str:
    """Why it is not written on this page, "" where it is. What is handed in is taken back on a page of its own."""
    if update and update.state in WITH_REVIEWERS and desk.period.is_open:
        return f"It is {update.get_state_display().lower()}. Open the full form to change it: it is a draft again then."
    if update and update.confirms_id and desk.period.is_open:
        return "It confirms what was approved before. Open the full form to write something new."
    return refusal(TARGET_UPDATES, update, desk.period)


def linked_problems(found: Found, form: RowForm) -> tuple[tuple[str, str], ...]:
    """What the saved update still needs, each with the id of its field; nothing while none is saved."""
    if found.update is None:
        return ()
    asked = [milestone.pk for milestone in found.asked]
    missing = problems(found.update.said.content(), found.row.computed_rag, asked)
    return tuple((text, form.place_of(name)) for name, text in missing.items())


def unbound_form(assignment: Assignment, found: Found, beside: Beside) -> RowForm:
    base = beside.last_save.pk if beside.last_save else 0
    return row_form(assignment, found.update, None, asked=found.asked, base=base, since=beside.since)


def form_of_row(assignment: Assignment, update: ProgressUpdate | None, data: QueryDict | None = None) -> RowForm:
    """The form of a single row, for the pages that all entries share."""
    asked = milestones_asked(assignment.target, assignment.period)
    return row_form(assignment, update, data, asked=asked, base=last_revision(update))


def row_form(
    assignment: Assignment,
    update: ProgressUpdate | None,
    data: QueryDict | None,
    *,
    asked: Sequence[Milestone],
    base: int,
    since: str = "",
) -> RowForm:
    return RowForm(
        data,
        since=since,
        prefix=assignment.ref,
        quarter=assignment.period.quarter,
        milestones=asked,
        update=update,
        base=base,
        is_national=assignment.is_national,
    )


def grouped(rows: Sequence[SheetRow]) -> tuple[SheetGroup, ...]:
    """The rows by objective, in their order."""
    together = groupby(rows, lambda row: (row.found.row.objective_ref, row.found.row.objective, row.found.row.theme))
    return tuple(SheetGroup(*words, tuple(group)) for words, group in together)


def place_in(parts: Sequence[Sequence[Found]], page: str) -> int:
    """Which page is asked for by its number; the first where there is none such."""
    return int(page) - 1 if page.isdecimal() and 1 <= int(page) <= len(parts) else 0


def links_to(parts: Sequence[list[Found]], place: int, query: QueryDict) -> tuple[PartLink, ...]:
    """A link to each page, none where one page holds all."""
    if len(parts) < 2:
        return ()
    links = []
    for number, title in enumerate(titles_of(parts), 1):
        address = query.copy()
        address[PAGE] = str(number)
        links.append(PartLink(title, f"?{address.urlencode()}", number - 1 == place))
    return tuple(links)
