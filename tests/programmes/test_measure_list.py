"""The list of measures: groups, filters, orders and files."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from programmes.exports import LIST_COLUMNS
from programmes.models import IllustrativeObservation, Measure
from programmes.tables import SORT_KEYS, IconTable
from pssdash.accounts import roles
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england
from tests.factories.programmes import (
    make_ambition,
    make_measure,
    make_monthly,
    make_programme,
    make_workstream,
    span_of,
)

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)
RISING = [60, 61, 60, 59, 61, 60, 62, 70, 71, 70, 69, 71, 72, 71]
LEVEL = [50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51, 50, 52]


@pytest.fixture
def signed_in(client):
    make_england()
    client.force_login(make_user(roles.EDITOR))
    return client


@pytest.fixture
def measures():
    """One of each signal, in two programmes."""
    medicines = make_programme(slug="medicines", name="Medicines", position=2)
    maternity = make_programme(slug="maternity", name="Maternity", position=1)
    opioids = make_workstream(programme=medicines, slug="opioids", name="Opioids")
    preterm = make_workstream(programme=maternity, slug="preterm", name="Preterm")
    worse = make_measure(workstream=opioids, slug="worse", name="Opioid use", direction="decrease", kind="outcome")
    better = make_measure(workstream=preterm, slug="better", name="Warm babies", definition="Normothermia")
    same = make_measure(workstream=preterm, slug="same", name="Place of birth")
    make_measure(workstream=opioids, slug="unknown", name="Fewer people")
    make_ambition(same, 85)
    make_monthly(worse, RISING)
    make_monthly(better, RISING)
    make_monthly(same, LEVEL)


def slugs(client, query=""):
    answer = client.get(f"{reverse('measure_list')}{query}")
    assert answer.status_code == 200
    return [row.record.measure.slug for row in answer.context["table"].rows]


def test_measures_stand_under_their_programme_and_workstream(signed_in, measures):
    assert slugs(signed_in) == ["better", "same", "worse", "unknown"]

    text = signed_in.get(reverse("measure_list")).content.decode()
    assert "Maternity: Preterm" in text
    assert "Medicines: Opioids" in text


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?programme=medicines", ["worse", "unknown"]),
        ("?programme=medicines&programme=maternity", ["better", "same", "worse", "unknown"]),
        ("?workstream=preterm", ["better", "same"]),
        ("?kind=outcome", ["worse"]),
        ("?variation=concern", ["worse"]),
        ("?variation=improvement&variation=common", ["better", "same"]),
        ("?variation=none", ["unknown"]),
        ("?assurance=fail", ["same"]),
        ("?assurance=none&programme=maternity", ["better"]),
        ("?q=normothermia", ["better"]),
        ("?q=opioid+people", ["unknown"]),
        ("?q=zebra", []),
    ],
)
def test_filter_leaves(signed_in, measures, query, left):
    assert slugs(signed_in, query) == left


@pytest.mark.parametrize("query", ["?programme=zebra", "?variation=red", "?assurance=maybe", "?kind=x"])
def test_mistaken_filter_shows_nothing_and_says_so(signed_in, measures, query):
    answer = signed_in.get(f"{reverse('measure_list')}{query}")

    assert "is not one of the choices" in answer.content.decode()
    assert len(answer.context["table"].rows) == 0


def test_concern_comes_first_by_variation(signed_in, measures):
    assert slugs(signed_in, "?sort=variation") == ["worse", "better", "same", "unknown"]


@pytest.mark.parametrize("column", SORT_KEYS)
@pytest.mark.parametrize("sign", ["", "-"])
def test_each_column_sorts_both_ways(signed_in, measures, column, sign):
    assert sorted(slugs(signed_in, f"?sort={sign}{column}")) == ["better", "same", "unknown", "worse"]


def test_measures_without_a_value_are_last_either_way(signed_in, measures):
    assert slugs(signed_in, "?sort=latest")[-1] == "unknown"
    assert slugs(signed_in, "?sort=-latest")[-1] == "unknown"


def test_every_sortable_column_has_a_key():
    assert set(SORT_KEYS) == {column.name for column in IconTable([], without=()).columns if column.orderable}


def test_page_without_measures_says_what_would_be_here(signed_in):
    answer = signed_in.get(reverse("measure_list"))

    assert "There are no measures yet" in answer.content.decode()


def test_latest_value_stands_with_icon_and_sentence(signed_in, measures):
    text = signed_in.get(f"{reverse('measure_list')}?q=warm").content.decode()

    assert "71%" in text
    assert "Special cause, improvement: higher values" in text
    assert "Improving: the last 7 points" in text


def test_no_measure_wears_a_rag_colour(signed_in, measures):
    assert "app-rag" not in signed_in.get(reverse("measure_list")).content.decode()


def exported(client, query=""):
    answer = client.get(f"{reverse('measure_list_export', args=['csv'])}{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_file_has_the_rows_of_the_page_in_its_order(signed_in, measures):
    assert [row["slug"] for row in exported(signed_in, "?sort=variation&programme=maternity")] == ["better", "same"]


def test_file_has_value_icons_and_sentence(signed_in, measures):
    [row] = exported(signed_in, "?q=place")

    assert list(row) == list(LIST_COLUMNS)
    assert (row["value"], row["period_start"], row["period_end"]) == ("52.0", "2024-05-01", "2024-05-31")
    assert row["assurance"] == "Consistently misses the target"
    assert (row["ambition"], row["illustrative"]) == ("85%", "no")
    assert row["sentence"].startswith("No special cause")


def test_file_marks_illustrative_values(signed_in):
    measure = make_measure()
    IllustrativeObservation.objects.create(measure=measure, start=APRIL, end=span_of(measure, APRIL), value=66.5)

    [row] = exported(signed_in)

    assert row["illustrative"] == "yes"


def test_workbook_is_one(signed_in, measures):
    answer = signed_in.get(reverse("measure_list_export", args=["xlsx"]))

    assert answer.content[:2] == b"PK"
    assert "measures.xlsx" in answer["Content-Disposition"]


def test_file_of_a_mistaken_filter_leads_to_the_page(signed_in, measures):
    answer = signed_in.get(f"{reverse('measure_list_export', args=['csv'])}?programme=zebra")

    assert (answer.status_code, answer.url) == (302, f"{reverse('measure_list')}?programme=zebra")


def test_unknown_kind_of_file_is_not_found(signed_in, measures):
    assert signed_in.get(reverse("measure_list_export", args=["pdf"])).status_code == 404


def test_queries_do_not_grow_with_measures(signed_in, measures, query_count):
    few = query_count(lambda: signed_in.get(reverse("measure_list")))
    for number in range(10):
        measure = make_measure(slug=f"more-{number}")
        make_ambition(measure, 85)
        make_monthly(measure, LEVEL)

    assert Measure.objects.count() == 14
    assert query_count(lambda: signed_in.get(reverse("measure_list"))) == few
