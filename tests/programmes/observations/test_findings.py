"""Where what was entered and what was rolled up differ."""

import pytest

from programmes.models import Measure
from programmes.observations import roll_up_findings
from tests.factories.organisations import make_england, make_icb, make_organisation, make_region
from tests.factories.programmes import make_measure
from tests.programmes.observations.values import MAY, make_value, missing, write

pytestmark = pytest.mark.django_db


def make_count(**fields):
    return make_measure(unit="cases", per=1, aggregation=Measure.Aggregation.SUM, reported_by="trust", **fields)


def test_difference_is_a_finding_that_says_both():
    england, measure = make_england(), make_count()
    write(make_value(measure, make_organisation("trust"), value=3299), make_value(measure, england, value=3305))

    [finding] = roll_up_findings(measure)

    assert (finding.entered, finding.rolled_up) == (3305, 3299)
    assert str(finding) == (
        "England, 2024-04-01 to 2024-04-30: 3305 was entered, and 1 of 1 organisations add up to 3299"
    )


def test_equal_values_and_spans_with_one_of_the_two_are_none():
    england, measure, trust = make_england(), make_count(), make_organisation("trust")
    icb = make_icb(make_region())
    write(make_value(measure, trust, value=4), make_value(measure, england, value=4), make_value(measure, icb, value=9))
    write(missing(measure, trust, MAY), make_value(measure, england, MAY, value=4))

    assert roll_up_findings(measure) == []


@pytest.mark.parametrize(("entered", "count"), [(33.3, 0), (33.4, 1)])
def test_rounding_to_the_measures_decimals_is_no_difference(entered, count):
    england, measure = make_england(), make_measure(reported_by="trust", decimals=1)
    write(
        make_value(measure, make_organisation("trust"), numerator=1, denominator=3),
        make_value(measure, england, value=entered),
    )

    assert len(roll_up_findings(measure)) == count
