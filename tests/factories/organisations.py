"""England, and small parts of the map."""

from itertools import count

from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind, OrganisationLink

numbers = count(1)


def make_organisation(kind: str = OrganisationKind.NATIONAL_BODY, **fields) -> Organisation:
    number = next(numbers)
    values = {
        "code": f"ORG{number}",
        "name": f"Organisation {number}",
        "short_name": f"Organisation {number}",
    }
    return Organisation.objects.create(kind=kind, **(values | fields))


def make_england() -> Organisation:
    england, _ = Organisation.objects.get_or_create(
        kind=OrganisationKind.NATION, defaults={"code": "ENG", "name": "England", "short_name": "England"}
    )
    return england


def make_region(**fields) -> Organisation:
    return make_organisation(OrganisationKind.REGION, **fields)


def make_icb(region: Organisation, collaborative: Organisation | None = None, **fields) -> Organisation:
    """An ICB in `region`, working with `collaborative`."""
    icb = make_organisation(OrganisationKind.ICB, **fields)
    OrganisationLink.objects.create(kind=OrganisationLink.Kind.REGION, child=icb, parent=region)
    if collaborative:
        OrganisationLink.objects.create(kind=OrganisationLink.Kind.COLLABORATIVE, child=icb, parent=collaborative)
    return icb


def make_collaborative(**fields) -> Organisation:
    return make_organisation(OrganisationKind.COLLABORATIVE, **fields)


def make_deliverer(**fields) -> Deliverer:
    number = next(numbers)
    values = {"slug": f"deliverer-{number}", "name": f"Deliverer {number}", "kind": Deliverer.Kind.GROUP}
    return Deliverer.objects.create(**(values | fields))
