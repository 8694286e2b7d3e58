"""What the address of a measure's page asks for. What does not exist, or may not be seen, is not found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, QueryDict

from programmes.models import Basis, Measure, Observation, RollUp
from programmes.models.observations import those_shown_to, visible_through
from programmes.spc import RULE_SETS
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind

ENGLAND = "england"
STEPS_OFF = "off"
EVERY = "all"
DEFAULT_RULES = "mdc"


@dataclass(frozen=True)
class Level:
    """A kind of organisation that a measure can be looked at by. `name` is its word in the address."""

    name: str
    kind: str
    one: str
    many: str
    all_of_them: str


LEVELS = {
    level.name: level
    for level in (
        Level("region", OrganisationKind.REGION, "region", "Regions", "all regions"),
        Level("psc", OrganisationKind.COLLABORATIVE, "patient safety collaborative", "PSCs", "all collaboratives"),
        Level("icb", OrganisationKind.ICB, "integrated care board", "ICBs", "all boards"),
        Level("trust", OrganisationKind.TRUST, "trust", "Trusts", "all trusts"),
    )
}


@dataclass(frozen=True)
class MeasureQuery:
    """`level` is None for the chart of one `organisation`. `basis` is None where the page may choose. Nothing that ends
    after `until` is for the reader, and all organisations here are in their sight.
    """

    until: date
    nation: Organisation
    organisation: Organisation
    level: Level | None = None
    region: Organisation | None = None
    compare: Organisation | None = None
    basis: str | None = None
    rules: str = DEFAULT_RULES
    has_steps: bool = True
    has_all_differences: bool = False


def read_query(user: User, measure: Measure, query: QueryDict) -> MeasureQuery:
    """Raises Http404 for a level, organisation, region, basis or rule set that is not one, or not one to be seen.

    An empty parameter, as a form sends it, asks for nothing.
    """
    asked = {name: query.get(name, "") for name in ("level", "organisation", "region", "compare", "basis", "rules")}
    level = None if asked["level"] in ("", ENGLAND) else one_of(LEVELS, asked["level"], "level")
    codes = [code for code in (asked["organisation"], asked["compare"]) if code]
    found = {each.code: each for each in those_in_sight(user, measure, Organisation.objects.filter(nation_or(codes)))}
    nation = next((each for each in found.values() if each.kind == OrganisationKind.NATION), None)
    if nation is None:
        raise Http404("There is no England")
    if asked["basis"] and asked["basis"] not in Basis.values:
        raise Http404(f"There is no basis {asked['basis']}")
    return MeasureQuery(
        until=visible_through(user) or date.min,
        nation=nation,
        organisation=one_of(found, asked["organisation"], "organisation") if asked["organisation"] else nation,
        level=level,
        region=region_of(asked["region"]) if asked["region"] else None,
        compare=one_of(found, asked["compare"], "organisation") if asked["compare"] else None,
        basis=asked["basis"] or None,
        rules=one_of(RULE_SETS, asked["rules"] or DEFAULT_RULES, "rule set").name,
        has_steps=query.get("steps") != STEPS_OFF,
        has_all_differences=query.get("differences") == EVERY,
    )


def one_of(choices, name: str, what: str):
    if name not in choices:
        raise Http404(f"There is no {what} {name} to be shown")
    return choices[name]


def nation_or(codes: Iterable[str]) -> Q:
    return Q(kind=OrganisationKind.NATION) | Q(code__in=codes)


def region_of(code: str) -> Organisation:
    region = Organisation.objects.regions().filter(code=code).first()
    if region is None:
        raise Http404(f"There is no region {code}")
    return region


def those_in_sight(user: User, measure: Measure, organisations: Iterable) -> list:
    """Those of the organisations whose values of the measure a person may read."""
    return list(organisations) if reads_all(user, measure) else those_shown_to(user, organisations)


def reads_all(user: User, measure: Measure) -> bool:
    """Of a measure whose values the national report prints."""
    return measure.names_organisations and user.has_perm(Permission.READ_PUBLISHED)


class Choosable(NamedTuple):
    """What a list to choose from needs of an organisation: there may be some hundred, and a page shows all."""

    pk: int
    code: str
    kind: str
    short_name: str


def choosable(user: User, measure: Measure, until: date) -> list[Choosable]:
    """Those of `with_values`, with no more than a list needs."""
    rows = organisations_with_values(measure, until).values_list(*Choosable._fields)
    return those_in_sight(user, measure, map(Choosable._make, rows))


def with_values(user: User, measure: Measure, until: date) -> list[Organisation]:
    """England and the organisations of every level that have values which the person may read, by name."""
    return those_in_sight(user, measure, organisations_with_values(measure, until))


def organisations_with_values(measure: Measure, until: date) -> QuerySet:
    """England and the organisations of every level that have values, by name; not every reader may see each.

    A look into the index for each of some hundred organisations, however many values there are.
    """
    own = {"measure": measure, "organisation": OuterRef("pk"), "end__lte": until}
    kinds = [OrganisationKind.NATION, *(level.kind for level in LEVELS.values())]
    has_values = Exists(Observation.objects.filter(**own)) | Exists(RollUp.objects.filter(**own))
    return Organisation.objects.filter(has_values, kind__in=kinds).order_by("short_name")
