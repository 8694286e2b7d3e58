"""The page of one update: the form with last time's words beside it, how it would come out, what can be done next."""

from dataclasses import dataclass
from datetime import timedelta

from django.forms import Form
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone

from objectives.actions.revisions import last_saved
from objectives.actions.updates import approval_refusal, refusal
from objectives.asked import milestones_asked
from objectives.assignments import Assignment, targets_of, update_url
from objectives.forms.updates import NoteForm, ReasonForm, UpdateForm
from objectives.models import ProgressUpdate, PublishedRow, UpdateRevision
from objectives.pages.update_corrections import corrected_words
from objectives.pages.update_words import Difference
from objectives.preview import preview_row, problems_of
from objectives.quarter_rows import from_content
from objectives.rows import MilestoneRow, TargetRow
from pssdash.reporting.updates import UpdateState

RECENT = timedelta(minutes=30)


@dataclass(frozen=True)
class LineBlock:
    """The fields of one milestone, what it promises, and where it stood last time."""

    promise: MilestoneRow
    last: MilestoneRow | None
    status: BoundField
    forecast: BoundField
    met_on: BoundField
    status_reason: BoundField


@dataclass(frozen=True)
class Link:
    """A way on: the reference of an update and its page."""

    text: str
    url: str


@dataclass(frozen=True)
class UpdatePage:
    """What templates/objectives/update.html shows. `problems` are (what is missing, id of its field)."""

    assignment: Assignment
    update: ProgressUpdate | None
    form: UpdateForm
    blocks: tuple[LineBlock, ...]
    row: TargetRow
    last: TargetRow | None
    problems: tuple[tuple[str, str], ...]
    last_save: UpdateRevision | None
    other_editor: UpdateRevision | None
    why_not_writable: str
    why_not_approvable: str
    next_up: Link | None
    corrected: tuple[Difference, ...]
    note_form: Form
    reason_form: Form

    @property
    def state(self) -> str:
        return self.update.state if self.update else "not_started"

    @property
    def shows_form(self) -> bool:
        """Also where it can no longer be saved but somebody just tried: what they typed stays before them."""
        return self.assignment.may_write and (not self.why_not_writable or self.form.is_bound)

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (self.form, self.note_form, self.reason_form))

    @property
    def is_in_work(self) -> bool:
        """Whether the person is to finish and submit it."""
        return self.shows_form and self.state != UpdateState.SUBMITTED

    @property
    def is_finished(self) -> bool:
        """Whether this person has nothing left to do here, so that the way on comes first."""
        waits_for_them = self.assignment.may_review and self.state == UpdateState.SUBMITTED
        return self.state in (UpdateState.SUBMITTED, UpdateState.APPROVED) and not waits_for_them

    @property
    def last_title(self) -> str:
        return f"Last time, {self.last.quarter.short}" if self.last else ""

    @property
    def history_url(self) -> str:
        return self.assignment.url("update_history")

    @property
    def approve_url(self) -> str:
        return self.assignment.url("update_approve")

    @property
    def send_back_url(self) -> str:
        return self.assignment.url("update_send_back")

    @property
    def correct_url(self) -> str:
        return self.assignment.url("update_correct")

    @property
    def is_reviewable(self) -> bool:
        """Also where it can no longer be reviewed but somebody just tried: their note stays before them."""
        return self.assignment.may_review and (self.state == UpdateState.SUBMITTED or self.note_form.is_bound)

    @property
    def is_correctable(self) -> bool:
        return self.assignment.may_write and (self.state == UpdateState.APPROVED or self.reason_form.is_bound)


def form_for(assignment: Assignment, update: ProgressUpdate | None, data: QueryDict | None = None) -> UpdateForm:
    """The form with what is saved, or bound to what was typed."""
    saved = last_saved(update)
    return UpdateForm(
        data,
        quarter=assignment.period.quarter,
        milestones=milestones_asked(assignment.target, assignment.period),
        update=update,
        base=saved.pk if saved else 0,
    )


