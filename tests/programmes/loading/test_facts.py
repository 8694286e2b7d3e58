"""The programmes' facts in fixtures/programmes: complete, consistent, and in our own words."""

import csv
import re
import subprocess
import sys
from collections import Counter

import pytest

from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.quarters import Quarter
from tests.programmes.loading.facts import (
    DELIVERABLES,
    FIGURES,
    MEASURES,
    MILESTONES,
    OUTCOMES,
    PROGRAMMES,
    REPORT,
    ROOT,
    SECTIONS,
    numbers,
    read,
)

VERBATIM = ROOT.parent / "shared" / "tools" / "verbatim"
QUARTER = Quarter(2024, 2)
TABLE = {str(line) for line in range(601, 616)}  # the lines of the table of interviews in the report's text
STATUSES = {"not_started", "in_progress", "paused", "complete", "superseded", "withdrawn"}


def title(text):
    """An official name as the tool prints it: small letters and no signs."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


NAMED = [REPORT["source"]["title"]] + [part["name"] for entry in REPORT["programme"] for part in entry["workstream"]]
TITLES = {title(name) for name in NAMED}


def test_programmes_and_workstreams_are_those_of_the_report():
    named = {entry["slug"]: [part["slug"] for part in entry["workstream"]] for entry in REPORT["programme"]}

    assert named == {
        "managing-deterioration": ["marthas-rule", "pier"],
        "maternity-and-neonatal": ["preterm-optimisation", "perinatal-deterioration", "perinatal-culture"],
        "medicines": ["opioids", "pipeline-diagnostics"],
        "systems-safety": ["psirf", "psirf-general-practice"],
    }


@pytest.mark.parametrize(
    ("workstream", "outcomes", "benefits", "deliverables", "milestones"),
    [
        ("marthas-rule", 4, 0, 7, 7),
        ("pier", 4, 0, 1, 1),
        ("preterm-optimisation", 7, 0, 3, 3),
        ("perinatal-deterioration", 11, 0, 2, 11),
        ("perinatal-culture", 2, 0, 8, 9),
        ("opioids", 3, 4, 1, 2),
        ("pipeline-diagnostics", 11, 0, 2, 5),
        ("psirf", 6, 0, 1, 1),
        ("psirf-general-practice", 3, 0, 1, 2),
    ],
)
def test_workstream_has_all_that_is_expected_of_it(workstream, outcomes, benefits, deliverables, milestones):
    kinds = Counter(entry.get("kind", "outcome") for entry in OUTCOMES if entry["workstream"] == workstream)
    promised = [entry for entry in DELIVERABLES if entry["workstream"] == workstream]

    assert (kinds["outcome"], kinds["benefit"]) == (outcomes, benefits)
    assert len(promised) == deliverables
    assert sum(len(entry["milestone"]) for entry in promised) == milestones


def test_references_and_slugs_are_given_once():
    for names in (
        [entry["ref"] for entry in DELIVERABLES],
        [entry["slug"] for entry in FIGURES],
        [entry["slug"] for entry in MEASURES],
        [entry["slug"] for entry in SECTIONS],
    ):
        assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize(("ref", "milestone"), MILESTONES)
def test_milestone_says_where_it_stands_and_why(ref, milestone):
    assert milestone["text"]
    assert milestone["status"] in STATUSES
    assert milestone["status_reason"].endswith(".")


def test_only_what_the_report_calls_done_is_complete():
    complete = [(ref, milestone["text"]) for ref, milestone in MILESTONES if milestone["status"] == "complete"]

    assert complete == [
        ("MEWS-D1", "Phases 1 to 4, as specified for 2023/24"),
        ("NEWTT2-D1", "Phases 1 to 4, as specified for 2023/24"),
        ("PIPELINE-D2", "Review the evidence rapidly"),
    ]


def test_dated_milestones_are_those_of_the_report():
    dated = [(ref, milestone["deadline"]) for ref, milestone in MILESTONES if milestone["deadline"]]

    assert dated == [
        ("MEWS-D1", "completed in 2023/24 specification"),
        ("MEWS-D1", "commencing Q1 2024/25"),
        ("MEWS-D1", "commencing Q1 2024/25"),
        ("MEWS-D1", "commencing Q2 2024/25"),
        ("MEWS-D1", "commencing Q2 2024/25"),
        ("MEWS-D1", "Autumn to Spring 2024/25"),
        ("NEWTT2-D1", "completed in 2023/24 specification"),
        ("NEWTT2-D1", "Commencing Q1 2024/25"),
        ("NEWTT2-D1", "Commencing Q2 2024/25"),
        ("NEWTT2-D1", "Commencing Q2 2024/25"),
        ("NEWTT2-D1", "Autumn 2024/25"),
        ("OPIOIDS-D1", "In 2024/25"),
        ("GP-D1", "by March 2025"),
    ]


@pytest.mark.parametrize(("ref", "milestone"), MILESTONES)
def test_deadline_is_what_the_parser_reads(ref, milestone):
    deadline = parse_deadline(milestone["deadline"], QUARTER)

    assert deadline.start == milestone.get("start")
    assert deadline.end == milestone.get("end")
    assert deadline.start_by == milestone.get("start_by")
    assert deadline.precision == milestone.get("precision", "none")
    assert deadline.relation == milestone.get("relation", "unknown")


def test_deadlines_of_outcomes_are_all_read():
    written = {entry["deadline"] for entry in OUTCOMES if "deadline" in entry}

    assert written == {
        "Over Q2-Q4", "By end of March 2025", "by 31 March 2025", "By end of October 2024", "By Q3", "From Q1 insight",
    }  # fmt: skip
    assert [text for text in written if parse_deadline(text, QUARTER).relation == "unknown"] == []


def test_interviews_stand_in_the_cells_of_the_reports_table():
    cells = [row["value"] for row in numbers() if row["section"] == "Medicines, Key updates" and row["line"] in TABLE]
    with (PROGRAMMES / "medicines" / "interviews.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row[column] for row in rows for column in ("psychotropics", "falls")] == cells
    with (ROOT / "fixtures" / "organisations" / "collaboratives.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["code"]: row["label_q2_2024_25"] for row in csv.DictReader(file)}
    assert {row["code"]: row["label"] for row in rows} == labels


def test_figures_are_the_13_of_the_report():
    kinds = {entry["number"]: entry["kind"] for entry in read("figures.toml")["figure"]}

    assert kinds == {number: "spc" for number in (*range(1, 9), 10, 11)} | {9: "rolling_average"} | {
        12: "stacked_support", 13: "stacked_counts",
    }  # fmt: skip


def test_every_workstream_is_told_of_and_every_text_ends_as_a_sentence():
    told = {entry["workstream"] for entry in SECTIONS if "workstream" in entry}
    last = [line for entry in SECTIONS for line in entry["text"].splitlines() if line]

    assert told == {part["slug"] for entry in REPORT["programme"] for part in entry["workstream"]}
    assert [line for line in last if line[-1] not in ".:;"] == []


def test_feedback_says_whose_it_is_and_quotes_nobody():
    feedback = [entry for entry in SECTIONS if entry["kind"] == "quotation"]

    assert [entry["slug"] for entry in feedback] == ["marthas-rule-feedback"]
    assert "not quoted" in feedback[0]["attribution"]
    assert not set(feedback[0]["text"]) & set('“”"')


def test_wording_is_our_own():
    if not VERBATIM.exists():
        pytest.skip(f"{VERBATIM} is not there, so the wording cannot be compared with the report's")
    paths = sorted(path for path in PROGRAMMES.rglob("*") if path.is_file())

    run = subprocess.run([sys.executable, VERBATIM, *paths], capture_output=True, text=True, check=False)

    repeated = [line for line in run.stdout.splitlines() if line.rpartition(": ")[2] not in TITLES]
    assert repeated == []
