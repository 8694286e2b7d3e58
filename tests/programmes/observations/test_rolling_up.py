"""Roll-ups: each rule, each parent, mergers, and what is missing. Last, on generated trees, beside a slow twin."""

import random
from datetime import date

import pytest
from django.db import IntegrityError

from programmes.models import Measure, RollUp, ValueState
from programmes.observations import refresh_measures, rolling_up, undo_batch
from pssdash.organisations.models import OrganisationLink, Succession
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_organisation, make_region
from tests.factories.programmes import make_batch, make_measure, span_of
from tests.programmes.observations.roll_up_twin import roll_ups_of
from tests.programmes.observations.values import APRIL, JUNE, MAY, make_value, missing, write

pytestmark = pytest.mark.django_db
Aggregation = Measure.Aggregation
MERGER = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def england():
    return make_england()


def measure_of(aggregation=Aggregation.SUM, **fields):
    defaults = {"unit": "cases", "per": 1, "reported_by": "trust"}
    if aggregation == Aggregation.RATIO_OF_SUMS:
        defaults |= {"unit": "%", "per": 100}
    return make_measure(aggregation=aggregation, **(defaults | fields))


def make_trust(icb=None, collaborative=None, **fields):
    trust = make_organisation("trust", **fields)
    for kind, parent in (("icb", icb), ("collaborative", collaborative)):
        if parent:
            OrganisationLink.objects.create(kind=kind, child=trust, parent=parent)
    return trust


def make_successor(*forerunners, day=MERGER, **fields):
    successor = make_trust(**({"start": day} | fields))
    for forerunner in forerunners:
        Succession.objects.create(predecessor=forerunner, successor=successor, date=day)
    return successor


def rolled_up(measure, organisation=None, start=APRIL):
    """Value, reported and expected; None where there is no roll-up."""
    rows = RollUp.objects.filter(measure=measure, organisation=organisation or make_england(), start=start)
    return next(iter(rows.values_list("value", "reported", "expected")), None)


def test_sum_says_how_many_of_how_many_and_missing_is_not_zero():
    measure, trusts = measure_of(), [make_trust() for _ in range(5)]
    write(
        make_value(measure, trusts[0], value=4), make_value(measure, trusts[1], value=0),
        missing(measure, trusts[2]), missing(measure, trusts[3], state=ValueState.SUPPRESSED),
    )  # fmt: skip

    assert rolled_up(measure) == (4, 2, 5)


def test_organisation_to_which_the_measure_does_not_apply_is_not_expected():
    measure, trusts = measure_of(), [make_trust() for _ in range(3)]
    write(make_value(measure, trusts[0], value=4), missing(measure, trusts[1], state=ValueState.NOT_APPLICABLE))

    assert rolled_up(measure) == (4, 1, 2)


def test_only_trusts_of_the_types_that_report_are_expected():
    measure = measure_of(trust_types="acute, acute_specialist")
    acute, unknown = make_trust(trust_type="acute"), make_trust()
    for trust_type in ("acute_specialist", "ambulance", "mental_health"):
        make_trust(trust_type=trust_type)
    write(make_value(measure, acute, value=4), make_value(measure, unknown, value=1))

    assert rolled_up(measure) == (5, 2, 3)


def test_trust_of_another_type_that_reports_all_the_same_counts():
    measure, ambulance = measure_of(Aggregation.LATEST, trust_types="acute"), make_trust(trust_type="ambulance")
    write(make_value(measure, ambulance, APRIL, value=4), make_value(measure, make_trust(), MAY, value=1))

    assert rolled_up(measure, start=MAY) == (5, 2, 2)


def test_measures_of_other_levels_name_no_types_of_trust():
    with pytest.raises(IntegrityError):
        measure_of(reported_by="icb", trust_types="acute")


def test_percentage_is_a_ratio_of_sums_and_no_average():
    measure = measure_of(Aggregation.RATIO_OF_SUMS)
    large, small, without_parts = make_trust(), make_trust(), make_trust()
    write(
        make_value(measure, large, numerator=900, denominator=1000),
        make_value(measure, small, numerator=0, denominator=8),
        make_value(measure, without_parts, value=10),
    )

    assert rolled_up(measure) == (900 / 1008 * 100, 2, 3)
    row = RollUp.objects.get()
    assert (row.numerator, row.denominator) == (900, 1008)


