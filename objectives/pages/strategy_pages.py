"""The editing page of an objective, target or milestone: what it says, its parts, what can be done with it."""

from dataclasses import dataclass

from django.urls import reverse

from objectives.actions.strategy_changes import Item, kind_of, objective_of
from objectives.models import Milestone, Objective, Target
from objectives.origins import origins_of
from objectives.pages.strategy_tree import (
    Branch,
    Standing,
    branch_of,
    deliverers_of,
    fetch_parts,
    regions_of,
    standing_of,
)
from objectives.strategy_items import url_of
from pssdash.reporting.deadline_reading import reading_of
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.live import measure_text

Crumb = tuple[str, str]  # text and address of a page above


@dataclass(frozen=True)
class Fact:
    """A row of the summary list, with the form that changes it if there is one."""

    key: str
    value: str
    url: str = ""
    about: str = ""


@dataclass(frozen=True)
class Operation:
    """Something that can be done with the whole item."""

    text: str
    url: str
    hint: str


@dataclass(frozen=True)
class ItemPage:
    """`above` are the pages over it, from the top; `add` and `order` are for its parts, or None."""

    caption: str
    heading: str
    above: tuple[Crumb, ...]
    standing: Standing
    facts: tuple[Fact, ...]
    parts_heading: str
    parts: tuple[Branch, ...]
    add: Operation | None
    order: Operation | None
    operations: tuple[Operation, ...]
    card_url: str
    trail_url: str


def item_page(item: Item, quarter: Quarter) -> ItemPage:
    """The page as seen from `quarter`, the first that is not published."""
    fetch_parts(item)
    objective = objective_of(item)
    heading, caption = heading_of(item)
    branch = branch_of(item, quarter)
    runs = item.is_current
    has_parts = not isinstance(item, Milestone)
    part = {"objective": "target", "target": "milestone"}.get(kind_of(item), "")
    return ItemPage(
        caption=caption,
        heading=heading,
        above=above(item),
        standing=standing_of(item, quarter),
        facts=tuple(facts_of(item, quarter)),
        parts_heading=f"{part.capitalize()}s" if has_parts else "",
        parts=branch.parts,
        add=Operation(f"Add a {part}", url_of(item, "add"), "") if has_parts and runs else None,
        order=Operation(f"Change the order of the {part}s", url_of(item, "order"), "")
        if has_parts and runs and len(branch.parts) > 1
        else None,
        operations=tuple(operations_of(item)) if runs else (take_back(item),),
        card_url=objective.get_absolute_url(),
        trail_url=reverse("objective_audit", args=[objective.ref]),
    )


def heading_of(item: Item) -> tuple[str, str]:
    """The heading and the caption over it."""
    if isinstance(item, Objective):
        return f"{item.ref} {item.title}", item.theme.name
    if isinstance(item, Target):
        return f"Target {item.ref}", str(item.objective)
    return f"Milestone of {item.target.ref}", str(item.target.objective)


def above(item: Item) -> tuple[Crumb, ...]:
    """Text and address of each page over this one."""
    over = [item.target.objective, item.target] if isinstance(item, Milestone) else []
    if isinstance(item, Target):
        over = [item.objective]
    return (strategy_crumb(), *((each.ref, url_of(each)) for each in over))


def strategy_crumb() -> Crumb:
    return "Strategy", reverse("strategy")


def facts_of(item: Item, quarter: Quarter) -> list[Fact]:
    """What the item says. An item that has ended stays as it is, so nothing of it can be changed."""
    reword = url_of(item, "reword") if item.is_current else ""
    if isinstance(item, Objective):
        own = [Fact("Title", item.title, reword, "the title")]
    elif isinstance(item, Target):
        own = target_facts(item, quarter, reword)
    else:
        own = milestone_facts(item, quarter, reword)
    return [*own, Fact("In the strategy since", f"{item.version}, from {item.from_quarter}")]


def target_facts(target: Target, quarter: Quarter, reword: str) -> list[Fact]:
    origins = ", ".join(origins_of(target, max(quarter, target.from_quarter)))
    deliverers, regions = (url_of(target, page) if reword else "" for page in ("deliverers", "regions"))
    return [
        Fact("Summary", target.summary, reword, "the summary"),
        Fact("Official wording", target.official_wording or "Not entered", reword, "the official wording"),
        Fact("Delivered by", deliverers_of(target), deliverers, "who delivers it"),
        Fact("Regions concerned", regions_of(target), regions, "the regions"),
        *([Fact("Takes over from", origins)] if origins else []),
    ]


def milestone_facts(milestone: Milestone, quarter: Quarter, reword: str) -> list[Fact]:
    deadline = milestone.deadline_at(quarter.end)
    moves = milestone.deadline_changes.all()
    words = f"{deadline.text or 'None given'} – read as: {reading_of(deadline)}"
    moved = f". Moved {'once' if len(moves) == 1 else f'{len(moves)} times'}" if moves else ""
    return [
        Fact("Commitment", milestone.text, reword, "the commitment"),
        Fact("Numeric target", measure_text(milestone) or "None", reword, "the numeric target"),
        Fact("Deadline", words + moved, url_of(milestone, "deadline"), "the deadline"),
    ]


def operations_of(item: Item) -> list[Operation]:
    """Splitting and ending, each with what it is for."""
    kind = kind_of(item)
    split = {
        "objective": "Some of its targets go on in a new objective, under new references.",
        "target": "Some of its milestones go on in a new target beside it.",
        "milestone": "Two new milestones take its place, with its deadline and every move of it.",
    }
    found = [
        Operation(f"Supersede this {kind}", url_of(item, "supersede"), "It ends, and another takes its place."),
        Operation(f"Withdraw this {kind}", url_of(item, "withdraw"), "It ends, and nothing takes its place."),
    ]
    return [Operation(f"Split this {kind}", url_of(item, "split"), split[kind]), *found]


def take_back(item: Item) -> Operation:
    hint = "Possible while the quarter in which it ended is not published."
    return Operation("Take back its end", url_of(item, "take_back"), hint)
