"""Saving, submitting and approving as the form does."""

from objectives.actions.updates import (
    approve_update,
    find_update,
    save_update,
    submit_update,
)
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.reading import last_revision
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england

BLANK = {
    "progress": "", "reported_rag": "", "rag_reason": "", "action": "", "action_owner": "", "action_due": None,
    "evidence": "",
}  # fmt: skip
LINE = {"status": "complete", "status_reason": "", "forecast_text": "", "forecast": None, "met_on": None}


def save(target, period, by, *, progress="Done", base=None, line=LINE, **words):
    """Save as the form does, from what is there now unless `base` says otherwise."""
    england = make_england()
    if base is None:
        base = last_revision(find_update(target, period, england))
    lines = {milestone.pk: line for milestone in target.milestones.all()}
    return save_update(
        target=target, period=period, organisation=england, by=by, words={**BLANK, "progress": progress, **words},
        lines=lines, base=base,
    )  # fmt: skip


def submit(target, period, by, **what):
    saved = save(target, period, by, **what)
    return submit_update(update=saved.entry, by=by, base=saved.base)


def approve(target, period, by, **what):
    """An update written by `by` and approved by somebody else."""
    update = submit(target, period, by, **what)
    return approve_update(update=update, by=make_user(APPROVER), base=last_revision(update))