def test_count_is_of_the_organisations_that_have_it():
    measure, trusts = measure_of(Aggregation.COUNT), [make_trust() for _ in range(4)]
    write(*(make_value(measure, trust, value=value) for trust, value in zip(trusts, (1, 0, 1), strict=False)))

    assert rolled_up(measure) == (2, 3, 4)


def test_latest_value_stands_until_another_comes_or_the_measure_no_longer_applies():
    measure, first, second = measure_of(Aggregation.LATEST), make_trust(), make_trust()
    write(make_value(measure, first, APRIL, value=10), make_value(measure, second, APRIL, value=5))
    write(make_value(measure, first, MAY, value=12), missing(measure, second, MAY))
    write(make_value(measure, first, JUNE, value=13), missing(measure, second, JUNE, state=ValueState.NOT_APPLICABLE))

    assert [rolled_up(measure, start=start) for start in (APRIL, MAY, JUNE)] == [(15, 2, 2), (17, 2, 2), (13, 1, 1)]


def test_late_change_of_a_latest_value_reaches_the_later_spans():
    measure, first, second = measure_of(Aggregation.LATEST), make_trust(), make_trust()
    write(make_value(measure, first, APRIL, value=10), make_value(measure, second, JUNE, value=1))

    write(make_value(measure, first, APRIL, value=20))

    assert rolled_up(measure, start=JUNE) == (21, 2, 2)


def test_what_is_not_added_up_has_no_roll_up():
    for measure in (measure_of(Aggregation.NONE), measure_of(reported_by="nation")):
        write(make_value(measure, make_trust(), value=4), make_value(measure, value=9))

    assert not RollUp.objects.exists()


def test_entered_value_of_a_parent_is_not_added():
    measure, icb = measure_of(), make_icb(make_region())
    write(make_value(measure, make_trust(icb), value=4))
    write(make_value(measure, icb, value=7), make_value(measure, value=9))

    assert rolled_up(measure) == rolled_up(measure, icb) == (4, 1, 1)


def test_all_missing_is_no_value_and_no_row_at_all_is_no_roll_up():
    measure, icb = measure_of(), make_icb(make_region())
    make_trust(icb)
    write(missing(measure, make_trust()))

    assert rolled_up(measure) == (None, 0, 2)
    assert rolled_up(measure, icb) is None


def test_trusts_own_collaborative_wins_over_its_icbs():
    measure, own, of_icb, second = measure_of(), *(make_collaborative() for _ in range(3))
    icb = make_icb(make_region(), of_icb)
    OrganisationLink.objects.create(kind="collaborative", child=icb, parent=second)
    write(make_value(measure, make_trust(icb), value=1), make_value(measure, make_trust(icb, own), value=10))

    assert [rolled_up(measure, psc) for psc in (own, of_icb, second)] == [(10, 1, 1), (1, 1, 1), (1, 1, 1)]


def test_england_is_not_summed_through_collaboratives_that_overlap():
    measure, one, other = measure_of(reported_by="icb"), make_collaborative(), make_collaborative()
    region = make_region()
    icb = make_icb(region, one)
    OrganisationLink.objects.create(kind="collaborative", child=icb, parent=other)
    write(make_value(measure, icb, value=6))

    answers = [rolled_up(measure, each) for each in (one, other, region, None)]
    assert answers == [(6, 1, 1)] * 4


def test_england_of_what_collaboratives_report_is_their_sum():
    measure = measure_of(reported_by="collaborative")
    write(*(make_value(measure, make_collaborative(), value=value) for value in (1, 9, 1)))

    assert rolled_up(measure) == (11, 3, 3)


def test_trust_that_moved_counts_where_it_was_at_the_end_of_the_span():
    region = make_region()
    old, new = make_icb(region), make_icb(region)
    measure, trust = measure_of(), make_trust()
    OrganisationLink.objects.create(kind="icb", child=trust, parent=old, end=date(2024, 5, 15))
    OrganisationLink.objects.create(kind="icb", child=trust, parent=new, start=date(2024, 5, 16))
    write(*(make_value(measure, trust, start, value=3) for start in (APRIL, MAY)))

    assert [rolled_up(measure, old, start) for start in (APRIL, MAY)] == [(3, 1, 1), None]
    assert [rolled_up(measure, new, start) for start in (APRIL, MAY)] == [None, (3, 1, 1)]
    assert [rolled_up(measure, region, start) for start in (APRIL, MAY)] == [(3, 1, 1)] * 2


