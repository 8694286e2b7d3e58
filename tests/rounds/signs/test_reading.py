"""What the signs of a quarter are read from, and for whom."""

import pytest

from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Status
from pssdash.rounds.signs.items import Said
from pssdash.rounds.signs.reading import items_in
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer, make_icb, make_region
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_update,
    make_programmes_period,
    publish_programmes,
)

pytestmark = pytest.mark.django_db


def approved(target, period, **fields):
    return make_update(target, period, state="approved", approved_by=make_user(APPROVER), **fields)


def published(quarter, *targets, **fields):
    """A published quarter with an update of each target."""
    period = make_period(quarter)
    for target in targets:
        approved(target, period, **fields)
    return publish(period)


def only_item(period, user=None):
    (found,) = items_in(period, user or make_user(EDITOR))
    return found


def test_an_item_knows_what_was_said_in_the_quarters_before_newest_first():
    target = make_target()
    for quarter in ("Q4 2019/20", "Q1 2020/21", "Q2 2020/21"):
        published(quarter, target, progress=f"Said in {quarter}")
    period = make_period("Q3 2020/21")

    item = only_item(period)

    assert [said.text for said in item.said] == [
        "", "Said in Q2 2020/21", "Said in Q1 2020/21", "Said in Q4 2019/20",
    ]  # fmt: skip
    assert item.chapter == (target.objective.theme.slug, target.objective.theme.name)
    assert item.url.endswith(f"?quarter=2020-21-q3#{target.ref}")


def test_quarters_after_the_one_shown_are_not_read():
    target = make_target()
    first = published("Q1 2020/21", target, progress="First")
    published("Q2 2020/21", target, progress="Second")

    assert only_item(first).said == (Said("First"),)


def test_a_correction_counts_and_not_what_it_corrects():
    target, period = make_target(), make_period("Q1 2020/21")
    approved(target, period, progress="Wrong")
    publish(period)
    approved(target, period, progress="Right", version=2, correction_reason="A slip")
    row = target.published_rows.get()
    row.pk, row._state.adding = None, True
    row.version, row.correction_reason, row.content = 2, "A slip", row.content | {"progress": "Right"}
    row.save()

    assert only_item(make_period("Q2 2020/21")).said[1].text == "Right"


def test_a_quarter_without_the_item_ends_what_is_counted():
    old, new = make_target(), make_target(from_quarter=Quarter(2020, 2))
    published("Q1 2020/21", old)
    published("Q2 2020/21", old, new)

    items = items_in(make_period("Q3 2020/21"), make_user(EDITOR))

    assert [(item.ref, len(item.earlier)) for item in items] == [(old.ref, 2), (new.ref, 1)]


def test_what_is_written_and_not_approved_is_read_while_the_quarter_is_not_published():
    target, period = make_target(), make_period()
    make_update(target, period, progress="Drafted", action_owner="Sam Field", status="paused")

    item = only_item(period)

    assert item.said == (Said("Drafted"),)
    assert item.action_owner == "Sam Field"
    assert item.status_of(item.row.milestones[0]) is Status.PAUSED
    assert item.is_open


def test_what_an_organisation_writes_is_not_what_england_says():
    target, period = make_target(), make_period()
    make_update(target, period, organisation=make_collaborative(), progress="Ours")

    assert only_item(period).said == (Said(""),)


def test_drafts_of_a_published_quarter_are_not_read():
    target, period = make_target(), make_period()
    make_update(target, period, progress="Never approved", state="submitted", submitted_at=NOON)
    publish(period)

    assert only_item(period).said == (Said(""),)


def test_deliverables_are_items_too():
    deliverable, first = make_deliverable(), make_programmes_period("Q2 2024/25")
    make_deliverable_update(deliverable, first, progress="Begun", state="approved", approved_by=make_user(APPROVER))
    publish_programmes(first)
    period = make_programmes_period("Q3 2024/25")
    make_deliverable_update(deliverable, period, progress="Goes on")

    item = only_item(period)

    programme = deliverable.workstream.programme
    assert [said.text for said in item.said] == ["Goes on", "Begun"]
    assert (item.chapter, item.ref) == ((programme.slug, programme.name), deliverable.ref)
    assert item.url == f"{deliverable.get_absolute_url()}?quarter=2024-25-q3"


def refs(period, user) -> list[str]:
    return [item.ref for item in items_in(period, user)]


def test_a_lead_is_shown_the_targets_that_concern_the_region_and_the_deliverables_made_in_it():
    north, south = make_region(), make_region()
    icb = make_icb(north)
    theirs, others = make_deliverer(), make_deliverer()
    theirs.members.add(icb)
    everywhere, ours, _ = make_target(), make_target(regions=[north]), make_target(regions=[south])
    delivered = make_deliverable(deliverers=[theirs], from_quarter=Quarter(2020, 1))
    make_deliverable(deliverers=[others], from_quarter=Quarter(2020, 1))
    period = make_period("Q3 2020/21", covers_programmes=True)

    assert refs(period, make_user(REGIONAL_LEAD, organisations=(north,))) == [everywhere.ref, ours.ref, delivered.ref]
    assert refs(period, make_user(REGIONAL_LEAD)) == []


def test_a_submitter_is_shown_what_their_organisation_helps_to_deliver():
    organisation = make_collaborative()
    group = make_deliverer(member_kind=OrganisationKind.COLLABORATIVE)
    target, _ = make_target(deliverers=[group]), make_target()
    delivered = make_deliverable(deliverers=[group], from_quarter=Quarter(2020, 1))
    make_deliverable(from_quarter=Quarter(2020, 1))
    period = make_period("Q3 2020/21", covers_programmes=True)

    assert refs(period, make_user(SUBMITTER, organisations=(organisation,))) == [target.ref, delivered.ref]
    assert refs(period, make_user(SUBMITTER)) == []


def test_national_team_is_shown_everything_though_it_leads_a_region_too():
    target = make_target(regions=[make_region()])
    user = make_user(EDITOR, REGIONAL_LEAD, organisations=(make_region(),))

    assert refs(make_period(), user) == [target.ref]
