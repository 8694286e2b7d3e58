"""What comes after its quarter was closed: it needs a reason, which stays with it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from objectives.actions.updates import TARGET_UPDATES
from programmes.actions.returns import MEASURE_RETURNS
from programmes.models import Measure, MeasureReturn
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.actions import save, start_correction, submit
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Incomplete
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period
from tests.factories.organisations import make_england
from tests.factories.programmes import make_measure

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
WHY = "The trust sent its figures in January"
CELLS = {"ENG 2020-10-01": {"value": "12"}}


@pytest.fixture
def of():
    fields = {"aggregation": Measure.Aggregation.SUM, "per": 1, "frequency": Measure.Frequency.QUARTER}
    return {
        "measure": make_measure(**fields), "period": make_period(state="closed", covers_programmes=True),
        "organisation": make_england(),
    }  # fmt: skip


def write(of, by, **typed):
    base = last_revision(find(MEASURE_RETURNS, **of))
    return save(MEASURE_RETURNS, of=of, typed={"cells": CELLS, **typed}, by=by, base=base).entry


def hand_in(entry, by):
    return submit(MEASURE_RETURNS, entry=entry, by=by, base=last_revision(entry))


def page_of(of):
    return reverse("measure_return", args=[of["measure"].slug, of["period"].quarter])


@pytest.mark.parametrize("state", ["closed", "published"])
def test_late_values_are_submitted_with_a_reason_only(of, editor, state):
    ReportingPeriod.objects.update(state=state, published_at=NOON if state == "published" else None)
    entry = write(of, editor)

    with pytest.raises(Incomplete) as refused:
        hand_in(entry, editor)
    assert refused.value.problems == {"late_reason": "Say why this comes after Q3 2020/21 was closed"}

    assert hand_in(write(of, editor, late_reason=WHY), editor).late_reason == WHY


def test_values_of_an_open_quarter_need_none(of, editor):
    ReportingPeriod.objects.update(state="open")

    assert hand_in(write(of, editor), editor).state == "submitted"


def test_correction_has_its_own_reason_and_keeps_the_earlier_version(of, editor):
    ReportingPeriod.objects.update(state="published", published_at=NOON)
    first = MeasureReturn.objects.create(
        **of, cells=CELLS, state="approved", approved_at=NOON, approved_by=make_user(APPROVER)
    )

    draft = start_correction(MEASURE_RETURNS, entry=first, by=editor, reason="A slip")

    assert hand_in(draft, editor).state == "submitted"
    assert MeasureReturn.objects.get(version=1).state == "approved"


def test_form_asks_for_the_reason_keeps_it_and_shows_it_to_the_approver(client, of, editor):
    form = client.get(page_of(of)).context["page"].form
    field = next(name for name in form.fields if name.endswith("value"))

    refused = client.post(page_of(of), {"base": 0, field: "12", "submit": ""})
    assertContains(refused, '<a href="#id_late_reason">Say why this comes after Q3 2020/21 was closed')
    base = last_revision(find(MEASURE_RETURNS, **of))
    client.post(page_of(of), {"base": base, field: "12", "late_reason": WHY, "save": ""})
    assertContains(client.get(page_of(of)), f"{WHY}</textarea>")
    base = last_revision(find(MEASURE_RETURNS, **of))
    client.post(page_of(of), {"base": base, field: "12", "late_reason": WHY, "submit": ""})

    client.force_login(make_user(APPROVER))
    assertContains(client.get(page_of(of)), f"It came after the quarter was closed. Reason: {WHY}")
    history = reverse("measure_return_history", args=[of["measure"].slug, of["period"].quarter])
    assertContains(client.get(history), WHY)


def test_form_of_an_open_quarter_does_not_ask(client, of, editor):
    ReportingPeriod.objects.update(state="open")

    assertNotContains(client.get(page_of(of)), "Why does it come late?")


def test_kind_that_takes_nothing_late_does_not_ask(of):
    assert not TARGET_UPDATES.asks_why_late(of["period"], None)
