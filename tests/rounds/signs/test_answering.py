"""Who is there to be asked."""

from datetime import date

import pytest

from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Deliverer, OrganisationKind
from pssdash.rounds.signs.answering import who_answers
from pssdash.rounds.signs.reading import items_in
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import (
    make_collaborative,
    make_deliverer,
    make_england,
    make_icb,
    make_organisation,
    make_region,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 31)


def asked(user=None, period=None):
    user = user or make_user(EDITOR)
    return who_answers(items_in(period or make_period(), user), DAY, user)


def leaver(name="Sam Field", **fields):
    user = make_user(SUBMITTER, **fields)
    user.name, user.is_active = name, False
    user.save()
    return user


def body(**fields):
    organisation = make_organisation(**fields)
    return make_deliverer(name=organisation.name, kind=Deliverer.Kind.BODY, organisation=organisation)


def test_a_body_without_an_account_has_nobody_who_answers():
    deliverer = body(name="NHS Resolution")
    target = make_target(deliverers=[deliverer])

    found = asked()

    assert found.answering.unanswered == {deliverer.slug: "Nobody answers for NHS Resolution"}
    assert [(each.name, [item.ref for item in each.items]) for each in found.organisations] == [
        ("NHS Resolution", [target.ref])
    ]


def test_an_active_account_answers_and_a_closed_one_does_not():
    deliverer = body()
    make_target(deliverers=[deliverer])
    leaver(organisations=(deliverer.organisation,))
    assert deliverer.slug in asked().answering.unanswered

    make_user(SUBMITTER, organisations=(deliverer.organisation,))

    assert asked(period=make_period("Q4 2020/21")).answering.unanswered == {}


def test_one_member_that_answers_speaks_for_the_group_and_the_others_are_listed():
    group = make_deliverer(member_kind=OrganisationKind.COLLABORATIVE)
    first, _ = make_collaborative(name="First"), make_collaborative(name="Second")
    make_target(deliverers=[group])
    make_user(SUBMITTER, organisations=(first,))

    found = asked()

    assert found.answering.unanswered == {}
    assert [each.name for each in found.organisations] == ["Second"]


def test_members_that_are_listed_count():
    group = make_deliverer(name="Partners")
    group.members.add(make_organisation(name="One"))
    make_target(deliverers=[group])

    assert asked().answering.unanswered == {group.slug: "Nobody answers for Partners"}


def test_a_group_of_people_and_england_are_not_said_to_have_nobody():
    england = make_deliverer(kind=Deliverer.Kind.BODY, organisation=make_england())
    make_target(deliverers=[make_deliverer(), england])

    found = asked()

    assert (found.answering.unanswered, found.organisations) == ({}, ())


def test_a_body_that_had_closed_by_then_is_said_to_have_closed():
    closed = body(short_name="NHSX", end=date(2020, 12, 30))
    still_open = body(end=date(2020, 12, 31))
    make_target(deliverers=[closed, still_open])

    found = asked()

    assert found.answering.closed == {closed.slug: "NHSX closed on 30 Dec 2020"}
    assert list(found.answering.unanswered) == [still_open.slug]


def test_what_is_complete_asks_nobody():
    target, period = make_target(deliverers=[body()]), make_period()
    make_update(
        target, period, state="approved", approved_by=make_user(APPROVER), status="complete", met_on=date(2020, 12, 1)
    )

    assert asked(period=period).organisations == ()


def test_leavers_are_known_by_name_and_address_unless_a_colleague_has_the_same_name():
    gone = leaver("Sam Field")
    leaver("Alex Hill")
    colleague = make_user(EDITOR)
    colleague.name = "ALEX HILL"
    colleague.save()

    left = asked().answering.left

    assert {"sam field", gone.email} <= left
    assert "alex hill" not in left


def test_a_lead_reads_of_the_organisations_of_the_region_and_of_no_leavers():
    north = make_region(name="North")
    make_icb(north, name="Ours")
    make_icb(make_region(), name="Theirs")
    make_target(deliverers=[make_deliverer(member_kind=OrganisationKind.ICB)])
    leaver()

    found = asked(make_user(REGIONAL_LEAD, organisations=(north,)))

    assert [each.name for each in found.organisations] == ["Ours"]
    assert found.answering.left == frozenset()
