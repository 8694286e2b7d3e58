"""The deadline expressions of the strategy's fixture read as the fixture states."""

import pytest

from pssdash.reporting.deadlines import Precision, Relation, parse_deadline
from tests.objectives.strategy_facts import MILESTONES

WRITTEN = [(ref, milestone) for ref, milestone in MILESTONES if milestone["deadline"]]


@pytest.mark.parametrize(("ref", "milestone"), WRITTEN, ids=lambda value: value if isinstance(value, str) else "")
def test_deadline_reads_as_the_fixture_states(ref, milestone):
    deadline = parse_deadline(milestone["deadline"])

    assert deadline.text == milestone["deadline"]
    assert (deadline.start, deadline.end, deadline.start_by) == (
        milestone.get("start"),
        milestone.get("end"),
        milestone.get("start_by"),
    )
    assert (deadline.precision, deadline.relation) == (
        Precision(milestone["precision"]),
        Relation(milestone["relation"]),
    )


def test_milestone_without_an_expression_states_no_dates():
    silent = [milestone for _, milestone in MILESTONES if not milestone["deadline"]]

    assert len(silent) == 95 - len(WRITTEN)
    for milestone in silent:
        assert not milestone.keys() & {"start", "end", "start_by", "precision", "relation"}
        assert parse_deadline(milestone["deadline"]).end is None
