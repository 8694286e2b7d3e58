"""One value on its way into the database: what it must be, and what is kept of it.

No query is made here: a month's return has hundreds of thousands of rows.
"""

from datetime import date
from typing import NamedTuple

from programmes.models import Basis, Measure, ValueState
from programmes.spc.series import LARGEST
from pssdash.organisations.models import Organisation

VALUE, NOT_APPLICABLE = ValueState.VALUE.value, ValueState.NOT_APPLICABLE.value
STATES, BASES = frozenset(ValueState.values), frozenset(Basis.values)
LONGEST = {"qualifier": 40, "source_place": 160}
Numbers = tuple[float | None, float | None, float | None]


class WrongValue(ValueError):
    """Why a value cannot be kept."""


class Value(NamedTuple):
    """A value as it is handed in. Of a ratio, the parts are enough; `line` is where it stands, for messages.

    `is_mapped` need not be given where the organisation opened after `end`: that says it.
    """

    measure: Measure
    organisation: Organisation
    start: date
    end: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    state: str = VALUE
    basis: str = Basis.IN_PERIOD.value
    is_final: bool = True
    is_mapped: bool = False
    qualifier: str = ""
    explanation: str = ""
    source_place: str = ""
    line: int = 0


class Kept(NamedTuple):
    """A value as it is kept; its fields are the columns of the staging table."""

    measure_id: int
    organisation_id: int
    basis: str
    first_day: date
    last_day: date
    state: str
    value: float | None
    numerator: float | None
    denominator: float | None
    is_final: bool
    is_mapped: bool
    qualifier: str
    explanation: str
    source_place: str
    line: int


def kept(given: Value) -> Kept:
    """What is kept of a value. Raises WrongValue."""
    measure, organisation = given.measure, given.organisation
    if given.end < given.start:
        raise WrongValue(f"the period ends on {given.end}, before it begins on {given.start}")
    if given.state not in STATES or given.basis not in BASES:
        raise WrongValue(f"there is no state “{given.state}” or no basis “{given.basis}”")
    if given.qualifier or given.explanation or given.source_place:
        _check_texts(given)
    state, (value, numerator, denominator) = given.state, (None, None, None)
    if state == VALUE:
        value, numerator, denominator = _numbers(measure, given.value, given.numerator, given.denominator)
        if value is None:
            state = NOT_APPLICABLE
    elif not (given.value is given.numerator is given.denominator is None):
        raise WrongValue(f"it is “{ValueState(state).label.lower()}”, and yet there is a number")
    return Kept(
        measure.id, organisation.id, str(given.basis), given.start, given.end, str(state),
        value, numerator, denominator, given.is_final,
        given.is_mapped or (organisation.start is not None and given.end < organisation.start),
        given.qualifier, given.explanation, given.source_place, given.line,
    )  # fmt: skip


def _numbers(measure: Measure, value: float | None, numerator: float | None, denominator: float | None) -> Numbers:
    """Value, numerator and denominator as they are kept. All are None for 0 of 0, of which there is no share."""
    for number in (value, numerator, denominator):
        # Neither infinity nor what is not a number lies between the two.
        if number is not None and not -LARGEST <= number <= LARGEST:
            raise WrongValue(f"{number} is not a number that can be kept")
    if (numerator is not None and numerator < 0) or (denominator is not None and denominator < 0):
        raise WrongValue("the numerator and the denominator cannot be below 0")
    if numerator is not None and denominator is not None:
        return _of_parts(measure, value, numerator, denominator)
    if numerator is not None and not measure.is_ratio:
        # The one number of a count, which some files write into two columns.
        if value is not None and value != numerator:
            raise WrongValue(f"the value {value:g} is not the numerator {numerator:g}, and there is no denominator")
        return numerator, None, None
    if value is None:
        missing = "the numerator is missing" if denominator is not None else "the denominator is missing"
        raise WrongValue(missing if numerator is not None or denominator is not None else "there is no value")
    if value > 100 and measure.is_percentage and measure.is_ratio:
        raise WrongValue(f"the value {value:g} is above 100%")
    return value, numerator, denominator


def _of_parts(measure: Measure, value: float | None, numerator: float, denominator: float) -> Numbers:
    """The value is worked out; one that is given as well must be the same, rounded as it is written."""
    if numerator > denominator and measure.is_percentage:
        raise WrongValue(f"the numerator {numerator:.15g} is above the denominator {denominator:.15g}")
    if denominator == 0:
        if numerator == 0 and not value:
            return None, None, None
        raise WrongValue(f"the denominator is 0, and yet the numerator is {numerator:.15g} or there is a value")
    worked_out = numerator / denominator * measure.per
    if value is not None and value != worked_out and not agrees(value, worked_out):
        raise WrongValue(f"the value is {value:.15g}, but numerator and denominator give {worked_out:.10g}")
    return worked_out, numerator, denominator


def agrees(rounded: float, exact: float) -> bool:
    """Whether one number is the other, rounded to the decimals that it is written with.

    A millionth is granted for parts that are rounded themselves, such as thousands of patients.
    """
    written = repr(rounded)
    decimals = 0 if written.endswith(".0") or "e" in written else len(written.partition(".")[2])
    return abs(rounded - exact) <= 0.5001 * 10**-decimals + 1e-6 * abs(exact)


def _check_texts(given: Value) -> None:
    for name, longest in LONGEST.items():
        if len(getattr(given, name)) > longest:
            raise WrongValue(f"the {name.replace('_', ' ')} has more than {longest} characters")
    if "\0" in given.qualifier + given.explanation + given.source_place:
        raise WrongValue("the text holds a character that cannot be kept")
