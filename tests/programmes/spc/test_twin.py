"""The engine beside its slow twin, on series made to be awkward: ties, gaps, spikes, steps, short parts."""

import random

import pytest

from programmes.spc import DatedTarget, Direction, Options, SeriesSet, analyse_many
from tests.programmes.spc.points import month, monthly
from tests.programmes.spc.twin import RULE_SETS, twin

SERIES_EACH = 250


def made_values(chance):
    length = chance.choice([1, 2, 3, 7, 8, 13, 14, 25, 40, 60])
    kind = chance.randrange(8)
    if kind == 0:
        values = [chance.gauss(60, 5) for _ in range(length)]
    elif kind == 1:
        values = [float(chance.randint(1, 4)) for _ in range(length)]
    elif kind == 2:
        values = [chance.choice([0.1, 0.2, 0.3]) for _ in range(length)]
    elif kind == 3:
        values = [chance.choice([0.0, 0.0, 0.0, 0.0, 1.0]) for _ in range(length)]
    elif kind == 4:
        values = [50 + abs(place % 16 - 8) + chance.choice([0, 0, 0, 0.5]) for place in range(length)]
    elif kind == 5:
        values = [round(chance.gauss(80, 1) + (3 if place > 20 else 0), 1) for place in range(length)]
    elif kind == 6:
        swing = [chance.choice([-6, 6]) for _ in range(length)]
        values = [50.0 + (swing[place] if place < 24 else abs(place % 14 - 7)) for place in range(length)]
    else:
        values = [round(chance.choice([5, 5, 15]) + chance.random(), 2) for _ in range(length)]
    missing = chance.choice([0, 0, 0.1, 0.5])
    return [None if chance.random() < missing else value for value in values]


def made_options(chance, rules):
    rebase = [month(chance.randint(-3, 62)) for _ in range(chance.choice([0, 0, 1, 2, 3]))]
    starts = chance.sample([None, month(5), month(30), month(200)], chance.choice([0, 1, 1, 2]))
    targets = [(start, chance.choice([2.5, 0.2, 0.0, 60.0, 75.0, 95.0])) for start in starts]
    return {
        "direction": chance.choice(list(Direction)),
        "targets": targets,
        "rebase": rebase,
        "fix_after": chance.choice([None, None, 12, 15]),
        "screen": chance.choice([None, True, False]),
        "rules": rules,
    }


def as_options(made):
    return Options(
        direction=made["direction"],
        targets=tuple(DatedTarget(value, start) for start, value in made["targets"]),
        rebase=tuple(made["rebase"]),
        fix_after_n_points=made["fix_after"],
        screen_outliers=made["screen"],
        rules=made["rules"],
    )


def seen(result):
    return {
        "labels": [row.special_cause_type for row in result.rows],
        "types": [row.point_type for row in result.rows],
        "lines": [(part.rebase_group, part.mean, part.lpl, part.upl) for part in result.parts],
        "near": [(result.rows_of(part)[0].nlpl, result.rows_of(part)[0].nupl) for part in result.parts],
        "icons": (result.variation, result.assurance),
    }


def seen_by_twin(result):
    return {
        "labels": result.labels,
        "types": result.types,
        "lines": [(part.number, part.mean, part.lower, part.upper) for part in result.parts],
        "near": [(part.near_lower, part.near_upper) for part in result.parts],
        "icons": (result.variation, result.assurance),
    }


@pytest.mark.parametrize("rules", RULE_SETS)
@pytest.mark.parametrize("seed", range(4))
def test_engine_agrees_with_its_slow_twin(rules, seed):
    chance = random.Random(f"{rules} {seed}")
    series = {str(number): monthly(made_values(chance)) for number in range(SERIES_EACH)}
    made = [made_options(chance, rules) for _ in series]

    analysis = analyse_many(SeriesSet.of_points(series), [as_options(one) for one in made])

    for name, one, result in zip(series, made, analysis, strict=True):
        assert seen(result) == seen_by_twin(twin(series[name], **one)), (name, one, series[name])
