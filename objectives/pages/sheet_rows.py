"""One row of the page on which an organisation writes all its targets of a quarter."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from objectives.actions.updates import TARGET_UPDATES
from objectives.asked import milestones_asked
from objectives.assignments import Assignment, Desk
from objectives.models import Milestone, ProgressUpdate
from objectives.pages.sheet_reading import Beside, Found
from objectives.tables import card_url
from pssdash.reporting.entries.cases import refusal
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import WITH_REVIEWERS
from pssdash.reporting.updates.completeness import NEEDS_ACTION, problems
from pssdash.reporting.updates.pages import LineBlock, blocks_of
from pssdash.reporting.updates.row_forms import RowForm
from pssdash.reporting.updates.rows import MilestoneRow
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
class Kept:
    """What was typed in a row and is not in force: the form as it was sent, and the versions that met, if they did."""

    form: RowForm
    notice: str = ""
    both: str = ""


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