def build_page(
    assignment: Assignment,
    update: ProgressUpdate | None,
    form: UpdateForm,
    *,
    note_form: Form | None = None,
    reason_form: Form | None = None,
) -> UpdatePage:
    """The page, in a number of queries that does not grow with the strategy."""
    row = preview_row(assignment.target, assignment.period, assignment.organisation, update)
    last = last_row(assignment)
    last_save = last_saved(update)
    return UpdatePage(
        assignment=assignment,
        update=update,
        form=form,
        blocks=blocks_of(form, row, last),
        row=row,
        last=last,
        problems=linked_problems(form, update),
        last_save=last_save,
        other_editor=other_editor(last_save, update, assignment),
        why_not_writable=refusal(update, assignment.period),
        why_not_approvable=approval_refusal(update, assignment.user) if update else "",
        next_up=next_up(assignment),
        corrected=corrected_words(update),
        note_form=note_form or NoteForm(),
        reason_form=reason_form or ReasonForm(),
    )


def blocks_of(form: UpdateForm, row: TargetRow, last: TargetRow | None) -> tuple[LineBlock, ...]:
    """One block for each milestone that the form asks about."""
    promises = {milestone.id: milestone for milestone in row.milestones}
    earlier = {milestone.id: milestone for milestone in last.milestones} if last else {}
    return tuple(
        LineBlock(
            promises[milestone.pk],
            earlier.get(milestone.pk),
            *(form[f"line-{milestone.pk}-{part}"] for part in ("status", "forecast", "met_on", "status_reason")),
        )
        for milestone in form.milestones
        if milestone.pk in promises
    )


def last_row(assignment: Assignment) -> TargetRow | None:
    """What was published last of the target, with an update; of an organisation, what was approved last."""
    quarter = assignment.period.quarter
    if assignment.is_national:
        published = PublishedRow.objects.filter(
            target=assignment.target, period__quarter__lt=quarter, update_shown__isnull=False
        )
        last = published.latest_versions().order_by("-period__quarter").first()
        return from_content(last) if last else None
    approved = ProgressUpdate.objects.approved().filter(
        target=assignment.target, organisation=assignment.organisation, period__quarter__lt=quarter
    )
    update = approved.select_related("period").order_by("-period__quarter", "-version").first()
    return preview_row(assignment.target, update.period, assignment.organisation, update) if update else None


def linked_problems(form: UpdateForm, update: ProgressUpdate | None) -> tuple[tuple[str, str], ...]:
    """What the saved update still needs, each with the id of its field. None while nothing is saved."""
    missing = problems_of(update) if update and update.state != UpdateState.APPROVED else {}
    return tuple((text, form[name].first_id if name in form.fields else "") for name, text in missing.items())


def other_editor(
    last_save: UpdateRevision | None, update: ProgressUpdate | None, assignment: Assignment
) -> UpdateRevision | None:
    """Somebody else's save of the last half hour: they may be writing still."""
    if last_save is None or update.state == UpdateState.APPROVED or last_save.saved_by_id == assignment.user.pk:
        return None
    return last_save if timezone.now() - last_save.saved_at < RECENT else None


def next_up(assignment: Assignment) -> Link | None:
    """The next target that waits for this person: for a writer one that is not submitted, for an approver one that is.

    In the strategy's order from this target on, then from its beginning. Nothing waits for a writer once the quarter
    takes no more updates.
    """
    quarter, organisation = assignment.period.quarter, assignment.organisation
    states = ProgressUpdate.objects.filter(period=assignment.period, organisation=organisation)
    if assignment.may_write:
        finished = states.filter(state__in=[UpdateState.SUBMITTED, UpdateState.APPROVED])
        running = targets_of(assignment.user, quarter, organisation).running_in(quarter)
        waiting = running.exclude(pk__in=finished.values("target")) if assignment.period.is_open else running.none()
    else:
        submitted = states.filter(state=UpdateState.SUBMITTED)
        waiting = targets_of(assignment.user, quarter, organisation).filter(pk__in=submitted.values("target"))
    here = place_of(assignment.target)
    targets = [each for each in waiting.select_related("objective__theme") if each.pk != assignment.target.pk]
    after = [each for each in targets if place_of(each) > here]
    found = next(iter(after or targets), None)
    return Link(found.ref, update_url(found.ref, quarter, organisation)) if found else None


def place_of(target) -> tuple[int, ...]:
    """Where a target stands in the strategy's order."""
    objective = target.objective
    return objective.theme.position, objective.position, objective.pk, target.position, target.pk
