"""Saving the rows of a page that were changed, each by the one action of all entries and in a transaction of its own.

One row that cannot be read, or that somebody else has saved meanwhile, holds no other back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from objectives.assignments import Assignment, Desk
from objectives.models import UpdateRevision
from objectives.pages.sheet_reading import Beside, Found, read_beside, read_targets
from objectives.pages.sheet_rows import Kept, row_form, unbound_form, why_only_read
from pssdash.reporting.entries import actions, confirming
from pssdash.reporting.entries.autosaving import met_another
from pssdash.reporting.entries.conflict_views import form_showing, kept_url
from pssdash.reporting.entries.models import CONFIRMS
from pssdash.reporting.entries.views import Pages
from pssdash.reporting.refusals import Incomplete, Refused
from pssdash.reporting.updates.row_forms import UNCHANGED, RowForm

ROW = "row"  # the name of the hidden field in which each row says which target it is of
BOTH_MEANT = (
    "You wrote something in this row too. Clear this box to save it, or take it out to confirm the words of then"
)


class Result(StrEnum):
    """What came of a row."""

    UNTOUCHED = "untouched"
    SAVED = "saved"
    SUBMITTED = "submitted"
    NOT_SUBMITTED = "saved, not submitted"
    NOT_SAVED = "not saved"


@dataclass(frozen=True)
class Outcome:
    """A row with what came of it. `kept` is what stays before the person who typed it."""

    ref: str
    result: Result
    kept: Kept | None = None


def save_rows(pages: Pages, desk: Desk, data: QueryDict) -> list[Outcome]:
    """Save what was changed of the rows that were sent. A target that is not the organisation's is passed over."""
    sent = set(data.getlist(ROW))
    targets = [each for each in read_targets(desk) if each.row.ref in sent]
    beside = read_beside(desk, targets)
    return [save_row(pages, desk, each, beside[each.target.pk], data) for each in targets]


def bound_rows(desk: Desk, data: QueryDict) -> dict[str, Kept]:
    """The rows as they were typed before the session ended."""
    sent = set(data.getlist(ROW))
    targets = [each for each in read_targets(desk) if each.row.ref in sent]
    beside = read_beside(desk, targets)
    return {each.row.ref: Kept(bound_form(desk, each, beside[each.target.pk], data)) for each in targets}


def bound_form(desk: Desk, found: Found, beside: Beside, data: QueryDict) -> RowForm:
    assignment, base = desk.assignment(found.target), beside.last_save.pk if beside.last_save else 0
    return row_form(assignment, found.update, data, asked=found.asked, base=base, since=beside.since)


def save_row(pages: Pages, desk: Desk, found: Found, beside: Beside, data: QueryDict) -> Outcome:
    """One row. What is neither typed in nor ticked is left alone, also where somebody else has changed it."""
    assignment, form = desk.assignment(found.target), bound_form(desk, found, beside, data)
    not_saved = Outcome(assignment.ref, Result.NOT_SAVED, Kept(form))
    if not form.is_valid():
        return not_saved
    is_changed = form.differs_from(shown_before(pages, assignment, found, beside, form))
    if not (is_changed or form.is_ticked_unchanged or form.is_ticked_to_submit):
        return Outcome(assignment.ref, Result.UNTOUCHED)
    if is_changed and form.is_ticked_unchanged:
        form.add_error(UNCHANGED, BOTH_MEANT)
        return not_saved
    try:
        if why := why_only_read(desk, found.update):
            raise Refused(why)
        return confirm(pages, assignment, form) if form.is_ticked_unchanged else save(pages, assignment, form)
    except Refused as why:
        form.add_error(None, str(why))
        return not_saved


def shown_before(pages: Pages, assignment: Assignment, found: Found, beside: Beside, form: RowForm) -> RowForm:
    """The row as the person got it: of the save that their form names."""
    base = form.cleaned_data["base"]
    if base == (beside.last_save.pk if beside.last_save else 0):
        return unbound_form(assignment, found, beside)
    revision = UpdateRevision.objects.filter(
        pk=base, **{f"update_of__{k}": v for k, v in assignment.of.items()}
    ).first()
    if revision is None or CONFIRMS in revision.content:
        return row_form(assignment, None, None, asked=found.asked, base=0)
    return form_showing(pages, assignment, revision.content)


def save(pages: Pages, assignment: Assignment, form: RowForm) -> Outcome:
    """Save it, and hand it in if that is ticked."""
    saved = actions.save(
        pages.kind, of=assignment.of, typed=form.all_typed, by=assignment.user, base=form.cleaned_data["base"],
        window=form.cleaned_data["window"],
    )  # fmt: skip
    if saved.ours:
        kept = Kept(form, met_another(saved), kept_url(assignment, saved.ours))
        return Outcome(assignment.ref, Result.NOT_SAVED, kept)
    if not form.is_ticked_to_submit:
        return Outcome(assignment.ref, Result.SAVED)
    form.rebase(saved.base)
    try:
        actions.submit(pages.kind, entry=saved.entry, by=assignment.user, base=saved.base)
    except Incomplete as why:
        form.add_problems(why.problems)
        return Outcome(assignment.ref, Result.NOT_SUBMITTED, Kept(form))
    return Outcome(assignment.ref, Result.SUBMITTED)


def confirm(pages: Pages, assignment: Assignment, form: RowForm) -> Outcome:
    """Confirm the words of the last quarter, and hand that in."""
    try:
        confirming.confirm(pages.kind, of=assignment.of, by=assignment.user, base=form.cleaned_data["base"])
    except Incomplete as why:
        asked = "; ".join(text[0].lower() + text[1:] for text in why.problems.values())
        form.add_error(UNCHANGED, f"Not confirmed: this quarter asks for more than the words of then say: {asked}")
        return Outcome(assignment.ref, Result.NOT_SAVED, Kept(form))
    return Outcome(assignment.ref, Result.SUBMITTED)


def refs_with(outcomes: Sequence[Outcome], *results: Result) -> list[str]:
    return [each.ref for each in outcomes if each.result in results]
