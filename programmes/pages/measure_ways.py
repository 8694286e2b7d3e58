"""The ways to look at a measure that lead somewhere for its reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from programmes.models import Basis, Measure
from programmes.pages.links import Choice, changed
from programmes.pages.measure_query import ENGLAND, LEVELS, Choosable, MeasureQuery, choosable
from programmes.pages.measure_rules import EXPLAINED
from programmes.spc import RULE_SETS
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind


@dataclass(frozen=True)
class Ways:
    """The ways to look at a measure that lead somewhere: by level, on another basis, beside another organisation.

    `with_values` are the organisations with values that the reader may see, `others` those beside the one shown.
    """

    levels: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    rule_sets: tuple[Choice, ...]
    with_values: tuple[Choosable, ...]
    others: tuple[Choosable, ...]


def ways_of(user: User, measure: Measure, asked: MeasureQuery, basis: str, bases: list[str], query: QueryDict) -> Ways:
    found = tuple(choosable(user, measure, asked.until))
    return Ways(
        levels=tuple(level_choices(found, asked, query)),
        bases=tuple(Choice(Basis(each).label, changed(query, basis=each), is_current=each == basis) for each in bases),
        rule_sets=tuple(
            Choice(each.label, changed(query, rules=name), name == asked.rules, EXPLAINED[name])
            for name, each in RULE_SETS.items()
        ),
        with_values=found,
        others=tuple(each for each in found if each.pk != asked.organisation.pk),
    )


def level_choices(found: Sequence[Organisation | Choosable], asked: MeasureQuery, query: QueryDict) -> list[Choice]:
    """England, and the levels at which there is something to see for this reader."""
    gone = ("level", "region", "organisation", "compare")
    is_england = asked.level is None and asked.organisation.kind == OrganisationKind.NATION
    choices = [Choice("England", changed(query, *gone, level=ENGLAND), is_england)]
    for level in LEVELS.values():
        number = sum(each.kind == level.kind for each in found)
        if number:
            choices.append(
                Choice(level.many, changed(query, *gone, level=level.name), level == asked.level, str(number))
            )
    return choices
