"""How a measure's values, periods and ambitions are written on every page."""

from datetime import date

from programmes.models import Ambition, Basis, Measure, ValueState
from programmes.series import SeriesPoint
from programmes.spc import Frequency, Wording
from programmes.spc.wording import date_text

TARGET_NAME = "ambition"


def wording_of(measure: Measure) -> Wording:
    """The words of the measure's sentences. What is counted whole has means and limits that are not."""
    return Wording(unit=measure.unit, target_name=TARGET_NAME, decimals=measure.decimals or None)


def number_in_words(measure: Measure, value: float, *, with_unit: bool = True) -> str:
    """`66.5%`, `1,431 women`: as many decimals as the measure has, none for a whole number."""
    text = f"{value:,.{0 if value == round(value) else measure.decimals}f}"
    text = text.removeprefix("-") if not text.strip("-0.,") else text
    if not with_unit or not measure.unit:
        return text
    if measure.unit.startswith("£"):
        return f"£{text}{measure.unit[1:]}"
    return f"{text}%" if measure.is_percentage else f"{text} {measure.unit}"


def span_in_words(measure: Measure, low: float, high: float) -> str:
    """`62.0% to 71.0%`, `15 to 39 cases`: a unit that is a word is said once."""
    has_word = bool(measure.unit) and not measure.is_percentage and not measure.unit.startswith("£")
    return f"{number_in_words(measure, low, with_unit=not has_word)} to {number_in_words(measure, high)}"


def value_in_words(measure: Measure, point: SeriesPoint) -> str:
    """`up to 18 babies`; a missing value by its own name, because missing is not zero."""
    if point.value is None:
        return ValueState(point.state).label if point.state != ValueState.VALUE else "No value"
    qualifier = f"{point.qualifier} " if point.qualifier else ""
    return f"{qualifier}{number_in_words(measure, point.value)}"


def period_in_words(measure: Measure, point: SeriesPoint, basis: str = Basis.IN_PERIOD) -> str:
    """`Sep 2024`, `at 30 Sep 2024`, `Apr 2019 to Sep 2024`."""
    if basis == Basis.AS_AT:
        return f"at {day_in_words(point.end)}"
    if basis == Basis.IN_PERIOD:
        return date_text(point.start, Frequency(measure.frequency))
    first, last = _month(point.start), _month(point.end)
    return first if first == last else f"{first} to {last}"


def ambition_in_words(measure: Measure, ambition: Ambition | None) -> str:
    """`85% by 31 Mar 2025`; empty where there is none."""
    if ambition is None:
        return ""
    by = f" by {day_in_words(ambition.by)}" if ambition.by else ""
    return f"{number_in_words(measure, ambition.value)}{by}"


def coverage_in_words(point: SeriesPoint) -> str:
    """`14 of 15 organisations`: of how many organisations a total is made; empty for what was entered."""
    if point.expected is None:
        return ""
    return f"{point.reported} of {point.expected} organisation{'' if point.expected == 1 else 's'}"


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _month(day: date) -> str:
    return f"{day:%b %Y}"
