"""Every change of a value, each with what took its place."""

from datetime import date

import pytest

from programmes.models import Basis
from programmes.observations import undo_batch
from programmes.pages.value_history import value_history
from tests.factories.organisations import make_england
from tests.factories.programmes import make_batch, make_measure
from tests.programmes.observations.values import MAY, make_value, missing, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return make_measure()


def changes_of(measure):
    return [
        (change.period, change.old, change.new)
        for change in value_history(measure, make_england(), Basis.IN_PERIOD, date.max).changes
    ]


def test_each_change_says_what_was_and_what_followed_and_the_last_what_is_now(measure):
    write(make_value(measure, value=50), make_value(measure, start=MAY, value=1))
    write(make_value(measure, value=60, is_final=False))
    write(make_value(measure, value=60), make_value(measure, start=MAY, value=2))

    assert changes_of(measure) == [
        ("Apr 2024", "50%", "60%, provisional"),
        ("Apr 2024", "60%, provisional", "60%"),
        ("May 2024", "1%", "2%"),
    ]


def test_removed_value_that_came_again_was_removed_and_not_changed(measure):
    batch = make_batch()
    write(make_value(measure, value=50), batch=batch)
    undo_batch(batch=batch, by=None, reason="The wrong file")
    write(make_value(measure, value=60))
    write(missing(measure))

    assert changes_of(measure) == [("Apr 2024", "50%", "removed"), ("Apr 2024", "60%", "Not submitted")]


def test_change_that_readers_do_not_see_is_not_listed(measure):
    write(make_value(measure, value=50))
    write(make_value(measure, value=50, explanation="As in the audit"))

    assert changes_of(measure) == []
    assert value_history(measure, make_england(), Basis.IN_PERIOD, date(2024, 3, 31)).changes == ()
