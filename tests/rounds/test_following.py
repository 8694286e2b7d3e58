"""What a quarter expects follows the records."""

import pytest
from django.db import IntegrityError, transaction

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds import actions
from pssdash.rounds.following import follow
from pssdash.rounds.models import ExpectedReturn
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_milestone, make_period, make_target, make_update, publish
from tests.factories.organisations import (
    make_collaborative,
    make_deliverer,
    make_england,
    make_icb,
    make_organisation,
    make_region,
)
from tests.factories.programmes import (
    make_deliverable,
    make_framework,
    make_measure,
    make_programme,
    make_section,
    make_workstream,
)
from tests.factories.rounds import make_expected

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
ENDED = {"ended_quarter": "2020-21-q3", "ended_as": "withdrawn", "ended_reason": "Done elsewhere"}


def owed(period) -> set[tuple[str, object, str]]:
    """(kind, what, organisation)."""
    follow(period)
    found = period.expected.select_related("organisation")
    return {(each.item_name, getattr(each, each.item_name), each.organisation.code) for each in found}


def approve(target, period, **fields):
    return make_update(target, period, state="approved", approved_by=make_user(), **fields)


def test_opening_lists_one_of_every_kind_and_says_how_many():
    workstream, programme = make_workstream(), make_programme()
    target, deliverable = make_target(), make_deliverable(from_quarter=Quarter(2020, 3))
    section, framework = make_section(programme), make_framework(workstream)
    measure = make_measure(reported_by="collaborative")
    make_england(), make_collaborative(code="PSC-N")

    period = actions.open_quarter(
        quarter=Quarter(2020, 3), by=make_user(EDITOR), covers_objectives=True, covers_programmes=True
    )

    assert owed(period) == {
        ("target", target, "ENG"),
        ("deliverable", deliverable, "ENG"),
        ("section", section, "ENG"),
        ("framework", framework, "ENG"),
        ("measure", measure, "PSC-N"),
    }
    event = AuditEvent.objects.get(action="listed what is owed")
    assert (event.by, event.changes) == (period.opened_by, [{"field": "returns", "before": "", "after": "5"}])


def test_only_what_the_period_covers_is_owed():
    make_deliverable(from_quarter=Quarter(2020, 3))

    assert owed(make_period()) == set()


def test_organisations_owe_what_they_deliver():
    period, region = make_period(), make_region()
    icb, body = make_icb(region, code="QE1"), make_organisation(code="NHSR")
    trust = make_organisation("trust", code="RJZ", trust_type="acute")
    make_organisation("trust", code="RXX", trust_type="community")
    deliverers = [
        make_deliverer(member_kind="icb"),
        make_deliverer(kind="body", organisation=body),
        make_deliverer(member_kind="trust", member_trust_type="acute"),
    ]
    target = make_target(deliverers=deliverers)
    listed = make_deliverer()
    listed.members.add(trust)
    other = make_target(deliverers=[listed])

    assert owed(period) == {
        *(("target", each, "ENG") for each in (target, other)),
        *(("target", target, each.code) for each in (icb, body, trust)),
        ("target", other, "RJZ"),
    }


def test_an_organisation_that_was_closed_at_the_end_owes_nothing():
    period = make_period()
    make_icb(make_region(), end="2020-11-30", code="QE1"), make_icb(make_region(), end="2020-12-31", code="QE2")
    target = make_target(deliverers=[make_deliverer(member_kind="icb")])

    assert owed(period) == {("target", target, "ENG"), ("target", target, "QE2")}


def test_what_is_complete_since_an_earlier_quarter_is_asked_of_nobody():
    collaborative = make_collaborative()
    done, open_still = (make_target(deliverers=[make_deliverer(member_kind="collaborative")]) for _ in range(2))
    approve(done, earlier := make_period("Q2 2020/21"), status="complete")
    approve(open_still, earlier)
    publish(earlier)

    assert owed(make_period()) == {("target", open_still, "ENG"), ("target", open_still, collaborative.code)}


def test_what_is_completed_in_the_quarter_is_still_owed_in_it():
    target, period = make_target(), make_period()
    approve(target, period, status="complete")

    assert owed(period) == {("target", target, "ENG")}


def test_one_milestone_that_is_open_keeps_a_target_owed():
    target, earlier = make_target(), make_period("Q2 2020/21")
    approve(target, earlier, status="complete")
    publish(earlier)
    make_milestone(target)

    assert owed(make_period()) == {("target", target, "ENG")}


def test_milestones_that_end_in_the_quarter_are_over():
    target = make_target()
    target.milestones.update(**ENDED | {"ended_quarter": Quarter(2020, 3).start})

    assert owed(make_period()) == set()


def test_a_target_without_milestones_is_owed():
    target = make_target(deadline=None)

    assert owed(make_period()) == {("target", target, "ENG")}


def test_an_organisation_that_has_finished_its_part_is_not_asked_again():
    north, south = make_collaborative(), make_collaborative()
    target = make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    approve(target, earlier := make_period("Q2 2020/21"), status="complete", organisation=north)
    publish(earlier)

    assert owed(make_period()) == {("target", target, "ENG"), ("target", target, south.code)}


