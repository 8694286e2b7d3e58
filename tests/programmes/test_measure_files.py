"""A measure's values and its chart as files."""

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from programmes.models import Basis, IllustrativeObservation, Measure
from pssdash.accounts import roles
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_england, make_organisation
from tests.factories.programmes import (
    make_ambition,
    make_measure,
    make_monthly,
    make_observation,
    make_roll_up,
    span_of,
)

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)
RISING = [60, 61, 60, 59, 61, 60, 62, 70, 71, 70, 69, 71, 72, 71]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def editor(client):
    make_england()
    client.force_login(make_user(roles.EDITOR))


def exported(client, measure, query=""):
    answer = client.get(f"{reverse('measure_export', args=[measure.slug, 'csv'])}{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def make_illustrative(measure):
    IllustrativeObservation.objects.create(measure=measure, start=APRIL, end=span_of(measure, APRIL), value=66.5)


def drawing(client, measure, query=""):
    answer = client.get(f"{reverse('measure_chart', args=[measure.slug])}{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/svg+xml")
    return answer.content.decode()


def test_file_has_each_value_with_its_parts_and_what_the_chart_finds(client):
    measure = make_measure()
    make_ambition(measure, 85)
    make_monthly(measure, RISING)
    make_observation(measure, date(2024, 6, 1), 70, numerator=140, denominator=200, is_final=False)

    rows = exported(client, measure)

    assert len(rows) == 15
    last = rows[-1]
    assert (last["value"], last["numerator"], last["denominator"], last["standing"]) == (
        "70.0", "140.0", "200.0", "provisional",
    )  # fmt: skip
    assert (last["rule"], last["point_type"], last["ambition"]) == (
        "outside the limits", "special_cause_improvement", "85.0",
    )  # fmt: skip
    assert (last["rule_set"], last["origin"], last["illustrative"]) == ("Making Data Count", "entered", "no")
    assert float(last["lower_limit"]) < float(last["mean"]) < float(last["upper_limit"])


def test_missing_value_is_a_row_with_its_state_and_no_number(client):
    measure = make_measure()
    make_monthly(measure, [60, None])

    row = exported(client, measure)[1]

    assert (row["state"], row["value"], row["point_type"]) == ("Not submitted", "", "")


def test_one_value_is_no_common_cause(client):
    measure = make_measure()
    make_monthly(measure, [60])

    (row,) = exported(client, measure)

    assert (row["upper_limit"], row["point_type"]) == ("", "too_few_points")


def test_rolled_up_value_has_its_coverage(client):
    measure = make_measure(shown=Measure.Shown.ROLLED_UP)
    make_roll_up(measure, APRIL, 58, reported=14, expected=15)

    [row] = exported(client, measure)

    assert (row["organisations_reported"], row["organisations_expected"]) == ("14", "15")
    assert row["origin"] == "rolled up"


def test_illustrative_values_say_so_in_every_row(client):
    measure = make_measure()
    make_illustrative(measure)

    assert [row["illustrative"] for row in exported(client, measure)] == ["yes"]


def test_file_of_a_level_has_all_its_organisations(client):
    measure = make_measure()
    for number in range(30):
        make_observation(measure, APRIL, 60, organisation=make_organisation("trust", code=f"R{number}"))

    assert {row["organisation_code"] for row in exported(client, measure, "?level=trust")} == {
        f"R{number}" for number in range(30)
    }


def test_file_of_a_comparison_has_both(client):
    measure = make_measure()
    psc = make_collaborative()
    for organisation in (make_england(), psc):
        make_observation(measure, APRIL, 60, organisation=organisation)

    rows = exported(client, measure, f"?compare={psc.code}")

    assert [row["organisation"] for row in rows] == ["England", psc.short_name]


def test_file_of_totals_has_no_limits(client):
    measure = make_measure(unit="babies")
    make_observation(measure, APRIL, 195, basis=Basis.SINCE_BASELINE)

    [row] = exported(client, measure)

    assert (row["basis"], row["value"], row["mean"], row["rule_set"]) == ("Since baseline", "195.0", "", "")


def test_workbook_is_one(client):
    measure = make_measure()
    make_monthly(measure, RISING)

    answer = client.get(reverse("measure_export", args=[measure.slug, "xlsx"]))

    assert answer.content[:2] == b"PK"
    assert f"{measure.slug}-eng.xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize("query", ["?level=planet", "?organisation=XXX", "?rules=zebra"])
def test_file_of_what_is_not_there_is_not_found(client, query):
    measure = make_measure()

    assert client.get(f"{reverse('measure_export', args=[measure.slug, 'csv'])}{query}").status_code == 404
    assert client.get(f"{reverse('measure_chart', args=[measure.slug])}{query}").status_code == 404


def test_unknown_kind_of_file_is_not_found(client):
    measure = make_measure()

    assert client.get(reverse("measure_export", args=[measure.slug, "pdf"])).status_code == 404


def test_drawing_stands_alone_with_its_words(client):
    measure = make_measure(name="Warm <babies>", definition="Of those born early.")
    make_monthly(measure, RISING)

    root = ElementTree.fromstring(drawing(client, measure))

    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "Warm <babies>: England" in words
    assert "Improving: the last 7 points" in words
    assert "Of those born early." in words
    assert "Values as entered. Up to 31 May 2024." in words
    assert float(root.get("height")) > 400
    assert "style" not in {name for each in root.iter() for name in each.attrib}


def test_drawing_of_illustrative_values_says_so(client):
    measure = make_measure()
    make_illustrative(measure)

    assert "Illustrative data: made up" in drawing(client, measure)


def test_drawing_of_two_organisations_names_both(client):
    measure = make_measure()
    psc = make_collaborative(short_name="North")
    for organisation in (make_england(), psc):
        make_monthly(measure, RISING, organisation=organisation)

    drawn = drawing(client, measure, f"?compare={psc.code}")

    assert "England" in drawn
    assert "North" in drawn


@pytest.mark.parametrize("query", ["", "?level=psc"])
def test_there_is_no_drawing_without_one_chart(client, query):
    measure = make_measure(unit="babies")
    make_observation(measure, APRIL, 195, basis=Basis.SINCE_BASELINE)

    assert client.get(f"{reverse('measure_chart', args=[measure.slug])}{query}").status_code == 404
