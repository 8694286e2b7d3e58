"""Who delivers a target, where it counts, and in which order targets stand."""

import pytest

from objectives.actions.strategy import (
    reorder,
)
from objectives.actions.target_parts import add_deliverer, set_deliverers, set_regions
from objectives.quarter_rows import rows_for
from pssdash.accounts.models import AuditEvent
from pssdash.organisations.models import Deliverer
from pssdash.reporting.refusals import Refused
from tests.factories.objectives import (
    make_objective,
    make_target,
)
from tests.factories.organisations import make_deliverer, make_region
from tests.objectives.strategy_changes.reading import row_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


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
