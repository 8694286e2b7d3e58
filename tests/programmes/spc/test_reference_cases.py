"""The reference implementation's own results: some held here as facts, all open ones where they can be read.

In both, D3 changes the assurance of the constant series, and the engine has its own message for a baseline
that is too small.
"""

import json
import math
from datetime import date
from pathlib import Path

import pytest

from programmes.spc import DatedTarget, Direction, Options, SeriesSet, SpcError, analyse_many
from programmes.spc.result import Row

HERE = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "spc" / "cases"
HELD = json.loads((HERE / "reference_facts.json").read_text(encoding="utf-8"))
OPEN = sorted(SHARED.glob("*.json"))
ROW_KEYS = {field for field in Row._fields if field not in ("rule", "sign", "trial", "filled")}
CHANGED_BY_D3 = {"open_11_constant_series": "consistent_pass"}


def options_of(case, name):
    given = case["options"]
    target, rebase = given["target"], given["rebase"] or []
    target = target.get(name) if isinstance(target, dict) else target
    rebase = rebase.get(name, []) if isinstance(rebase, dict) else rebase
    return Options(
        direction=Direction(given["improvement_direction"]),
        targets=() if target is None else (DatedTarget(target),),
        rebase=tuple(map(date.fromisoformat, rebase)),
        fix_after_n_points=given["fix_after_n_points"],
        screen_outliers=given["screen_outliers"],
    )


def results_of(case):
    facets = case.get("facet") or [""] * len(case["x"])
    series = {name: [] for name in sorted(set(facets))}
    for name, day, value in zip(facets, case["x"], case["y"], strict=True):
        series[name].append((date.fromisoformat(day), value))
    return list(analyse_many(SeriesSet.of_points(series), [options_of(case, name) for name in series]))


def agrees(found, expected):
    if isinstance(expected, float) and isinstance(found, float | int):
        return math.isclose(found, expected, rel_tol=1e-9)
    if isinstance(expected, str) and isinstance(found, date):
        return found.isoformat() == expected
    return found == expected and isinstance(found, bool) == isinstance(expected, bool)


def differences(results, case):
    """What the reference has and the engine has not, by key."""
    expected, found = case["expected"], {}
    rows = [row for result in results for row in result.rows]
    for key in ROW_KEYS & set(expected):
        pairs = zip((getattr(row, key) for row in rows), expected[key], strict=True)
        found[key] = [(ours, theirs) for ours, theirs in pairs if not agrees(ours, theirs)]
    parts = [part for result in results for part in result.parts]
    for ours, theirs in zip(parts, expected["groups"], strict=True):
        for key in set(theirs) - {"facet", "assurance"}:
            found.setdefault(f"groups {key}", [])
            if not agrees(getattr(ours, key), theirs[key]):
                found[f"groups {key}"].append((getattr(ours, key), theirs[key]))
    return {key: pairs for key, pairs in found.items() if pairs}


def icons(results, case):
    single = "facet" not in case
    pairs = {result.name: (result.variation, result.assurance) for result in results}
    expected = {
        name: (
            case["expected"]["variation"] if single else case["expected"]["variation"][name],
            case["expected"]["assurance"] if single else case["expected"]["assurance"][name],
        )
        for name in pairs
    }
    return pairs, expected


def check(case):
    if "error" in case["expected"]:
        with pytest.raises(SpcError, match="12 points or more"):
            results_of(case)
        return
    results = results_of(case)
    assert differences(results, case) == {}
    if case["name"] in CHANGED_BY_D3:
        case["expected"]["assurance"] = CHANGED_BY_D3[case["name"]]
    found, expected = icons(results, case)
    assert found == expected


@pytest.mark.parametrize("case", HELD, ids=lambda case: case["name"])
def test_engine_gives_what_the_reference_gives(case):
    check(case)


@pytest.mark.parametrize("path", OPEN or [None], ids=lambda path: path.stem if path else "none")
def test_engine_passes_the_open_reference_cases(path):
    if path is None:
        pytest.skip("../shared/data is not there: no reference cases in ../shared/spc/cases")
    check(json.loads(path.read_text(encoding="utf-8")))
