"""Adding versions, objectives, targets and milestones."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from objectives.actions.strategy import (
    add_dated_target,
    add_milestone,
    add_objective,
    add_target,
    add_version,
)
from objectives.models import Objective, StrategyVersion
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    make_objective,
    make_target,
    make_theme,
)
from tests.factories.organisations import make_deliverer, make_region
from tests.objectives.strategy_changes.reading import DEADLINE, Q3, Q4, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_version_is_added_with_its_note_in_the_trail():
    editor = make_user(EDITOR)

    version = add_version(name="2021 update", from_quarter=Q4, note="Printed in February", by=editor)

    event = AuditEvent.objects.get()
    assert (version.slug, version.from_quarter) == ("2021-update", Q4)
    assert (event.subject, event.item_key, event.reason) == ("strategy", "2021-update", "Printed in February")


def test_version_of_the_same_name_is_refused():
    add_version(name="2021 update", from_quarter=Q4, note="First", by=make_user(EDITOR))

    with pytest.raises(Refused, match="already"):
        add_version(name="2021 Update", from_quarter=Q4, note="Again", by=make_user(EDITOR))

    assert StrategyVersion.objects.count() == 1


def test_objective_gets_the_number_after_the_highest_ever_given(change):
    theme = make_theme("SC")
    make_objective(theme=theme, ref="SC-2")
    make_objective(
        theme=theme, ref="SC-10", ended_quarter=Quarter(2019, 4), ended_as="withdrawn", ended_reason="No longer needed"
    )

    added = add_objective(theme=theme, title="A new promise", change=change)

    assert added.ref == "SC-11"
    assert (added.version, added.from_quarter) == (change.version, Q3)
    assert added.position > max(Objective.objects.exclude(pk=added.pk).values_list("position", flat=True))


def test_target_is_added_with_deliverers_regions_and_milestone_and_shown_in_the_open_quarter(change, period):
    objective, region, lead, helper = make_objective(), make_region(), make_deliverer(), make_deliverer()

    target = add_dated_target(
        objective=objective, summary="Train everybody", deadline=DEADLINE, change=change,
        parts=[(lead, "delivers"), (helper, "supports")], regions=[region],
    )  # fmt: skip

    row = row_of(period, f"{objective.ref}.1")
    assert row.target_id == target.pk
    assert [(part.name, part.supports) for part in row.deliverers] == [(lead.name, False), (helper.name, True)]
    assert row.region_codes == (region.code,)
    assert [(each.text, each.deadline.end) for each in row.milestones] == [("Train everybody", date(2021, 6, 30))]


def test_milestone_is_added_last_with_its_numeric_target(change):
    target = make_target()

    words = {"text": "Reach most sites", "target_value": Decimal("87"), "target_unit": "% of sites"}
    milestone = add_milestone(target=target, words=words, deadline=DEADLINE, change=change)

    event = AuditEvent.objects.get()
    assert milestone.position == 2
    assert milestone.own_deadline == DEADLINE
    assert event.subject == f"objective/{target.objective.ref}"
    assert {each["field"]: each["after"] for each in event.changes} == {
        "text": "Reach most sites", "target value": "87", "unit": "% of sites", "deadline": "by June 2021",
        "ends": "2021-06-30", "strategy version": "Year one", "counts from": "Q3 2020/21",
    }  # fmt: skip


def test_addition_for_a_later_quarter_is_not_in_the_open_one(change, period):
    target = make_target()

    add_milestone(target=target, words={"text": "Later"}, deadline=DEADLINE, change=replace(change, quarter=Q4))

    assert [each.text for each in row_of(period, target.ref).milestones] == [f"Commitment 1 of {target.ref}"]


def test_nothing_is_added_to_what_has_ended(change):
    ended = make_objective(ended_quarter=Q3, ended_as="withdrawn", ended_reason="Over")

    with pytest.raises(Refused, match="withdrawn in Q3 2020/21"):
        add_target(objective=ended, summary="Too late", change=change)


def test_nothing_is_added_before_its_parent_counts(change):
    coming = make_objective(from_quarter=Q4)

    with pytest.raises(Refused, match="only from Q4 2020/21"):
        add_target(objective=coming, summary="Too early", change=change)


def test_addition_in_a_closed_quarter_is_refused_and_in_the_next_one_taken(change, period):
    period.state = ReportingPeriod.State.CLOSED
    period.save()
    theme = make_theme()

    with pytest.raises(Refused, match="Choose Q4 2020/21 or later"):
        add_objective(theme=theme, title="Now", change=change)
    added = add_objective(theme=theme, title="Next", change=replace(change, quarter=Q4))

    assert added.from_quarter == Q4
