"""Rewording, and from which quarter on a change counts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from objectives.actions.strategy import (
    add_milestone,
    add_objective,
    reorder,
    reword,
)
from objectives.actions.target_parts import set_deliverers, set_regions
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
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
from tests.objectives.strategy_changes.reading import DEADLINE, Q2, Q3, Q4, contents, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


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


def test_change_before_its_version_begins_is_refused(change):
    version = make_version(slug="2021", name="2021 update", from_quarter=Q4)

    with pytest.raises(Refused, match="2021 update begins in Q4 2020/21"):
        add_objective(theme=make_theme(), title="Early", change=replace(change, version=version))


def test_change_in_the_first_quarter_of_its_version_is_taken(change):
    version = make_version(slug="2021", name="2021 update", from_quarter=Q3)

    added = add_objective(theme=make_theme(), title="In time", change=replace(change, version=version))

    assert added.version == version


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