def test_what_was_said_last_counts():
    target, earlier = make_target(), make_period("Q2 2020/21")
    approve(target, earlier, status="complete")
    approve(target, earlier, status="in_progress", version=2, correction_reason="A slip")
    publish(earlier)

    assert owed(make_period()) == {("target", target, "ENG")}


def test_a_draft_that_says_complete_does_not_count():
    target, earlier = make_target(), make_period("Q2 2020/21")
    make_update(target, earlier, status="complete")
    publish(earlier)

    assert owed(make_period()) == {("target", target, "ENG")}


@pytest.mark.parametrize(("frequency", "is_owed"), [("month", True), ("quarter", True), ("year", False)])
def test_a_measure_is_owed_where_a_period_of_it_ends_in_the_quarter(frequency, is_owed):
    measure = make_measure(frequency=frequency)

    assert owed(make_period(covers_programmes=True, covers_objectives=False)) == (
        {("measure", measure, "ENG")} if is_owed else set()
    )


def test_only_the_types_of_trust_that_report_a_measure_owe_it():
    measure = make_measure(reported_by="trust", trust_types="acute, acute_specialist")
    for code, trust_type in (("A", "acute"), ("S", "acute_specialist"), ("M", "mental_health"), ("U", "")):
        make_organisation(code=code, kind="trust", trust_type=trust_type)

    found = owed(make_period(covers_programmes=True, covers_objectives=False))

    assert {code for kind, _, code in found if kind == "measure"} == {"A", "S", "U"}
    assert {each for each in found if each[0] == "measure"} == {("measure", measure, code) for code in "ASU"}


def test_what_is_added_to_an_open_quarter_is_owed_from_then_on():
    period = make_period()
    first = make_target()
    before = owed(period)
    second = make_target()

    assert (before, owed(period)) == ({("target", first, "ENG")}, {("target", each, "ENG") for each in (first, second)})


def test_what_ends_in_an_open_quarter_is_owed_no_more():
    period, target = make_period(), make_target()
    owed(period)
    for name, value in (ENDED | {"ended_quarter": period.quarter}).items():
        setattr(target, name, value)
    target.save()

    assert owed(period) == set()


def test_following_one_organisation_leaves_the_others_alone():
    period, ours = make_period(), make_collaborative()
    other = make_expected(period, make_collaborative(), target=make_target())
    target = make_target(deliverers=[make_deliverer(member_kind="collaborative")])

    follow(period, [ours])

    assert set(period.expected.values_list("organisation", "target")) == {
        (ours.pk, target.pk),
        (other.organisation_id, other.target_id),
    }


def test_a_published_quarter_stays_as_it_was():
    period = make_period()
    gone = make_expected(period, make_collaborative(), target=make_target())
    publish(period)
    make_target()

    follow(period)

    assert list(period.expected.all()) == [gone]


def test_following_twice_changes_nothing():
    period = make_period()
    make_target()
    follow(period)
    before = list(period.expected.values_list("pk", flat=True))

    follow(period)

    assert list(period.expected.values_list("pk", flat=True)) == before
    assert AuditEvent.objects.filter(action="listed what is owed").count() == 1


def test_following_meets_a_quarter_that_was_taken_back_meanwhile():
    period = make_period()
    make_target()
    stale = ReportingPeriod.objects.get()
    period.delete()

    follow(stale)

    assert not ExpectedReturn.objects.exists()


def test_the_list_goes_with_an_opening_that_is_taken_back():
    make_england(), make_target()
    period = actions.open_quarter(quarter=Quarter(2020, 3), by=make_user(EDITOR))

    actions.take_back_opening(period=period, by=make_user(EDITOR), reason="By mistake")

    assert not ExpectedReturn.objects.exists() and Organisation.objects.exists()


def test_a_site_without_organisations_opens_a_quarter_in_which_nothing_is_owed():
    make_target()

    assert not actions.open_quarter(quarter=Quarter(2020, 3), by=make_user(EDITOR)).expected.exists()


@pytest.mark.parametrize("of", [(), ("target", "measure")])
def test_the_database_takes_one_thing_and_no_more(of):
    things = {"target": make_target(), "measure": make_measure()}

    with pytest.raises(IntegrityError), transaction.atomic():
        make_expected(make_period(), make_england(), **{name: things[name] for name in of})


def test_the_database_takes_no_second_of_the_same():
    period, target = make_period(), make_target()
    make_expected(period, make_england(), target=target)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_expected(period, make_england(), target=target)


def test_the_database_takes_no_extension_without_its_reason():
    expected = make_expected(make_period(), make_england(), target=make_target())
    expected.extended_to, expected.extended_at, expected.extended_by = expected.due, NOON, make_user()

    with pytest.raises(IntegrityError), transaction.atomic():
        expected.save()


def test_reading_takes_as_many_queries_for_a_country_as_for_a_village(query_count):
    period, objective = make_period(covers_programmes=True), make_target().objective
    counts = []
    for number in (2, 12):
        for _ in range(number):
            make_collaborative()
            group = make_deliverer(member_kind="collaborative")
            make_target(objective=objective, deliverers=[group])
            make_deliverable(deliverers=[group], from_quarter=Quarter(2020, 3))
            make_measure(reported_by="collaborative")
        follow(period)
        counts.append(query_count(lambda: follow(period)))

    assert counts[0] == counts[1]
