"""What a browser sends of the form of an update."""

from django.urls import reverse

from objectives.actions.updates import find_update
from pssdash.reporting.entries.reading import last_revision
from tests.factories.organisations import make_england


def url_of(target, period, name="update"):
    return reverse(name, args=[target.ref, period.quarter])


def filled(target, period, **values):
    """What a browser posts: every field, all milestones in progress, from the save that is there now."""
    update = find_update(target, period, make_england())
    blank = ("rag_reason", "action", "action_owner", "action_due", "evidence", "reported_rag")
    data = {name: "" for name in blank} | {"progress": "Typed", "base": last_revision(update)}
    for milestone in target.milestones.all():
        line = {"status": "in_progress", "status_reason": "", "forecast": "", "met_on": ""}
        data |= {f"line-{milestone.pk}-{name}": value for name, value in line.items()}
    return data | values


def line_field(target, name):
    return f"line-{target.milestones.get().pk}-{name}"
