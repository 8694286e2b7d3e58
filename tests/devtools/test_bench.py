"""The bench's arithmetic and its table. What it measures is no test."""

import pytest

from devtools import bench, console
from tests.bench.report import Aim, Line, is_met, table
from tests.bench.timing import Sample, take_turns

FLOOR = Sample((1.5, 2.0, 2.5), "ms")


def test_median_and_95th_centile_are_values_that_were_measured():
    sample = Sample(tuple(float(number) for number in range(100, 0, -1)), "ms")

    assert (sample.median, sample.p95) == (51, 96)


def test_p95_of_a_rate_is_the_slow_end():
    assert Sample(tuple(float(number) for number in range(1, 101)), "rows/s").p95 == 6


@pytest.mark.parametrize(
    ("value", "unit", "aim", "met"),
    [
        (8.0, "ms", Aim(4, times_floor=True), True),
        (8.1, "ms", Aim(4, times_floor=True), False),
        (0.9, "ms", Aim(1), True),
        (1.1, "ms", Aim(1), False),
        (40_000, "rows/s", Aim(40_000), True),
        (39_999, "rows/s", Aim(40_000), False),
    ],
)
def test_aim_is_met_by_the_median(value, unit, aim, met):
    assert is_met(Line("page", Sample((value,), unit), aim), FLOOR) is met


def test_table_says_ratio_aim_and_whether_it_is_met():
    lines = [
        Line("floor", FLOOR),
        Line("page", Sample((9.0,), "ms"), Aim(4, times_floor=True)),
        Line("engine", Sample((50_000.0, 60_000.0, 50_000.0), "series/s"), Aim(40_000)),
    ]

    assert table(lines, FLOOR).splitlines() == [
        "what               best           median              p95  x floor  aim                       met",
        "floor           1.50 ms          2.00 ms          2.50 ms      1.0",
        "page            9.00 ms          9.00 ms          9.00 ms      4.5  at most 4 x floor         NO",
        "engine  60,000 series/s  50,000 series/s  50,000 series/s           at least 40,000 series/s  yes",
    ]


def test_table_sets_the_ratio_of_a_smaller_data_set_beside():
    lines = [Line("floor", FLOOR), Line("page", Sample((9.0,), "ms"))]

    assert table(lines, FLOOR, {"floor": 1.0, "page": 4.1}).splitlines()[2].split() == [
        "page", "9.00", "ms", "9.00", "ms", "9.00", "ms", "4.5", "4.1",
    ]  # fmt: skip


def test_best_of_a_rate_is_the_most_and_of_a_time_the_least():
    assert Sample((1.0, 3.0, 2.0), "rows/s").best == 3
    assert FLOOR.best == 1.5


def test_turns_are_taken_round_by_round_and_the_first_ones_do_not_count():
    calls = []

    found = take_turns({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, times=2, warm_up=1)

    assert calls == ["a", "b"] * 3
    assert {name: len(times) for name, times in found.items()} == {"a": 2, "b": 2}


@pytest.mark.parametrize("arguments", [["--huge"], ["--large", "--sqlite"]])
def test_bench_refuses_what_it_does_not_know_before_it_starts(arguments):
    with pytest.raises(console.Problem, match=r"Use: python3 dev\.py bench"):
        bench.check(arguments)
