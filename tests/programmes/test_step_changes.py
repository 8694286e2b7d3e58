"""One person proposes that a chart's limits start again, another approves, and the chart follows."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.actions.step_changes import STEP_CHANGES
from programmes.assignments import step_change_url
from programmes.models import IllustrativeObservation, StepChange
from programmes.series import read_series
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.entries.actions import approve, save, submit
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.refusals import Incomplete, Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_england, make_organisation
from tests.factories.programmes import make_measure, make_monthly, make_observation, make_step_change, span_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]
MAY = date(2023, 10, 1)
VALUES = [60, 61, 60, 61, 60, 61, 80, 81, 80, 81, 80, 81, 80]


def measured():
    """A measure with a step in October 2023, and the quarter in which it is decided on."""
    measure = make_measure()
    make_monthly(measure, VALUES)
    return measure, make_period("Q2 2024/25", covers_objectives=False, covers_programmes=True)


def propose(measure, period, by, *, decision="accepted", reason="A new pathway began"):
    of = {
        "measure": measure, "series_of": make_england(), "starts_on": MAY, "period": period,
        "organisation": make_england(),
    }  # fmt: skip
    entry = save(STEP_CHANGES, of=of, typed={"decision": decision, "reason": reason}, by=by, base=0).entry
    return submit(STEP_CHANGES, entry=entry, by=by, base=last_revision(entry))


def test_approved_step_change_moves_the_chart():
    measure, period = measured()
    editor, approver = make_user(EDITOR), make_user(APPROVER)

    entry = propose(measure, period, editor)
    assert not StepChange.objects.exists()
    approve(STEP_CHANGES, entry=entry, by=approver, base=last_revision(entry))

    change = StepChange.objects.get()
    assert (change.decided_by, change.approved_by, change.reason) == (editor, approver, "A new pathway began")
    [series] = read_series(editor, [measure], [make_england()])
    assert series.step_changes == (MAY,)


def test_later_decision_on_the_same_date_takes_the_place_of_the_first():
    measure, period = measured()
    first = make_step_change(measure, MAY)
    approver = make_user(APPROVER)

    entry = propose(measure, period, make_user(EDITOR), decision="declined", reason="The pathway was given up")
    approve(STEP_CHANGES, entry=entry, by=approver, base=last_revision(entry))

    first.refresh_from_db()
    assert first.replaced_at is not None
    [series] = read_series(approver, [measure], [make_england()])
    assert series.step_changes == ()


def test_nobody_approves_their_own():
    measure, period = measured()
    both = make_user(EDITOR, APPROVER)
    entry = propose(measure, period, both)

    with pytest.raises(Refused, match="You wrote part of this decision"):
        approve(STEP_CHANGES, entry=entry, by=both, base=last_revision(entry))


def test_proposal_needs_a_decision_and_a_reason():
    measure, period = measured()

    with pytest.raises(Incomplete) as refused:
        propose(measure, period, make_user(EDITOR), decision="", reason=" ")

    assert set(refused.value.problems) == {"decision", "reason"}


def test_page_shows_what_the_parts_would_be(client):
    measure, _ = measured()
    client.force_login(make_user(EDITOR))

    page = client.get(step_change_url(measure, make_england(), MAY)).context["page"]

    assert page.parts == (
        "Apr 2023 to Sep 2023: 6 values, mean 60.5%, trial limits 57.8% to 63.2%",
        "Oct 2023 to Apr 2024: 7 values, mean 80.4%, trial limits 77.8% to 83.1%",
    )


def test_part_of_one_value_has_no_limits(client):
    measure, _ = measured()
    client.force_login(make_user(EDITOR))

    page = client.get(step_change_url(measure, make_england(), date(2024, 4, 1))).context["page"]

    assert page.parts[-1].startswith("Apr 2024: 1 value, mean ")
    assert page.parts[-1].endswith(", too few for limits")


def test_form_leads_to_the_page_of_the_date(client):
    measure, _ = measured()
    client.force_login(make_user(EDITOR))

    answer = client.get(
        reverse("step_change_new", args=[measure.slug], query={"organisation": "ENG", "starts_on": "October 2023"})
    )

    assert answer.url == step_change_url(measure, make_england(), MAY)


def test_form_begins_with_the_chart_that_was_looked_at_or_that_of_england(client):
    measure, _ = measured()
    make_observation(measure, MAY, 60, organisation=make_organisation(OrganisationKind.COLLABORATIVE, code="NORTH"))
    client.force_login(make_user(EDITOR))
    address = reverse("step_change_new", args=[measure.slug])

    assert '<option value="NORTH" selected>' in client.get(address, {"organisation": "NORTH"}).content.decode()
    text = client.get(address).content.decode()
    assert text.index('<option value="ENG"') < text.index('<option value="NORTH"')
    assert " selected>" not in text


def test_mistaken_date_is_said_at_its_field(client):
    measure, _ = measured()
    client.force_login(make_user(EDITOR))

    answer = client.get(
        reverse("step_change_new", args=[measure.slug], query={"organisation": "ENG", "starts_on": "last spring"})
    )

    assert answer.status_code == 422
    assert "Write the day as 1 May 2020" in answer.content.decode()


@pytest.mark.parametrize("path", ["ENG/2023-13-01/", "NOBODY/2023-10-01/"])
def test_no_such_date_or_organisation_is_404(client, path):
    measure, _ = measured()
    make_england()
    client.force_login(make_user(EDITOR))

    assert client.get(f"/measures/{measure.slug}/step-changes/{path}").status_code == 404


def test_board_member_decides_nothing(client):
    measure, _ = measured()
    client.force_login(make_user(BOARD_MEMBER))

    assert client.get(step_change_url(measure, make_england(), MAY)).status_code == 403


def test_without_a_quarter_the_form_says_what_to_do(client):
    measure = make_measure()
    make_monthly(measure, VALUES)
    client.force_login(make_user(EDITOR))

    assert "Open one first" in client.get(reverse("step_change_new", args=[measure.slug])).content.decode()


def test_made_up_values_take_no_step_change_and_the_page_says_why(client):
    measure, _ = make_measure(), make_period("Q2 2024/25", covers_objectives=False, covers_programmes=True)
    start = date(2024, 4, 1)
    IllustrativeObservation.objects.create(measure=measure, start=start, end=span_of(measure, start), value=66.5)
    client.force_login(make_user(EDITOR))

    said = client.get(reverse("step_change_new", args=[measure.slug])).content.decode()

    assert "There are no real values yet" in said
    assert '<form method="get"' not in said