def test_forerunners_count_before_a_merger_and_the_successor_after():
    measure = measure_of()
    one, other = (make_trust(end=date(2024, 5, 31)) for _ in range(2))
    successor = make_successor(one, other)
    write(
        make_value(measure, one, MAY, value=1), make_value(measure, other, MAY, value=2),
        make_value(measure, successor, JUNE, value=4),
    )  # fmt: skip

    assert [rolled_up(measure, start=start) for start in (MAY, JUNE)] == [(3, 2, 2), (4, 1, 1)]


def test_mapped_value_counts_in_the_place_of_its_forerunners():
    measure, region = measure_of(), make_region()
    icb = make_icb(region, start=MERGER)
    OrganisationLink.objects.update(start=MERGER)
    one, other = (make_trust(end=date(2024, 5, 31)) for _ in range(2))
    write(make_value(measure, make_successor(one, other, icb=icb), MAY, value=3))

    assert rolled_up(measure, start=MAY) == rolled_up(measure, icb, MAY) == rolled_up(measure, region, MAY) == (3, 1, 1)


def test_mapped_value_does_not_count_beside_its_forerunners_own():
    measure = measure_of()
    one, other, older = (make_trust(end=date(2024, 5, 31)) for _ in range(3))
    Succession.objects.create(predecessor=older, successor=one, date=APRIL)
    successor = make_successor(one, other)
    write(make_value(measure, successor, MAY, value=3), make_value(measure, older, MAY, value=1))

    assert rolled_up(measure, start=MAY) == (1, 1, 3)


def test_trust_taken_in_later_is_no_forerunner_of_what_was_mapped():
    measure, one, later = measure_of(), make_trust(end=date(2024, 5, 31)), make_trust()
    successor = make_successor(one)
    Succession.objects.create(predecessor=later, successor=successor, date=date(2025, 4, 1))
    write(make_value(measure, successor, MAY, value=3), make_value(measure, later, MAY, value=1))

    assert rolled_up(measure, start=MAY) == (4, 2, 2)


def test_closed_trusts_last_value_no_longer_stands_as_the_latest():
    measure, closed = measure_of(Aggregation.LATEST), make_trust(end=date(2024, 5, 31))
    successor = make_successor(closed)
    write(make_value(measure, closed, MAY, value=5), make_value(measure, successor, JUNE, value=6))

    assert [rolled_up(measure, start=start) for start in (MAY, JUNE)] == [(5, 1, 1), (6, 1, 1)]


def test_trust_that_reports_after_it_closed_counts_and_is_expected_then():
    measure = measure_of()
    write(make_value(measure, make_trust(end=APRIL), MAY, value=5), make_value(measure, make_trust(), MAY, value=1))

    assert rolled_up(measure, start=MAY) == (6, 2, 2)


def test_value_of_another_length_than_the_periods_is_not_added():
    measure, trust = measure_of(frequency="quarter"), make_trust()
    write(make_value(measure, trust, value=5), make_value(measure, make_trust(), JUNE, end=date(2024, 6, 30), value=1))

    assert rolled_up(measure) == (5, 1, 2)


def test_roll_up_is_provisional_while_one_value_is():
    measure = measure_of()
    write(make_value(measure, make_trust(), value=5), make_value(measure, make_trust(), value=1, is_final=False))

    assert RollUp.objects.get().is_final is False


def test_only_the_spans_that_were_touched_are_worked_out_again():
    measure, trust = measure_of(), make_trust()
    write(make_value(measure, trust, APRIL, value=1), make_value(measure, trust, MAY, value=2))
    RollUp.objects.update(value=99)

    write(make_value(measure, trust, MAY, value=3))

    assert [rolled_up(measure, start=start)[0] for start in (APRIL, MAY)] == [99, 3]


def test_refreshing_all_follows_new_links_and_removes_what_no_longer_holds():
    measure, trust, icb = measure_of(), make_trust(), make_icb(make_region())
    write(make_value(measure, trust, value=1))
    OrganisationLink.objects.create(kind="icb", child=trust, parent=icb)

    assert refresh_measures([measure]) == 2  # the ICB and its region
    assert rolled_up(measure, icb) == (1, 1, 1)
    assert refresh_measures([measure]) == 0
    Measure.objects.update(aggregation=Aggregation.NONE)
    assert refresh_measures(Measure.objects.all()) == 3
    assert not RollUp.objects.exists()


