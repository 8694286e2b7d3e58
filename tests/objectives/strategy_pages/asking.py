"""The pages of /strategy/ as they are asked for."""

from django.urls import get_resolver, reverse

from objectives.models import Milestone
from pssdash.reporting.quarters import Quarter
from tests.factories.objectives import make_version

Q3, Q4 = Quarter(2020, 3), Quarter(2020, 4)


def about(**fields):
    """What every change asks, with the fields of the form at hand."""
    return {"version": make_version().pk, "quarter": "2020-21-q3", "reason": "Agreed by the board"} | fields


def url(name, item):
    return reverse(f"strategy_{name}", args=[item.pk if isinstance(item, Milestone) else item.ref])


def words_of(answer):
    return answer.content.decode()


def addresses(target):
    """Every page under /strategy/, with what it is about filled in."""
    keys = {"objectives": target.objective.ref, "targets": target.ref, "milestones": target.milestones.get().pk}
    strategy = next(area for area in get_resolver().url_patterns if str(area.pattern) == "strategy/")
    for route in strategy.url_patterns:
        area = str(route.pattern).partition("/")[0]
        key = target.objective.theme.slug if area == "themes" else keys.get(area)
        yield reverse(route.name, args=[key] if key else [])


def rows(*parts):
    """The rows of the deliverers' form: deliverer, part, place."""
    typed = {"parts-TOTAL_FORMS": len(parts), "parts-INITIAL_FORMS": 0}
    for number, (deliverer, part, place) in enumerate(parts):
        values = {"deliverer": deliverer.pk if deliverer else "", "part": part, "place": place}
        typed |= {f"parts-{number}-{name}": value for name, value in values.items()}
    return typed | {"new_kind": "group", "new_part": "delivers"}
