"""Who lies inside a region, whose rows a person may read, and what the table refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Organisation, OrganisationKind, OrganisationLink
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_organisation, make_region

pytestmark = pytest.mark.django_db
Kind = OrganisationLink.Kind


@pytest.fixture
def places():
    """Dorset is in the South West, but its collaborative is Wessex, which lies in the South East."""
    south_west, south_east = make_region(code="Y58"), make_region(code="Y59")
    wessex, elsewhere = make_collaborative(code="HI-Wessex"), make_collaborative(code="HI-KSS")
    dorset = make_icb(south_west, wessex, code="QVV")
    make_icb(south_east, wessex, code="QRL")
    make_icb(south_east, elsewhere, code="QKS")
    for code, icb in (("R0D", dorset), ("RHM", Organisation.objects.get(code="QRL"))):
        trust = make_organisation(OrganisationKind.TRUST, code=code)
        OrganisationLink.objects.create(kind=Kind.ICB, child=trust, parent=icb)
    make_england()
    return {organisation.code: organisation for organisation in Organisation.objects.all()}


def codes(organisations):
    return sorted(organisation.code for organisation in organisations)


SOUTH_WEST = ["HI-Wessex", "QVV", "R0D", "Y58"]
SOUTH_EAST = ["HI-KSS", "HI-Wessex", "QKS", "QRL", "RHM", "Y59"]


def test_region_holds_its_icbs_their_trusts_and_their_collaboratives(places):
    inside = Organisation.objects.inside_regions([places["Y58"]])

    assert codes(inside) == SOUTH_WEST


def test_regions_may_be_given_as_a_queryset(places):
    inside = Organisation.objects.inside_regions(Organisation.objects.filter(code="Y59"))

    assert codes(inside) == SOUTH_EAST


def test_trust_that_moved_stays_inside_the_region_that_it_left(places):
    OrganisationLink.objects.filter(child=places["R0D"]).update(end=date(2020, 3, 31))

    inside = Organisation.objects.inside_regions([places["Y58"]])

    assert "R0D" in codes(inside)


def test_region_that_an_icb_came_from_is_not_inside_the_other(places):
    OrganisationLink.objects.create(kind=Kind.REGION, child=places["QVV"], parent=places["Y59"])

    inside = Organisation.objects.inside_regions([places["Y58"]])

    assert codes(inside) == SOUTH_WEST


def test_no_region_holds_nothing(places):
    assert not Organisation.objects.inside_regions(Organisation.objects.none()).exists()


EVERYTHING = sorted([*{*SOUTH_WEST, *SOUTH_EAST}, "ENG"])


@pytest.mark.parametrize(
    ("role", "answers_for", "readable"),
    [
        (EDITOR, [], EVERYTHING),
        (APPROVER, [], EVERYTHING),
        (REGIONAL_LEAD, ["Y58"], SOUTH_WEST),
        (REGIONAL_LEAD, ["Y58", "Y59"], sorted({*SOUTH_WEST, *SOUTH_EAST})),
        (REGIONAL_LEAD, [], []),
        (REGIONAL_LEAD, ["R0D"], []),
        (SUBMITTER, ["HI-Wessex"], ["HI-Wessex"]),
        (SUBMITTER, ["R0D", "QVV"], ["QVV", "R0D"]),
        (BOARD_MEMBER, ["Y58"], []),
        (ADMINISTRATOR, ["Y58"], []),
    ],
)
def test_local_rows_are_read_by(places, role, answers_for, readable):
    user = make_user(role, organisations=[places[code] for code in answers_for])

    assert codes(Organisation.objects.with_local_rows_for(user)) == readable


@pytest.mark.parametrize(
    ("role", "regions"),
    [(EDITOR, ["Y58", "Y59"]), (REGIONAL_LEAD, ["Y58"]), (SUBMITTER, []), (BOARD_MEMBER, [])],
)
def test_region_pages_are_read_by(places, role, regions):
    user = make_user(role, organisations=[places["Y58"], places["QVV"]])

    assert codes(Organisation.objects.regions_readable_by(user)) == regions


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2022, 6, 30), False),
        (date(2022, 7, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_organisation_is_open_from_its_first_to_its_last_day(day, is_open):
    make_organisation(start=date(2022, 7, 1), end=date(2026, 3, 31))

    assert Organisation.objects.open_at(day).exists() is is_open


def test_organisation_without_dates_is_always_open():
    make_organisation()

    assert Organisation.objects.open_at(date(1900, 1, 1)).exists()


def test_organisation_that_closes_before_it_opens_is_refused():
    with pytest.raises(IntegrityError):
        make_organisation(start=date(2022, 7, 1), end=date(2022, 6, 30))


def test_second_nation_is_refused():
    make_england()

    with pytest.raises(IntegrityError):
        make_organisation(OrganisationKind.NATION)


def test_same_lasting_link_twice_is_refused(places):
    with pytest.raises(IntegrityError):
        OrganisationLink.objects.create(kind=Kind.REGION, child=places["QVV"], parent=places["Y58"])


def test_link_that_ended_may_be_made_again(places):
    OrganisationLink.objects.filter(child=places["QVV"], kind=Kind.REGION).update(end=date(2024, 3, 31))

    OrganisationLink.objects.create(kind=Kind.REGION, child=places["QVV"], parent=places["Y58"], start=date(2025, 4, 1))

    assert places["QVV"].parent_links.filter(kind=Kind.REGION).count() == 2


@pytest.mark.parametrize(
    ("kind", "child", "parent", "fits"),
    [
        (Kind.ICB, "R0D", "QVV", True),
        (Kind.REGION, "QVV", "Y59", True),
        (Kind.COLLABORATIVE, "R0D", "HI-KSS", True),
        (Kind.REGION, "R0D", "Y58", False),
        (Kind.ICB, "QVV", "QRL", False),
        (Kind.COLLABORATIVE, "QVV", "Y58", False),
    ],
)
def test_link_leads_to_the_kind_that_it_names(places, kind, child, parent, fits):
    link = OrganisationLink(kind=kind, child=places[child], parent=places[parent])

    if fits:
        link.clean()
    else:
        with pytest.raises(ValidationError):
            link.clean()
