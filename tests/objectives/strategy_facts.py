"""The strategy's fixture, read once for the tests of its facts."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STRATEGY = ROOT / "fixtures" / "strategy"


def load(name):
    return tomllib.loads((STRATEGY / f"{name}.toml").read_text(encoding="utf-8"))


STRATEGY_FACTS = load("strategy")
OBJECTIVES = {theme["prefix"]: load(theme["slug"])["objective"] for theme in STRATEGY_FACTS["theme"]}
TARGETS = {
    prefix: [target for objective in objectives for target in objective["target"]]
    for prefix, objectives in OBJECTIVES.items()
}
MILESTONES = [
    (target["ref"], milestone)
    for targets in TARGETS.values()
    for target in targets
    for milestone in target["milestone"]
]
