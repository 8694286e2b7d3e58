"""Every number of the report: read line by line apart from the fixture, and found among the stated figures."""

import re
from collections import Counter

import pytest

from programmes.models import StatedFigure
from tests.programmes.loading.facts import ROOT, numbers

SOURCE = ROOT.parent / "shared" / "sources" / "natpatsip-q2-2024-25-progress-report.txt"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)*")
# What text recognition made of a picture of sessions in the case study; nothing of it can be read.
PICTURE = range(782, 800)
# What the sums come to where parts do not add up: not printed.
NOT_PRINTED = {"general-practice-pilot-sum-of-parts", "icbs-by-support-sum-of-parts", "icbs-by-support-sum-of-parts-2"}


def test_list_of_numbers_misses_none_of_the_report():
    if not SOURCE.exists():
        pytest.skip(f"{SOURCE} is not there, so the list cannot be compared with it")
    printed = [
        (str(line), match.rstrip(","))
        for line, text in enumerate(SOURCE.read_text(encoding="utf-8").split("\n"), 1)
        if line not in PICTURE
        for match in NUMBER.findall(text)
    ]

    # Numbers that the report writes as words (nine interventions) stand in the list too.
    listed = [(row["line"], row["token"]) for row in numbers() if row["token"][0].isdigit()]
    assert Counter(listed) == Counter(printed)


def test_list_says_of_each_number_what_it_states_or_why_it_states_nothing():
    assert [row for row in numbers() if bool(row["value"]) == bool(row["not_a_figure"])] == []


def test_every_number_of_the_report_is_a_stated_figure_and_none_is_invented(report, db):
    sections = {row["section"] for row in numbers()}
    read = Counter((row["section"], float(row["value"])) for row in numbers() if row["value"])

    stated = Counter(
        (section_of(figure.source_place, sections), figure.value)
        for figure in StatedFigure.objects.exclude(slug__in=NOT_PRINTED)
    )
    assert stated == read


def section_of(place, sections):
    """The section of the report in which a place is."""
    return next((section for section in sections if place == section or place.startswith(f"{section},")), place)
