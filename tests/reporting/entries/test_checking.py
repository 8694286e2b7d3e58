"""Will this be accepted? What the check shows is what a submission would refuse, no more and no less."""

from itertools import product

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from objectives.actions.updates import TARGET_UPDATES
from objectives.models import ProgressUpdate, UpdateRevision
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.phases import PHASE_RETURNS
from programmes.actions.returns import MEASURE_RETURNS
from programmes.actions.step_changes import STEP_CHANGES
from programmes.models import Measure
from pssdash.reporting.entries.actions import save, submit
from pssdash.reporting.entries.checking import standing_against
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.refusals import Incomplete, Refused
from tests.factories.objectives import make_period, make_target
from tests.factories.organisations import make_england
from tests.factories.programmes import make_framework, make_measure, make_programme, make_section, make_workstream

pytestmark = pytest.mark.django_db
LINES = [
    {"status": status, "status_reason": why} for status, why in product(("", "in_progress", "withdrawn"), ("", "Y"))
]
WORDS = [
    {"progress": progress, "reported_rag": rag, "rag_reason": reason, "action": action}
    for progress, rag, reason, action in product(("", "Done"), ("", "red"), ("", "Because"), ("", "Calls"))
]


def refused(kind, saved, by):
    """What the submission says, {} where it is accepted."""
    try:
        submit(kind, entry=saved.entry, by=by, base=saved.base)
    except Incomplete as error:
        return error.problems
    except Refused as error:
        return {"": str(error)}
    return {}


def test_check_shows_what_a_submission_of_an_update_refuses(editor):
    period, seen = make_period("Q3 2020/21"), set()
    for words, line in product(WORDS, LINES):
        target = make_target(deadline="by 31 March 2022")
        line = {"forecast": None, "forecast_text": "", "met_on": None} | line
        typed = words | {"lines": {str(target.milestones.get().pk): line}}
        of = {"target": target, "period": period, "organisation": make_england()}
        saved = save(TARGET_UPDATES, of=of, typed=typed, by=editor, base=0)

        shown = standing_against(TARGET_UPDATES, saved.entry)

        assert shown == refused(TARGET_UPDATES, saved, editor)
        seen.add(bool(shown))
    assert seen == {True, False}


def entries_of_the_programmes():
    """(kind, what it is of, something to refuse, something to accept)."""
    workstream = make_workstream(programme=make_programme())
    measure = make_measure(workstream=workstream, aggregation=Measure.Aggregation.SUM)
    own = {"period": make_period("Q3 2020/21", covers_programmes=True), "organisation": make_england()}
    framework, section = make_framework(workstream), make_section(workstream.programme)
    step = {"measure": measure, "series_of": make_england(), "starts_on": own["period"].quarter.start}
    key = f"ENG {own['period'].quarter.start}"
    return [
        (NARRATIVE_TEXTS, own | {"section": section}, {"text": ""}, {"text": "Done"}),
        (PHASE_RETURNS, own | {"framework": framework}, {"cells": {}}, {"cells": {"ENG": {"phase": "1"}}}),
        (MEASURE_RETURNS, own | {"measure": measure}, {"cells": {}}, {"cells": {key: {"value": "3"}}}),
        (STEP_CHANGES, own | step, {"decision": "", "reason": "Why"}, {"decision": "declined", "reason": "Why"}),
    ]


@pytest.mark.parametrize("place", range(4))
def test_check_shows_what_a_submission_of_another_kind_refuses(editor, place):
    kind, of, wrong, right = entries_of_the_programmes()[place]
    saved = save(kind, of=of, typed=wrong, by=editor, base=0)
    shown = standing_against(kind, saved.entry)

    assert shown and shown == refused(kind, saved, editor)

    saved = save(kind, of=of, typed=right, by=editor, base=saved.base)
    assert standing_against(kind, saved.entry) == refused(kind, saved, editor) == {}


def test_closed_quarter_stands_against_it(editor):
    period = make_period("Q3 2020/21")
    of = {"target": make_target(), "period": period, "organisation": make_england()}
    saved = save(TARGET_UPDATES, of=of, typed={"progress": "Done"}, by=editor, base=0)
    period.state = saved.entry.period.state = "closed"
    period.save()

    shown = standing_against(TARGET_UPDATES, saved.entry)

    assert shown[""].startswith("Q3 2020/21 is closed")
    assert shown == refused(TARGET_UPDATES, saved, editor)


def sent(target, **values):
    """What the form sends with the button `check`."""
    blank = ("rag_reason", "action", "action_owner", "action_due", "evidence", "reported_rag")
    line = {
        f"line-{target.milestones.get().pk}-{part}": "" for part in ("status_reason", "forecast", "met_on", "status")
    }
    return dict.fromkeys(blank, "") | line | {"progress": "Six trusts", "base": 0, "check": ""} | values


def field(target, part):
    return f"line-{target.milestones.get().pk}-{part}"


def test_every_problem_is_linked_to_its_field_and_the_text_is_saved(client, editor):
    target, period = make_target(deadline="by 31 March 2021"), make_period("Q3 2020/21")

    page = client.post(reverse("update", args=[target.ref, period.quarter]), sent(target, reported_rag="red"))

    for place in (field(target, "status"), "rag_reason", "action", "action_owner", "action_due"):
        assertContains(page, f'<a href="#id_{place}">')
    assertContains(page, "It would not be accepted yet: see the list.")
    assert ProgressUpdate.objects.get().state == EntryState.DRAFT


def test_nothing_against_it_is_said_and_nothing_submitted(client, editor):
    target, period = make_target(deadline="by 31 March 2022"), make_period("Q3 2020/21")

    page = client.post(
        reverse("update", args=[target.ref, period.quarter]),
        sent(target, **{field(target, "status"): "in_progress"}), follow=True,
    )  # fmt: skip

    assertContains(page, "Nothing stands against it: it would be accepted.")
    assert ProgressUpdate.objects.get().state == EntryState.DRAFT


def test_what_cannot_be_read_is_listed_with_what_is_missing_and_nothing_is_kept(client, editor):
    target, period = make_target(deadline="by 31 March 2022"), make_period("Q3 2020/21")

    page = client.post(
        reverse("update", args=[target.ref, period.quarter]), sent(target, **{field(target, "forecast"): "soon"})
    )

    assert set(page.context["page"].form.errors) == {field(target, "forecast"), field(target, "status")}
    assert not ProgressUpdate.objects.exists() and not UpdateRevision.objects.exists()
