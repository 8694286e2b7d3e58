"""Estimates of a quarter from the records."""

from datetime import date

import pytest

from programmes.models import Basis, IllustrativeObservation, Measure, OutcomeModel, OutcomeTotal
from programmes.outcome_rows import outcome_rows, total_rows
from pssdash.reporting.quarters import Quarter
from tests.factories.organisations import make_icb, make_region
from tests.factories.programme_pages import Q2, Q3, enter, make_model, make_source, make_stated, make_total
from tests.factories.programmes import make_roll_up, make_workstream

pytestmark = pytest.mark.django_db


def rows_of(quarter=Q2, **options):
    return {(row.slug, row.basis): row for row in outcome_rows(quarter, list(OutcomeModel.objects.all()), **options)}


def totals_of(quarter=Q2, source=None):
    return total_rows(quarter, list(OutcomeTotal.objects.all()), rows_of(quarter).values(), source)


def test_an_estimate_is_computed_from_the_count_of_its_basis():
    model = make_model(slug="cp", constant=37)
    enter(model.counted, 677)
    enter(model.counted, 1354, basis=Basis.YEAR_TO_DATE)

    rows = rows_of()

    assert rows["cp", "p"].estimate.computed.formula == "677 / 37 = 18.29..., rounded down: 18"
    assert rows["cp", "y"].estimate.value == 36
    assert ("cp", "b") not in rows


def test_an_entered_result_stands_beside_the_computed_one():
    model = make_model(slug="cp", constant=37)
    enter(model.counted, 677)
    enter(model.result, 19, qualifier="about")

    row = rows_of()["cp", "p"]

    assert (row.estimate.computed.value, row.estimate.entered.value, row.estimate.agrees) == (18, 19, False)


def test_a_value_of_another_quarter_is_not_this_ones():
    model = make_model()
    enter(model.result, 5, quarter=Quarter(2024, 1))

    assert rows_of() == {}


def test_a_total_since_baseline_is_the_last_one_known_and_says_up_to_when():
    model = make_model(slug="lives")
    enter(model.result, 500, basis=Basis.SINCE_BASELINE, end=date(2023, 12, 31), start=date(2023, 12, 31))
    enter(model.result, 596, basis=Basis.SINCE_BASELINE, end=date(2024, 3, 31), start=date(2024, 3, 31))
    enter(model.result, 700, basis=Basis.SINCE_BASELINE, end=date(2024, 12, 31), start=date(2024, 12, 31))

    row = rows_of()["lives", "b"]

    assert (row.estimate.value, row.end) == (596, date(2024, 3, 31))


def test_a_result_of_another_day_is_not_compared_with_the_count():
    model = make_model(slug="cp", constant=37)
    enter(model.counted, 3700, basis=Basis.SINCE_BASELINE, start=Q2.end)
    enter(model.result, 80, basis=Basis.SINCE_BASELINE, end=date(2024, 3, 31), start=date(2024, 3, 31))

    row = rows_of()["cp", "b"]

    assert (row.estimate.value, row.estimate.entered, row.end) == (100, None, Q2.end)


def test_values_of_organisations_are_not_englands():
    model = make_model()
    enter(model.result, 5, organisation=make_icb(make_region()))

    assert rows_of() == {}


def test_a_missing_value_makes_no_estimate():
    model = make_model()
    enter(model.result, None)

    assert rows_of() == {}


def test_made_up_counts_are_used_only_where_asked_for_and_say_so():
    model = make_model(slug="cp", constant=37)
    IllustrativeObservation.objects.create(measure=model.counted, start=Q2.start, end=Q2.end, value=677)

    assert rows_of() == {}
    assert rows_of(illustrative=True)["cp", "p"].estimate.is_illustrative


def test_a_made_up_count_never_stands_in_for_a_real_one():
    model = make_model(slug="cp", constant=37)
    IllustrativeObservation.objects.create(measure=model.counted, start=Q2.start, end=Q2.end, value=677)
    enter(model.counted, 370, quarter=Q3)

    assert rows_of(illustrative=True) == {}


def test_a_total_adds_its_parts_on_each_basis_and_compares_with_what_is_stated():
    workstream, source = make_workstream(), make_source()
    models = [make_model(workstream=workstream) for _ in range(2)]
    total = make_total(models)
    for model, value in zip(models, (64, 35), strict=True):
        enter(model.result, value)
    stated = make_stated(
        99, workstream=workstream, role="total", basis="p", start=Q2.start, end=Q2.end, slug="ninety-nine"
    )

    (row,) = totals_of(source=source.pk)

    assert (row.total.value, row.total.agrees, row.total.leaves_out) == (99, True, "Cerebral palsy")
    assert (row.slug, row.parts, row.stated) == (total.slug, tuple(model.slug for model in models), (stated.slug,))


def test_a_total_is_missing_while_a_part_of_the_same_day_is():
    models = [make_model(name="Cord"), make_model(name="Steroids")]
    make_total(models)
    enter(models[0].result, 64)
    enter(models[0].result, 600, basis=Basis.SINCE_BASELINE, start=Q2.end)
    enter(models[1].result, 200, basis=Basis.SINCE_BASELINE, end=date(2024, 3, 31), start=date(2024, 3, 31))

    in_quarter, since_baseline = totals_of()

    assert in_quarter.total.value is None and in_quarter.total.missing == ("Steroids",)
    assert since_baseline.total.value is None and since_baseline.total.missing == ("Steroids",)


def test_a_total_of_which_nothing_is_known_has_no_row():
    make_total([make_model()])

    assert totals_of() == []


def test_queries_do_not_grow_with_the_models(query_count):
    def make(number):
        for _ in range(number):
            model = make_model(constant=37)
            enter(model.counted, 677)
            make_total([model])

    def read():
        models = OutcomeModel.objects.select_related("workstream", "counted", "result", "constant_source", "source")
        rows = outcome_rows(Q2, list(models))
        related = OutcomeTotal.objects.select_related("workstream", "source").prefetch_related("parts__model")
        total_rows(Q2, list(related), rows, None)

    make(1)
    few = query_count(read)
    make(6)

    assert query_count(read) == few


def test_a_total_adds_what_its_measures_added_up_over_organisations():
    workstream = make_workstream()
    models = [make_model(slug=slug, workstream=workstream, constant=None) for slug in ("psychotropics", "falls")]
    for model, value in zip(models, (83, 108), strict=True):
        model.result.shown = Measure.Shown.ROLLED_UP
        model.result.save()
        make_roll_up(model.result, Q2.start, value, end=Q2.end, reported=15, expected=15)
    make_total(models, slug="interviews")

    rows = rows_of()
    [total] = totals_of()

    assert total.total.formula == "83 + 108 = 191"
    assert rows["falls", "p"].estimate.origin == "Added up from the values of 15 of 15 organisations."


def test_what_was_entered_for_england_counts_unless_the_measure_shows_the_sum():
    model = make_model(slug="falls", constant=None)
    enter(model.result, 110)
    make_roll_up(model.result, Q2.start, 108, end=Q2.end)

    assert rows_of()["falls", "p"].estimate.value == 110

    model.result.shown = Measure.Shown.ROLLED_UP
    model.result.save()
    assert rows_of()["falls", "p"].estimate.value == 108
