"""One measure by region, PSC, ICB or trust."""

from datetime import date

import pytest

from programmes.models import Basis
from tests.factories.organisations import make_collaborative, make_icb, make_organisation, make_region
from tests.factories.programmes import (
    make_measure,
    make_monthly,
    make_observation,
)
from tests.programmes.measure_page.asking import APRIL, LEVEL, RISING, page_of, text_of

pytestmark = pytest.mark.django_db


def test_level_draws_those_with_values_concern_first(client, editor):
    measure = make_measure()
    names = {"Falling": list(reversed(RISING)), "Level": LEVEL, "Rising": RISING}
    for name, values in names.items():
        make_monthly(measure, values, organisation=make_collaborative(short_name=name))
    make_collaborative(short_name="Silent")

    page = page_of(client, measure, "?level=psc")

    assert [multiple.name for multiple in page.multiples] == ["Falling", "Rising", "Level"]
    assert [(each.label, each.count) for each in page.counts] == [
        ("Concern", 1), ("Improvement", 1), ("Common cause", 1),
    ]  # fmt: skip
    assert page.multiples[0].url.startswith("?organisation=")


def test_level_puts_those_that_have_closed_last_and_counts_them_apart(client, editor):
    measure = make_measure()
    closed = make_collaborative(short_name="Closed", end=date(2023, 6, 30))
    make_monthly(measure, list(reversed(RISING)), organisation=closed)
    make_monthly(measure, LEVEL, organisation=make_collaborative(short_name="Level"))

    page = page_of(client, measure, "?level=psc")

    assert [multiple.name for multiple in page.multiples] == ["Level", "Closed"]
    assert [(each.label, each.count) for each in page.counts] == [("Common cause", 1)]
    assert "1 that has closed stands last and is not counted above." in text_of(client, measure, "?level=psc")


def test_level_says_that_limits_are_trial_limits(client, editor):
    measure = make_measure()
    psc = make_collaborative()
    make_monthly(measure, LEVEL[:12], organisation=psc)

    assert "Dotted, pale limits are trial limits" in text_of(client, measure, "?level=psc")

    make_monthly(measure, LEVEL[12:], begin=date(2024, 4, 1), organisation=psc)
    assert "trial limits" not in text_of(client, measure, "?level=psc")


def test_level_finds_no_signal_in_a_single_value(client, editor):
    measure = make_measure()
    make_monthly(measure, [50], organisation=make_collaborative(short_name="New"))

    page = page_of(client, measure, "?level=psc")

    (multiple,) = page.multiples
    assert multiple.variation is None
    assert multiple.sentence == page.rows[0].sentence == "One value so far: nothing to compare it with yet."
    assert multiple.sentence in multiple.svg
    assert "No special cause" not in text_of(client, measure, "?level=psc")


def test_level_links_only_to_levels_with_values(client, editor):
    measure = make_measure()
    make_monthly(measure, LEVEL)
    make_monthly(measure, LEVEL, organisation=make_collaborative())
    make_organisation("trust")

    levels = page_of(client, measure).ways.levels

    assert [(choice.text, choice.note, choice.is_current) for choice in levels] == [
        ("England", "", True), ("PSCs", "1", False),
    ]  # fmt: skip


def test_level_without_values_says_so(client, editor):
    measure = make_measure()
    make_monthly(measure, LEVEL)

    assert "No trust has values of this measure that you may see." in text_of(client, measure, "?level=trust")


def test_level_can_be_narrowed_to_a_region(client, editor):
    measure = make_measure()
    north, south = make_region(code="Y1"), make_region(code="Y2")
    for region in (north, south):
        make_monthly(measure, LEVEL, organisation=make_icb(region, short_name=f"ICB of {region.code}"))

    page = page_of(client, measure, "?level=icb&region=Y1")

    assert [multiple.name for multiple in page.multiples] == ["ICB of Y1"]


def test_many_organisations_are_paged_on_one_scale(client, editor):
    measure = make_measure()
    for number in range(30):
        make_monthly(measure, [each + number for each in LEVEL[:4]], organisation=make_organisation("trust"))

    first, second = page_of(client, measure, "?level=trust"), page_of(client, measure, "?level=trust&page=2")

    assert (len(first.multiples), len(second.multiples)) == (24, 6)
    assert page_of(client, measure, "?level=trust&page=last").page.number == 1
    assert page_of(client, measure, "?level=trust&page=99").page.number == 2
    assert ticks(first.multiples[0].svg) == ticks(second.multiples[0].svg)


def ticks(svg):
    return [part.split("<")[0] for part in svg.split(">") if part.split("<")[0].endswith("%")]


def test_totals_of_a_level_are_listed_without_charts(client, editor):
    measure = make_measure(unit="babies", decimals=0)
    psc = make_collaborative(short_name="North")
    make_observation(measure, APRIL, 12, organisation=psc, basis=Basis.SINCE_BASELINE)

    page = page_of(client, measure, "?level=psc")

    assert (page.multiples, [row.value for row in page.uncharted]) == ((), ["12 babies"])
