"""The strategy's facts in fixtures/strategy: complete, consistent, and in our own words."""

import csv
import subprocess
import sys

import pytest

from tests.objectives.strategy_facts import MILESTONES, OBJECTIVES, ROOT, STRATEGY, STRATEGY_FACTS, TARGETS

VERBATIM = ROOT.parent / "shared" / "tools" / "verbatim"

STATUSES = {"not_started", "in_progress", "paused", "complete", "superseded", "withdrawn"}
DATE_KEYS = {"start", "end", "precision", "relation", "start_by"}
NUMBER_KEYS = {"target_value", "target_unit", "baseline", "base_period", "change"}
MILESTONE_KEYS = {"text", "deadline", "status", "status_reason", "forecast"} | DATE_KEYS | NUMBER_KEYS


@pytest.mark.parametrize(
    ("prefix", "objectives", "targets", "milestones", "with_end", "numeric"),
    [
        ("SC", 2, 4, 4, 0, 0),
        ("SS", 5, 8, 15, 2, 0),
        ("IN", 7, 23, 32, 14, 2),
        ("IV", 3, 11, 13, 13, 3),
        ("IM", 9, 13, 31, 15, 10),
    ],
)
def test_table_has_all_its_rows(prefix, objectives, targets, milestones, with_end, numeric):
    commitments = [milestone for target in TARGETS[prefix] for milestone in target["milestone"]]

    assert len(OBJECTIVES[prefix]) == objectives
    assert len(TARGETS[prefix]) == targets
    assert len(commitments) == milestones
    assert sum("end" in milestone for milestone in commitments) == with_end
    assert sum("target_value" in milestone for milestone in commitments) == numeric


@pytest.mark.parametrize("theme", STRATEGY_FACTS["theme"], ids=lambda theme: theme["slug"])
def test_references_and_places_run_in_the_order_of_the_table(theme):
    prefix = theme["prefix"]

    objectives = OBJECTIVES[prefix]
    assert [objective["ref"] for objective in objectives] == [f"{prefix}-{n + 1}" for n in range(len(objectives))]
    for objective in objectives:
        refs = [target["ref"] for target in objective["target"]]
        assert refs == [f"{objective['ref']}.{n + 1}" for n in range(len(refs))]
    places = [target["place"] for target in TARGETS[prefix]]
    assert places == [f"Table {theme['table']}, row {n + 1}" for n in range(len(places))]


def test_deliverers_are_all_described_and_all_used():
    described = [deliverer["slug"] for deliverer in STRATEGY_FACTS["deliverer"]]

    used = {
        slug
        for targets in TARGETS.values()
        for target in targets
        for slug in target["deliverers"] + target.get("supported_by", [])
    }

    assert len(described) == len(set(described))
    assert used == set(described)


def test_bodies_and_members_are_in_the_list_of_national_bodies():
    with (ROOT / "fixtures" / "organisations" / "national-bodies.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file)]

    assert len(codes) == len(set(codes))
    for deliverer in STRATEGY_FACTS["deliverer"]:
        assert ("organisation" in deliverer) == (deliverer["kind"] == "body"), deliverer["slug"]
        named = [deliverer["organisation"]] if deliverer["kind"] == "body" else deliverer.get("members", [])
        assert set(named) <= set(codes), deliverer["slug"]


@pytest.mark.parametrize(("ref", "milestone"), MILESTONES)
def test_milestone_says_where_it_stands_and_why(ref, milestone):
    assert set(milestone) <= MILESTONE_KEYS
    assert milestone["text"]
    assert milestone["status"] in STATUSES
    assert milestone["status_reason"].endswith(".")


def test_only_what_the_report_calls_done_is_complete():
    complete = [(ref, milestone["text"]) for ref, milestone in MILESTONES if milestone["status"] == "complete"]

    assert complete == [
        ("SS-2.1", "Publish the interim People Plan"),
        ("IN-2.1", "Build learning from what goes well (Safety II) into the NRLS replacement"),
        ("IN-3.1", "Establish the national PSIRF implementation group"),
        (
            "IN-7.2",
            "Publish the first GIRFT best practice guidance on learning from claims in orthopaedic surgery",
        ),
        ("IM-1.1", "Enhance co-ordination between the PSCs and the regional teams"),
        ("IM-2.1", "Have NEWS2 adopted by all acute and ambulance trusts"),
        (
            "IM-2.5",
            "Increase the number of acute sites with the benefit of the ED checklist (or an equivalent)",
        ),
    ]


def test_numeric_targets_are_those_of_the_tables():
    numeric = [
        (
            ref,
            milestone["target_value"],
            milestone["change"],
            milestone.get("base_period"),
        )
        for ref, milestone in MILESTONES
        if "target_value" in milestone
    ]

    assert numeric == [
        ("IN-6.2", 100, "absolute", None),
        ("IN-6.3", 100, "absolute", None),
        ("IV-1.2", 2, "absolute", None),
        ("IV-3.3", 1, "absolute", None),
        ("IV-3.5", 750, "absolute", None),
        ("IM-2.2", 87, "absolute", None),
        ("IM-2.3", 33, "relative", None),
        ("IM-2.4", 50, "relative", "Q2 2019/20 (78 of 128 trusts)"),
        ("IM-2.5", 50, "relative", "Q4 2018/19"),
        ("IM-3.1", 50, "relative", None),
        ("IM-5.1", 33, "relative", None),
        ("IM-8.1", 50, "relative", None),
        ("IM-8.1", 25, "relative", None),
        ("IM-8.1", 25, "relative", "2013/14"),
        ("IM-8.1", 10, "relative", "2017"),
    ]


@pytest.mark.parametrize(
    ("ref", "figures"),
    [
        ("SS-5.3", ["40%", "March 2021"]),
        ("IN-4.2", ["130", "56,654", "574", "1,182"]),
        ("IN-7.2", ["137", "over 60", "nine", "20", "three"]),
        ("IV-2.1", ["January 2020", "94"]),
        ("IV-3.3", ["180"]),
        ("IM-2.2", ["97%", "21,450", "87%"]),
        ("IM-2.3", ["83%", "73%"]),
        ("IM-2.4", ["78/128", "92%"]),
        ("IM-2.5", ["50%", "76%", "Q4 2018/19"]),
        ("IM-3.1", ["134", "50%", "2025"]),
        ("IM-7.1", ["June 2020", "66%", "27%"]),
        (
            "IM-8.1",
            ["373", "145", "33", "3.5%", "0.1%", "8.2%", "51.8%", "50.3%", "41%", "100/147", "68%", "82%"],
        ),
    ],
)
def test_progress_keeps_the_figures_of_the_report(ref, figures):
    progress = {target["ref"]: target["progress"] for targets in TARGETS.values() for target in targets}[ref]

    assert [figure for figure in figures if figure not in progress] == []


def test_wording_is_our_own():
    if not VERBATIM.exists():
        pytest.skip(f"{VERBATIM} is not there, so the wording cannot be compared with the report's")
    paths = [*sorted(STRATEGY.iterdir()), ROOT / "fixtures" / "organisations" / "national-bodies.csv"]

    run = subprocess.run([sys.executable, VERBATIM, *paths], capture_output=True, text=True, check=False)

    title = STRATEGY_FACTS["source"]["title"].lower().replace(":", "")
    assert [line for line in run.stdout.splitlines() if not line.endswith(f"11 words: {title}")] == []
