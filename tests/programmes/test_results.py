"""Results that are kept are those that the engine finds anew."""

from datetime import date

from programmes.results import results_for
from programmes.spc import Options, SeriesSet, analyse_many

DAYS = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(14)]
LEVEL = [50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51, 50, 52]
RISING = [60, 61, 60, 59, 61, 60, 62, 70, 71, 70, 69, 71, 72, 71]


def points(values):
    return tuple(zip(DAYS, values, strict=True))


def anew(values, options):
    return next(iter(analyse_many(SeriesSet.of_points({"0": points(values)}), [options])))


def found(result):
    return result.rows, result.parts, result.target, result.variation, result.assurance


def test_results_are_the_engines_in_the_order_asked_for():
    options = [Options(), Options(rebase=(DAYS[7],))]

    results = results_for([(points(LEVEL), options[0]), (points(RISING), options[1]), (points(RISING), options[0])])

    assert [found(each) for each in results] == [
        found(anew(LEVEL, options[0])),
        found(anew(RISING, options[1])),
        found(anew(RISING, options[0])),
    ]


def test_a_kept_result_stands_beside_new_ones():
    [first] = results_for([(points(LEVEL), Options())])
    changed = [*LEVEL[:-1], 90]

    new, kept = results_for([(points(changed), Options()), (points(LEVEL), Options())])

    assert kept is first
    assert found(new) == found(anew(changed, Options()))


def test_other_options_find_something_else():
    up, down = results_for([(points(RISING), Options(direction=each)) for each in ("increase", "decrease")])

    assert up.variation != down.variation


def test_no_series_no_results():
    assert results_for([]) == []
