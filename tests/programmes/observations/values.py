"""Values to write, stating what matters."""

from datetime import date

from programmes.models import Observation, ValueState
from programmes.observations import Value, Written, write_observations
from tests.factories.organisations import make_england
from tests.factories.programmes import make_batch, span_of

APRIL, MAY, JUNE = date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)


def make_value(measure, organisation=None, start: date = APRIL, **fields) -> Value:
    """A value of the period that begins on `start`: half of 200 unless numbers or a state are given."""
    if not {"value", "numerator", "denominator", "state"} & set(fields):
        fields |= {"numerator": 100, "denominator": 200}
    return Value(measure, organisation or make_england(), start, fields.pop("end", span_of(measure, start)), **fields)


def missing(measure, organisation=None, start: date = APRIL, state=ValueState.NOT_SUBMITTED) -> Value:
    return make_value(measure, organisation, start, state=state)


def write(*values, batch=None) -> Written:
    return write_observations(batch=batch or make_batch(), rows=iter(values))


def held(measure) -> dict:
    """What is held of a measure: organisation and start of the period -> value."""
    rows = Observation.objects.filter(measure=measure).select_related("organisation")
    return {(row.organisation.code, row.start): row.value for row in rows}
