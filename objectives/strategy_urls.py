"""Routes under /strategy/. A route's name is `strategy_`, the kind of item, and what is done with it."""

from django.urls import path

from objectives.views import (
    deadlines,
    strategy,
    strategy_endings,
    strategy_order,
    strategy_parts,
    strategy_words,
)

OBJECTIVE, TARGET, MILESTONE = "objectives/<objective_ref:key>/", "targets/<target_ref:key>/", "milestones/<int:key>/"

# What is done in the same way with an objective, a target and a milestone.
VIEWS = {
    "": strategy.item,
    "reword": strategy_words.item_reword,
    "split": strategy_endings.item_split,
    "supersede": strategy_endings.item_supersede,
    "withdraw": strategy_endings.item_withdraw,
    "take_back": strategy_endings.item_take_back,
}


def item_routes(beginning: str, kind: str) -> list:
    """/strategy/objectives/SC-1/, /strategy/objectives/SC-1/reword/, …"""
    return [
        path(
            f"{beginning}{name.replace('_', '-')}{'/' if name else ''}",
            view,
            {"kind": kind},
            name=f"strategy_{kind}{'_' if name else ''}{name}",
        )
        for name, view in VIEWS.items()
    ]


urlpatterns = [
    path("", strategy.strategy, name="strategy"),
    path("versions/add/", strategy.version_add, name="strategy_version_add"),
    path("themes/<slug:slug>/add/", strategy_words.objective_add, name="strategy_theme_add"),
    path("themes/<slug:slug>/order/", strategy_order.theme_order, name="strategy_theme_order"),
    *item_routes(OBJECTIVE, "objective"),
    path(f"{OBJECTIVE}add/", strategy_words.target_add, name="strategy_objective_add"),
    path(f"{OBJECTIVE}order/", strategy_order.item_order, {"kind": "objective"}, name="strategy_objective_order"),
    *item_routes(TARGET, "target"),
    path(f"{TARGET}add/", strategy_words.milestone_add, name="strategy_target_add"),
    path(f"{TARGET}order/", strategy_order.item_order, {"kind": "target"}, name="strategy_target_order"),
    path(f"{TARGET}deliverers/", strategy_parts.target_deliverers, name="strategy_target_deliverers"),
    path(f"{TARGET}regions/", strategy_parts.target_regions, name="strategy_target_regions"),
    *item_routes(MILESTONE, "milestone"),
    path(f"{MILESTONE}deadline/", deadlines.milestone_deadline, name="strategy_milestone_deadline"),
]
