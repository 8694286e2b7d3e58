"""Who answers for a deliverer on a day, and for which deliverers an organisation answers."""

from datetime import date

import pytest
from django.db import IntegrityError

from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind
from tests.factories.organisations import make_deliverer, make_organisation

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 31)
BODY = Deliverer.Kind.BODY


def trust(code, trust_type="acute", **fields):
    return make_organisation(OrganisationKind.TRUST, code=code, trust_type=trust_type, **fields)


def codes(organisations):
    return sorted(organisation.code for organisation in organisations)


def test_body_answers_itself():
    body = make_organisation(code="NHS-RESOLUTION")
    make_organisation()

    deliverer = make_deliverer(kind=BODY, organisation=body)

    assert codes(deliverer.members_at(DAY)) == ["NHS-RESOLUTION"]


def test_body_that_has_closed_does_not_answer():
    body = make_organisation(end=date(2020, 9, 30))

    assert not make_deliverer(kind=BODY, organisation=body).members_at(DAY).exists()


def test_group_of_a_kind_has_those_that_are_open():
    make_organisation(OrganisationKind.ICB, code="NOW", start=date(2020, 4, 1))
    make_organisation(OrganisationKind.ICB, code="LATER", start=date(2021, 4, 1))
    trust("R0D")

    assert codes(make_deliverer(member_kind=OrganisationKind.ICB).members_at(DAY)) == ["NOW"]


def test_group_of_acute_trusts_leaves_the_others_out():
    trust("R0D"), trust("RXT", "mental_health")

    deliverer = make_deliverer(member_kind=OrganisationKind.TRUST, member_trust_type="acute")

    assert codes(deliverer.members_at(DAY)) == ["R0D"]


def test_listed_members_answer():
    listed, _ = make_organisation(code="A"), make_organisation(code="B")
    deliverer = make_deliverer()
    deliverer.members.add(listed)

    assert codes(deliverer.members_at(DAY)) == ["A"]


def test_group_of_people_has_no_members():
    make_organisation()

    assert not make_deliverer().members_at(DAY).exists()


@pytest.fixture
def deliverers():
    """One of each sort: a body, all trusts, acute trusts, a list, people."""
    listed = make_organisation(OrganisationKind.COLLABORATIVE, code="HI-NWC")
    body = make_organisation(code="NHS-RESOLUTION")
    make_deliverer(slug="resolution", kind=BODY, organisation=body)
    make_deliverer(slug="trusts", member_kind=OrganisationKind.TRUST)
    make_deliverer(slug="acute-trusts", member_kind=OrganisationKind.TRUST, member_trust_type="acute")
    make_deliverer(slug="some-collaboratives").members.add(listed)
    make_deliverer(slug="people")
    trust("R0D"), trust("RXT", "mental_health")


@pytest.mark.parametrize(
    ("code", "answers_for"),
    [
        ("NHS-RESOLUTION", ["resolution"]),
        ("R0D", ["acute-trusts", "trusts"]),
        ("RXT", ["trusts"]),
        ("HI-NWC", ["some-collaboratives"]),
    ],
)
def test_organisation_answers_for(deliverers, code, answers_for):
    found = Deliverer.objects.answered_by(Organisation.objects.filter(code=code))

    assert sorted(deliverer.slug for deliverer in found) == answers_for


def test_nobody_answers_for_nothing(deliverers):
    assert not Deliverer.objects.answered_by(Organisation.objects.none()).exists()


@pytest.mark.parametrize(
    "fields",
    [{"kind": "group", "organisation_id": 1}, {"member_trust_type": "acute", "member_kind": OrganisationKind.ICB}],
    ids=["group with one body", "trust type without trusts"],
)
def test_deliverer_that_contradicts_itself_is_refused(fields):
    if "organisation_id" in fields:
        fields["organisation_id"] = make_organisation().pk

    with pytest.raises(IntegrityError):
        make_deliverer(**fields)
