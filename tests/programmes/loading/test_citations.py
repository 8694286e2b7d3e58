"""Every number in the texts of the report leads to a stated figure that says the same."""

import re

import pytest

from programmes.models import NarrativeText, StatedFigure
from programmes.prose import CITATION, pieces_of

pytestmark = pytest.mark.usefixtures("report", "db")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# What names or numbers something is no figure: quarters, years, days, numbered figures, phases and versions.
NO_FIGURE = re.compile(
    r"Q\d|20\d\d(/\d\d)?|\d+ (August|September|October|November)|Figure \d+|[Vv]ersion \d|7 Phase"
    r"|phases? \d( (to|and) \d)?( \(action\) went back to phases \d and \d)?|NEWTT2|Call4Concern"
)


def texts():
    return NarrativeText.objects.select_related("section")


def test_what_a_text_cites_is_the_number_that_it_says():
    stated = {row.slug: row for row in StatedFigure.objects.select_related("workstream")}

    wrong = []
    for text in texts():
        for piece in filter(lambda piece: piece.name, pieces_of(text.text)):
            figure, said = stated[piece.name], float(NUMBER.search(piece.text)[0].replace(",", ""))
            ours = figure.workstream.programme_id == text.section.programme_id
            if not ours or figure.value not in (said, said * 1_000_000 if "million" in piece.text else said):
                wrong.append((text.section.slug, piece))
    assert wrong == []


def test_no_number_of_a_text_leads_nowhere():
    uncited = {text.section.slug: NUMBER.findall(NO_FIGURE.sub("", CITATION.sub("", text.text))) for text in texts()}

    assert {slug: found for slug, found in uncited.items() if found} == {}
