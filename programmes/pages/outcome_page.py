"""How an estimate or a total came about: method, constant, rounding, range, wording, and what is entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from programmes.models import Basis
from programmes.outcomes import Estimate, amount, number
from programmes.pages.headlines import LABELS, in_order, up_to
from programmes.pages.measure_words import day_in_words
from programmes.pages.programme_links import outcome_url, stated_url
from programmes.rows import OutcomeRow, ProgrammePage, StatedRow, TotalRow


@dataclass(frozen=True)
class Step:
    """One line of an explanation. `links` stand after the value."""

    key: str
    value: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Explanation:
    """One basis: the result in words, the steps to it, and where a source states it."""

    anchor: str
    span: str
    words: str
    origin: str
    steps: tuple[Step, ...]
    stated: tuple[tuple[StatedRow, str], ...]
    agrees: bool | None
    is_illustrative: bool = False


@dataclass(frozen=True)
class OutcomePage:
    """All bases of one estimate or total in a quarter. `in_totals` are the sums that it is part of."""

    slug: str
    name: str
    kind: str
    note: str
    source: str
    explanations: tuple[Explanation, ...]
    in_totals: tuple[tuple[str, str], ...] = ()
    is_total: bool = False


def build_outcome(page: ProgrammePage, slug: str, illustrative: Iterable[OutcomeRow] = ()) -> OutcomePage | None:
    """The explanation of `slug` in the quarter of the page; None where there is no value of it."""
    totals = in_order(row for row in page.totals if row.slug == slug)
    if totals:
        return OutcomePage(
            slug, totals[0].name, "Total of estimates", "", totals[0].source,
            tuple(explain_total(page, row) for row in totals), is_total=True,
        )  # fmt: skip
    known = [row for row in page.outcomes if row.slug == slug]
    bases = {row.basis for row in known}
    made_up = [row for row in illustrative if row.slug == slug and row.estimate.is_illustrative]
    rows = in_order([*known, *(row for row in made_up if row.basis not in bases)])
    if not rows:
        return None
    sums = {row.slug: row.name for row in page.totals if slug in row.parts}
    return OutcomePage(
        slug, rows[0].name, "Estimated outcome", rows[0].note, rows[0].source,
        tuple(explain(page, row) for row in rows),
        tuple((name, outcome_url(page, total)) for total, name in sums.items()),
    )  # fmt: skip


def explain(page: ProgrammePage, row: OutcomeRow) -> Explanation:
    estimate = row.estimate
    return Explanation(
        anchor=row.basis,
        span=span_of(page, row),
        words=estimate.words,
        origin=estimate.origin,
        steps=tuple([*computed_steps(row), *entered_steps(row), *wording_steps(estimate)]),
        stated=stated_of(page, row.stated),
        agrees=estimate.agrees,
        is_illustrative=estimate.is_illustrative,
    )


def computed_steps(row: OutcomeRow) -> list[Step]:
    """Count, constant, formula, rounding and range; that there is no method, where none is known."""
    computed = row.estimate.computed
    if computed is None:
        return steps_without_count(row)
    method = computed.method
    count = " ".join(filter(None, [computed.count.qualifier, number(computed.count.value)]))
    steps = [
        Step("Count", f"{count}: {row.count_name}", reverse("measure", args=[row.count_slug]), row.count_source),
        constant_step(row, method.constant),
        Step("Method", computed.formula),
        Step("Rounding", method.rounding.words.capitalize() or "Not rounded"),
    ]
    if computed.range:
        low, high = (amount(value, row.estimate.unit) for value in computed.range)
        ends = f"{number(method.range_low or 0)} to {number(method.range_high or 0)}"
        steps.append(Step("Range", f"{low} to {high}", "", f"The constant lies in the range {ends}."))
    else:
        steps.append(Step("Range", "None: the constant is given without one"))
    return steps


def steps_without_count(row: OutcomeRow) -> list[Step]:
    """Why nothing is divided: the value is a sum of what organisations reported, or was entered as a result."""
    entered = row.estimate.entered
    if entered and entered.added_from:
        return [Step("Method", "None is needed: it is counted, not estimated.")]
    if not row.constant_text:
        return [Step("Method", "None: the result is entered. The source does not say how it was reached.")]
    return [
        Step("Method", "None: the result is entered, without the count behind it."),
        constant_step(row, row.constant),
    ]


def constant_step(row: OutcomeRow, constant: float | None) -> Step:
    value = "" if constant is None else number(constant)
    return Step("Constant", f"{value} {row.constant_text}".strip(), "", row.constant_source)


def entered_steps(row: OutcomeRow) -> list[Step]:
    entered = row.estimate.entered
    if entered is None:
        return [Step("Entered", "Nothing: the value is computed alone")]
    value = " ".join(filter(None, [entered.qualifier, number(entered.value)]))
    url = reverse("measure", args=[row.entered_slug]) if row.entered_slug else ""
    return [Step("Added up" if entered.added_from else "Entered", value, url, row.entered_source)]


def wording_steps(estimate: Estimate) -> list[Step]:
    """The words of the result, and what its qualifier means."""
    meaning = "The number is the most that it can be." if estimate.words.startswith("up to") else ""
    return [Step("Wording", estimate.words, "", meaning)]


def explain_total(page: ProgrammePage, row: TotalRow) -> Explanation:
    total = row.total
    by_slug = {(each.slug, each.basis): each for each in page.outcomes}
    steps = []
    for slug, part in zip(row.parts, total.parts, strict=True):
        held = by_slug.get((slug, row.basis))
        value = part.estimate.words if part.estimate and part.value is not None else "Missing"
        other = f"Known only up to {day_in_words(held.end)}." if held and not part.estimate else ""
        steps.append(Step(f"Adds: {part.name}", value, outcome_url(page, slug, row.basis) if held else "", other))
    steps.append(Step("Sum", total.formula or total.origin))
    steps.append(Step("Leaves out", total.leaves_out or "Nothing is recorded"))
    if total.words:
        steps.append(Step("Wording", total.words))
    return Explanation(
        anchor=row.basis,
        span=span_of(page, row),
        words=total.words,
        origin=total.origin,
        steps=tuple(steps),
        stated=stated_of(page, row.stated),
        agrees=total.agrees,
        is_illustrative=total.is_illustrative,
    )


def stated_of(page: ProgrammePage, slugs: Sequence[str]) -> tuple[tuple[StatedRow, str], ...]:
    found = (page.stated_by_slug.get(slug) for slug in slugs)
    return tuple((row, stated_url(page, row.slug)) for row in found if row)


def span_of(page: ProgrammePage, row: OutcomeRow | TotalRow) -> str:
    label = LABELS[Basis(row.basis)]
    return label[0].upper() + label[1:] + up_to(row.end, page.quarter.end)
