"""Adding to the strategy, rewording it, and saying who delivers and where."""

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
    reorder,
    reword,
)
from objectives.actions.strategy_changes import Change
from objectives.actions.target_parts import add_deliverer, set_deliverers, set_regions
from objectives.models import Objective, StrategyVersion
from objectives.quarter_rows import rows_for, to_content
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.organisations.models import Deliverer
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    make_milestone,
    make_objective,
    make_period,
    make_target,
    make_theme,
    make_version,
    publish,
)
from tests.factories.organisations import make_deliverer, make_region

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
Q2, Q3, Q4 = Quarter(2020, 2), Quarter(2020, 3), Quarter(2020, 4)
DEADLINE = parse_deadline("by June 2021")


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def change(period):
    return Change(by=make_user(EDITOR), version=make_version(), quarter=Q3, reason="Agreed by the board")


def row_of(period, ref):
    return next(row for row in rows_for(period) if row.ref == ref)


def contents(period):
    return [to_content(row) for row in rows_for(period)]


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


def test_reword_writes_each_changed_field_to_the_trail(change, period):
    target = make_target(summary="Old words", official_wording="As printed")

    reword(item=target, words={"summary": "New words", "official_wording": "As printed"}, change=change)

    event = AuditEvent.objects.get()
    assert row_of(period, target.ref).summary == "New words"
    assert (event.action, event.item_kind, event.item_key) == ("reworded", "target", target.ref)
    assert (event.by, event.reason) == (change.by, "Agreed by the board")
    assert event.changes == [
        {"field": "summary", "before": "Old words", "after": "New words"},
        {"field": "strategy version", "before": "", "after": "Year one"},
        {"field": "counts from", "before": "", "after": "Q3 2020/21"},
    ]


def test_reword_with_the_same_words_is_refused(change):
    milestone = make_milestone(make_target(), target_value=Decimal("87.500"))

    with pytest.raises(Refused, match="Nothing here differs"):
        reword(item=milestone, words={"target_value": Decimal("87.5")}, change=change)

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"reason": "  "}, "Say why"),
        ({"quarter": Q2}, "Q2 2020/21 is published"),
        ({"quarter": Quarter(2019, 2)}, "what is published never changes"),
        ({"quarter": Q4}, "counts from Q3 2020/21"),
    ],
)
def test_reword_is_refused_with_the_reason(change, about, words):
    make_period("Q2 2020/21", state=ReportingPeriod.State.PUBLISHED)
    objective = make_objective(title="As it was")

    with pytest.raises(Refused, match=words):
        reword(item=objective, words={"title": "Other"}, change=replace(change, **about))

    objective.refresh_from_db()
    assert objective.title == "As it was"


def test_reword_is_refused_while_the_quarter_is_closed(change, period):
    period.state = ReportingPeriod.State.CLOSED
    period.save()

    with pytest.raises(Refused, match="Q3 2020/21 is closed, and this change would show in it"):
        reword(item=make_objective(), words={"title": "Other"}, change=change)


def test_addition_in_a_closed_quarter_is_refused_and_in_the_next_one_taken(change, period):
    period.state = ReportingPeriod.State.CLOSED
    period.save()
    theme = make_theme()

    with pytest.raises(Refused, match="Choose Q4 2020/21 or later"):
        add_objective(theme=theme, title="Now", change=change)
    added = add_objective(theme=theme, title="Next", change=replace(change, quarter=Q4))

    assert added.from_quarter == Q4


def test_change_before_its_version_begins_is_refused(change):
    version = make_version(slug="2021", name="2021 update", from_quarter=Q4)

    with pytest.raises(Refused, match="2021 update begins in Q4 2020/21"):
        add_objective(theme=make_theme(), title="Early", change=replace(change, version=version))


def test_change_in_the_first_quarter_of_its_version_is_taken(change):
    version = make_version(slug="2021", name="2021 update", from_quarter=Q3)

    added = add_objective(theme=make_theme(), title="In time", change=replace(change, version=version))

    assert added.version == version


def test_deliverers_are_set_in_order_with_their_parts(change, period):
    first, second = make_deliverer(name="First"), make_deliverer(name="Second")
    target = make_target(deliverers=[first])

    set_deliverers(target=target, parts=[(second, "delivers"), (first, "supports")], change=change)

    assert [(part.name, part.supports) for part in row_of(period, target.ref).deliverers] == [
        ("Second", False), ("First", True)
    ]  # fmt: skip
    assert AuditEvent.objects.get().changes[0] == {
        "field": "deliverers", "before": "First", "after": "Second; First (supports)"
    }  # fmt: skip


def test_deliverer_is_added_once(change):
    added = add_deliverer(name="Patient partners", kind="group", by=change.by, reason=change.reason)

    with pytest.raises(Refused, match="in the list of deliverers already"):
        add_deliverer(name="patient Partners", kind="group", by=change.by, reason=change.reason)

    assert Deliverer.objects.get() == added
    assert AuditEvent.objects.get().item_key == "patient-partners"


def test_deliverer_of_a_known_name_is_not_added_under_another_slug(change):
    make_deliverer(slug="partners", name="Patient partners")

    with pytest.raises(Refused, match="in the list of deliverers already"):
        add_deliverer(name="patient Partners", kind="group", by=change.by, reason=change.reason)


def test_regions_are_set_and_widened_again(change, period):
    target, north = make_target(), make_region(name="North")

    set_regions(target=target, regions=[north], change=change)
    assert row_of(period, target.ref).region_codes == (north.code,)
    set_regions(target=target, regions=None, change=change)

    row = row_of(period, target.ref)
    assert (row.concerns_all_regions, row.region_codes) == (True, ())
    assert [event.changes[0]["after"] for event in AuditEvent.objects.order_by("pk")] == ["North", "all"]


def test_regions_without_any_are_refused(change):
    with pytest.raises(Refused, match="at least one region"):
        set_regions(target=make_target(), regions=[], change=change)


def test_reorder_moves_what_moved_and_records_it_under_each_objective(change, period):
    first, second, third = (make_target().objective for _ in range(3))

    reorder(siblings=[first, second, third], order=[second.pk, first.pk, third.pk], change=change)

    assert [row.objective_ref for row in rows_for(period)] == [second.ref, first.ref, third.ref]
    assert {(event.subject, event.changes[0]["after"]) for event in AuditEvent.objects.all()} == {
        (f"objective/{second.ref}", "1"), (f"objective/{first.ref}", "2")
    }  # fmt: skip


def test_reorder_of_other_items_than_there_are_is_refused(change):
    first, second = make_objective(), make_objective()

    with pytest.raises(Refused, match="Look at the list again"):
        reorder(siblings=[first, second], order=[second.pk], change=change)


def test_edits_leave_a_published_quarter_as_it_was(change, period):
    target = make_target(deadline="by 31 March 2021")
    other = make_target(objective=target.objective)
    published = publish(make_period("Q2 2020/21"))
    before = contents(published)

    reword(item=target, words={"summary": "Other words"}, change=change)
    reword(item=target.objective, words={"title": "Other title"}, change=change)
    reword(item=target.milestones.get(), words={"text": "Other text"}, change=change)
    set_deliverers(target=target, parts=[(make_deliverer(), "supports")], change=change)
    set_regions(target=target, regions=[make_region()], change=change)
    reorder(siblings=[target, other], order=[other.pk, target.pk], change=change)
    add_milestone(target=target, words={"text": "More"}, deadline=DEADLINE, change=change)

    assert contents(published) == before
    assert contents(period) != before