def make_map(choose):
    """Regions, collaboratives, ICBs and trusts that open, close, move and merge within a year."""
    days = [None, *(date(2024, month, day) for month in (2, 4, 5, 6, 8) for day in (1, 15, 28))]
    regions, pscs = [make_region() for _ in range(2)], [make_collaborative() for _ in range(3)]

    def dates():
        start, end = choose.choice(days), choose.choice(days)
        return {"start": start, "end": end} if not (start and end and end < start) else {}

    def link(child, kind, parents):
        for parent in choose.sample(parents, choose.choice([0, 1, 1, 2])):
            OrganisationLink.objects.create(kind=kind, child=child, parent=parent, **dates())

    icbs = [make_organisation("icb", **dates()) for _ in range(5)]
    types = ["", "acute", "ambulance"]
    trusts = [make_organisation("trust", trust_type=choose.choice(types), **dates()) for _ in range(9)]
    for icb in icbs:
        link(icb, "region", regions)
        link(icb, "collaborative", pscs)
    for trust in trusts:
        link(trust, "icb", icbs)
        if choose.random() < 0.3:
            link(trust, "collaborative", pscs)
    for level in (icbs, trusts):
        # Only ever into a later one of the list, so nobody succeeds to itself.
        for _ in range(6):
            before, after = sorted(choose.sample(range(len(level)), 2))
            day = choose.choice([level[after].start, *days[1:]]) or MERGER
            Succession.objects.get_or_create(predecessor=level[before], successor=level[after], defaults={"date": day})
    return {"icb": icbs, "trust": trusts, "collaborative": pscs}


def some_values(choose, measure, organisations):
    for organisation in organisations:
        for month in range(1, 9):
            start = date(2024, month, 1)
            fields = {"basis": choose.choice("ppppy"), "is_final": choose.random() < 0.8}
            fields["is_mapped"] = choose.random() < 0.1
            match choose.randrange(8):
                case 0 | 1:
                    continue
                case 2:
                    yield make_value(measure, organisation, start, state=choose.choice("nsx"), **fields)
                case 3:
                    yield make_value(measure, organisation, start, value=choose.choice([0, 1, 40]), **fields)
                case 4:
                    # Not a month, which only matters to what is in the period.
                    end = span_of(measure, start)
                    yield make_value(measure, organisation, start.replace(day=2), end=end, value=1, **fields)
                case _:
                    parts = {"numerator": choose.randrange(5), "denominator": choose.randrange(5, 9)}
                    parts = parts if measure.is_ratio else {"value": choose.choice([0, 1, 7])}
                    yield make_value(measure, organisation, start, **parts, **fields)


def all_of(measure):
    names = ("organisation__code", "basis", "end", "start", "value", "reported", "expected", "is_final")
    return {row[:3]: row[3:] for row in RollUp.objects.filter(measure=measure).values_list(*names)}


@pytest.mark.parametrize("aggregation", Aggregation.values)
@pytest.mark.parametrize("seed", range(4))
def test_roll_ups_are_those_of_the_twin(aggregation, seed):
    choose = random.Random(f"{aggregation} {seed}")
    map_of, batches = make_map(choose), []
    level = choose.choice(["trust", "trust", "icb", "collaborative"])
    types = choose.choice(["", "acute", "acute, community"]) if level == "trust" else ""
    measure = measure_of(aggregation, reported_by=level, trust_types=types)
    for _ in range(3):
        rows = list(some_values(choose, measure, choose.sample(map_of[level], len(map_of[level]) // 2 + 1)))
        batches.append(make_batch())
        write(*rows, batch=batches[-1])
        assert all_of(measure) == roll_ups_of(measure)
    undo_batch(batch=choose.choice(batches), by=None, reason="To see")
    assert all_of(measure) == roll_ups_of(measure)


def test_many_days_are_worked_out_in_parts(monkeypatch):
    measure, trusts = measure_of(), [make_trust() for _ in range(3)]
    monkeypatch.setattr(rolling_up, "PARTS_AT_ONCE", 5)

    write(*(make_value(measure, trust, date(2024, month, 1), value=month) for trust in trusts for month in range(1, 8)))

    assert [rolled_up(measure, start=date(2024, month, 1))[0] for month in range(1, 8)] == [3, 6, 9, 12, 15, 18, 21]
