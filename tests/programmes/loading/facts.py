"""The programmes' fixture, read once for the tests of its facts."""

import csv
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAMMES = ROOT / "fixtures" / "programmes"
NUMBERS = Path(__file__).with_name("report_numbers.csv")


def read(path):
    return tomllib.loads((PROGRAMMES / path).read_text(encoding="utf-8"))


def entries(file, kind):
    """The entries of one kind of all programmes."""
    folders = [programme["slug"] for programme in REPORT["programme"]]
    paths = [f"{folder}/{file}.toml" for folder in folders if (PROGRAMMES / folder / f"{file}.toml").exists()]
    return [entry for path in paths for entry in read(path).get(kind, [])]


def numbers():
    """Every number of the report as it was read, line by line, apart from the fixture."""
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REPORT = read("report.toml")
OUTCOMES = entries("commitments", "outcome")
DELIVERABLES = entries("commitments", "deliverable")
MILESTONES = [(entry["ref"], milestone) for entry in DELIVERABLES for milestone in entry["milestone"]]
FIGURES = entries("stated", "figure")
SECTIONS = entries("narrative", "section")
MEASURES = entries("measures", "measure")
