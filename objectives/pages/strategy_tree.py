"""The whole strategy as a tree, for those who edit it: what is in force, what is to come and what has ended."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from objectives.models import Milestone, Objective, StrategyItem, Target, Theme
from objectives.strategy_items import url_of
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import in_words

COMING, ENDING, ENDED = "coming", "ending", "ended"


@dataclass(frozen=True)
class Standing:
    """Where an item stands, seen from the first unpublished quarter.

    `kind` is coming, ending (its end is in that quarter or later), ended, or ""; `words` say it.
    """

    kind: str = ""
    words: str = ""
    reason: str = ""

    @property
    def tone(self) -> str:
        """The colour of its tag; the words say the same."""
        return {COMING: "blue", ENDING: "orange"}.get(self.kind, "grey")


@dataclass(frozen=True)
class Branch:
    """An item and what belongs to it. `url` is its page; `notes` is small print under its words."""

    url: str
    ref: str
    words: str
    notes: tuple[str, ...]
    standing: Standing
    parts: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class ThemeBranch:
    slug: str
    name: str
    objectives: tuple[Branch, ...]

    @property
    def current(self) -> int:
        return sum(branch.standing.kind != ENDED for branch in self.objectives)


def strategy_tree(quarter: Quarter) -> list[ThemeBranch]:
    """The tree as seen from `quarter`. The number of queries does not grow with the strategy."""
    objectives = Objective.objects.select_related("version", "replaced_by").order_by("position", "pk")
    themes = Theme.objects.prefetch_related(
        Prefetch("objectives", queryset=objectives.prefetch_related(*parts_of_objective()))
    )
    return [
        ThemeBranch(theme.slug, theme.name, tuple(branch_of(each, quarter) for each in theme.objectives.all()))
        for theme in themes
    ]


def parts_of_objective() -> list[Prefetch]:
    targets = Target.objects.select_related("replaced_by").prefetch_related(*parts_of_target())
    return [Prefetch("targets", queryset=targets.order_by("position", "pk"))]


def parts_of_target() -> list[Prefetch | str]:
    milestones = Milestone.objects.select_related("replaced_by").prefetch_related("deadline_changes")
    return ["delivered_by__deliverer", "regions", Prefetch("milestones", queryset=milestones)]


def fetch_parts(item: StrategyItem) -> None:
    """Fetch what `branch_of` reads of one item."""
    parts = {Objective: parts_of_objective, Target: parts_of_target}.get(type(item), lambda: ["deadline_changes"])
    prefetch_related_objects([item], *parts())


def branch_of(item: StrategyItem, quarter: Quarter) -> Branch:
    """An item with its parts, from records fetched before."""
    standing, url = standing_of(item, quarter), url_of(item)
    if isinstance(item, Objective):
        parts = tuple(branch_of(target, quarter) for target in item.targets.all())
        return Branch(url, item.ref, item.title, (item.version.name,), standing, parts)
    if isinstance(item, Target):
        parts = tuple(branch_of(milestone, quarter) for milestone in item.milestones.all())
        notes = (deliverers_of(item), regions_of(item))
        return Branch(url, item.ref, item.summary, notes, standing, parts)
    return Branch(url, "", item.text, (deadline_of(item, quarter),), standing)


def standing_of(item: StrategyItem, quarter: Quarter) -> Standing:
    if item.ended_quarter:
        kind = ENDED if item.ended_quarter < quarter else ENDING
        instead = f", now {label_of(item.replaced_by)}" if item.replaced_by else ""
        words = f"{item.get_ended_as_display()} in {item.ended_quarter.short}{instead}"
        return Standing(kind, words, item.ended_reason)
    if item.from_quarter > quarter:
        return Standing(COMING, f"From {item.from_quarter.short}")
    return Standing()


def label_of(item: StrategyItem) -> str:
    return f"“{item.text}”" if isinstance(item, Milestone) else item.ref


def deliverers_of(target: Target) -> str:
    """The deliverers in order, those that support marked as such."""
    names = [
        f"{part.deliverer.name}{' (supports)' if part.part == part.Part.SUPPORTS else ''}"
        for part in target.delivered_by.all()
    ]
    return ", ".join(names) or "Nobody delivers it yet"


def regions_of(target: Target) -> str:
    if target.concerns_all_regions:
        return "All regions"
    return ", ".join(region.name for region in target.regions.all())


def deadline_of(milestone: Milestone, quarter: Quarter) -> str:
    """The deadline in force at the end of `quarter`, and how often it has moved by then."""
    deadline = milestone.deadline_at(quarter.end)
    moves = sum(move.decided_on <= quarter.end for move in milestone.deadline_changes.all())
    due = f" (due {in_words(deadline.end)})" if deadline.end else ""
    moved = f", moved {'once' if moves == 1 else f'{moves} times'}" if moves else ""
    return f"{deadline.text or 'No deadline given'}{due}{moved}"
