"""Finding what the strategy holds by the kind and key in a path, and the addresses of its editing pages."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from objectives.actions.strategy_changes import Item, kind_of, name_of
from objectives.models import Milestone, Objective, Target, Theme
from pssdash.reporting.quarters import Quarter

QUERIES = {
    "objective": (Objective.objects.select_related("theme", "version", "replaced_by"), "ref"),
    "target": (Target.objects.select_related("objective__theme", "version", "replaced_by"), "ref"),
    "milestone": (Milestone.objects.select_related("target__objective__theme", "version", "replaced_by__target"), "pk"),
}


def find_item(kind: str, key: str | int) -> Item:
    """The item, or 404."""
    query, field = QUERIES[kind]
    found = query.filter(**{field: key}).first()
    if found is None:
        raise Http404(f"There is no {kind} {key}")
    return found


def key_in_path(item: Item) -> str | int:
    return item.pk if isinstance(item, Milestone) else item.ref


def url_of(item: Item, page: str = "") -> str:
    """The address of an item's editing page, or of one of its forms: reword, withdraw, …"""
    name = f"strategy_{kind_of(item)}{'_' if page else ''}{page}"
    return reverse(name, args=[key_in_path(item)])


def title_of(item: Item) -> str:
    """What the item is called in a heading: "objective SC-1", "target SC-1.1", "a milestone of SC-1.1"."""
    return f"a milestone of {item.target.ref}" if isinstance(item, Milestone) else f"{kind_of(item)} {item.ref}"


def words_in(item: Item) -> str:
    """The item in its own words, for the caption over a heading."""
    if isinstance(item, Objective):
        return item.title
    return item.summary if isinstance(item, Target) else item.text


def shown_in(items: QuerySet, quarter: Quarter) -> QuerySet:
    """Those that have not ended before `quarter`, what is to come included, in their order."""
    return items.filter(Q(ended_quarter__isnull=True) | Q(ended_quarter__gte=quarter)).order_by("position", "pk")


def siblings_of(parent: Theme | Objective | Target, quarter: Quarter) -> list[Item]:
    """What can be put in another order under `parent`."""
    if isinstance(parent, Theme):
        return list(shown_in(parent.objectives, quarter))
    if isinstance(parent, Objective):
        return list(shown_in(parent.targets.select_related("objective"), quarter))
    return list(shown_in(parent.milestones.select_related("target__objective"), quarter))


def replacements_for(item: Item) -> list[tuple[str, str]]:
    """(key, words) of what could take the place of `item`: objectives of any theme, targets of its theme, milestones of
    its objective.
    """
    if isinstance(item, Objective):
        others = Objective.objects.order_by("theme__position", "position")
    elif isinstance(item, Target):
        others = Target.objects.filter(objective__theme=item.objective.theme, objective__ended_quarter__isnull=True)
    else:
        others = Milestone.objects.filter(target__objective=item.target.objective).select_related("target")
    running = others.filter(ended_quarter__isnull=True).exclude(pk=item.pk)
    return [(str(other.pk), name_of(other) if isinstance(other, Milestone) else str(other)) for other in running]
