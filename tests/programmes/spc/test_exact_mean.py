import random
import statistics

import numpy as np
import pytest

from programmes.spc.exact_mean import exact_means


def means_of(*stretches):
    lengths = [len(stretch) for stretch in stretches]
    values = np.array([value for stretch in stretches for value in stretch])
    starts = np.cumsum(lengths) - lengths
    return exact_means(values, ~np.isnan(values), starts).tolist()


@pytest.mark.parametrize(
    "values",
    [
        [0.1] * 9,
        [0.1, 0.2, 0.3],
        [1e16, 1.0, -1e16],
        [1e300, 1e300, -1e300, 3.0],
        [1e-320, 5e-324, -3e-310],
        [1.0, 1.0 + 2**-52],
        [1.0, 1.0 + 2**-52, 1.0 + 2**-52, 1.0 + 2**-51],
        [2.0**60, 2.0**-60, 0.1],
        [-0.0],
        [0.0, 0.0, 0.0],
        [67.3] * 60,
    ],
)
def test_mean_is_that_of_exact_arithmetic(values):
    assert means_of(values) == [float(statistics.mean(values))]


def test_mean_of_random_stretches_is_exact_to_the_last_bit():
    chance = random.Random(20240401)
    stretches = [
        [chance.uniform(-1, 1) * 10.0 ** chance.randint(*powers) for _ in range(chance.randint(1, 70))]
        for powers in ((0, 0), (-1, 1), (-2, 2), (-20, 20), (-300, 299), (-300, -300), (299, 299))
        for _ in range(200)
    ]

    means = means_of(*stretches)

    assert means == [float(statistics.mean(stretch)) for stretch in stretches]


def test_mean_rounds_a_tie_to_even():
    halves = [1.0, 1.0 + 2**-52], [1.0 + 2**-52, 1.0 + 2**-51]

    assert means_of(*halves) == [1.0, 1.0 + 2**-51]


def test_mean_leaves_out_what_is_not_kept():
    assert means_of([1.0, np.nan, 3.0]) == [2.0]


def test_mean_of_nothing_is_undefined():
    assert np.isnan(means_of([np.nan, np.nan])[0])
