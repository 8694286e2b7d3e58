"""Roll-ups again, slow and obvious: every parent asks every organisation. Shares nothing with the statements in SQL."""

from datetime import date

from programmes.models import Measure, Observation
from pssdash.organisations.models import Organisation, OrganisationLink, Succession

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def roll_ups_of(measure: Measure) -> dict:
    """(organisation, basis, end) -> (start, value, reported, expected, is_final), of all spans."""
    twin, found = Twin(measure), {}
    for basis, end in {(row.basis, row.end) for row in twin.rows}:
        for parent in twin.organisations:
            if answer := twin.roll_up(parent, basis, end):
                found[parent.code, basis, end] = answer
    return found


class Twin:
    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.organisations = list(Organisation.objects.all())
        self.links = list(OrganisationLink.objects.select_related("child", "parent"))
        self.successions = list(Succession.objects.select_related("predecessor", "successor"))
        self.rows = list(Observation.objects.filter(measure=measure).select_related("organisation"))

    def roll_up(self, parent, basis, end):
        if self.measure.aggregation == "none" or self.measure.reported_by == "nation":
            return None
        children = [
            child
            for child in self.organisations
            if child.kind == self.measure.reported_by and self.stands_under(child, parent, end)
        ]
        rows = {child: self.row(child, basis, end) for child in children}
        counting = {child for child in children if self.counts(child, basis, end)}
        expected = {child for child in children if child in counting or self.is_expected(child, rows[child], end)}
        expected -= {child for child in expected if self.passed_over(child, basis, end)}
        expected -= {child for child in expected - counting if self.stood_for(child, basis, end)}
        seen = [
            child
            for child, row in rows.items()
            if row is not None and not self.passed_over(child, basis, end)
            and (child in counting or not self.stood_for(child, basis, end))
        ]  # fmt: skip
        if not seen:
            return None
        used = [rows[child] for child in counting]
        final = all(row.is_final for row in used)
        return self.start(seen, rows, basis, end), self.value(used), len(counting), len(expected), final

    def is_expected(self, child, row, end):
        types = [each.strip() for each in self.measure.trust_types.split(",")]
        reports = self.measure.trust_types == "" or child.trust_type == "" or child.trust_type in types
        return is_open(child, end) and reports and not (row and row.state == "x")

    def start(self, seen, rows, basis, end):
        if basis == "p":
            return first_day(self.measure, end)
        return min((rows[child].start for child in seen if rows[child].end == end), default=end)

    def value(self, rows):
        if not rows:
            return None
        match self.measure.aggregation:
            case "ratio_of_sums":
                below = sum(row.denominator for row in rows)
                return sum(row.numerator for row in rows) / below * self.measure.per if below else None
            case "count":
                return len([row for row in rows if row.value == 1])
            case _:
                return sum(row.value for row in rows)

    def row(self, child, basis, end):
        """What `child` brings into the span: a row with or without a value."""
        mine = [row for row in self.rows if row.organisation == child and row.basis == basis]
        if basis == "p" and self.measure.aggregation != "latest":
            mine = [row for row in mine if row.start == first_day(self.measure, row.end)]
        if self.measure.aggregation != "latest":
            return next((row for row in mine if row.end == end), None)
        said = [row for row in mine if row.end <= end and row.state in "vx"]
        last = max(said, key=lambda row: row.end, default=None)
        return last if last and (is_open(child, end) or last.end == end) else None

    def has_value(self, child, basis, end):
        row = self.row(child, basis, end)
        if row is None or row.state != "v":
            return False
        parts = row.numerator is not None and row.denominator is not None
        return parts or self.measure.aggregation != "ratio_of_sums"

    def is_mapped(self, child, basis, end):
        row = self.row(child, basis, end)
        return row is not None and row.is_mapped and row.end == end

    def passed_over(self, child, basis, end):
        """A mapped value beside one of a forerunner."""
        return (
            self.has_value(child, basis, end)
            and self.is_mapped(child, basis, end)
            and any(self.has_value(each, basis, end) for each in self.forerunners(child))
        )

    def counts(self, child, basis, end):
        return self.has_value(child, basis, end) and not self.passed_over(child, basis, end)

    def stood_for(self, child, basis, end):
        """A successor brings the value that was mapped to it."""
        return any(
            child in self.forerunners(other) and self.is_mapped(other, basis, end) and self.counts(other, basis, end)
            for other in self.organisations
        )

    def forerunners(self, organisation, opened=None):
        opened = opened or organisation.start or date.max
        found = set()
        for succession in self.successions:
            if succession.successor == organisation and succession.date <= opened:
                found |= {succession.predecessor} | self.forerunners(succession.predecessor, opened)
        return found

    def stands_under(self, child, parent, day):
        if parent.kind == "nation":
            return child.kind != "nation"
        icbs = self.linked(child, "icb", day)
        if parent.kind == "icb":
            return parent in icbs
        if parent.kind == "region":
            return any(parent in self.linked(each, "region", day) for each in [child, *icbs])
        own = self.linked(child, "collaborative", day)
        return parent in (own or {psc for icb in icbs for psc in self.linked(icb, "collaborative", day)})

    def linked(self, child, kind, day):
        day = max(day, child.start or day)
        day = min(day, child.end or day)
        return {link.parent for link in self.links if link.kind == kind and link.child == child and is_open(link, day)}


def is_open(dated, day):
    return (dated.start or day) <= day <= (dated.end or day)


def first_day(measure, end):
    month = end.month - 1 - (end.month - 4) % MONTHS[measure.frequency]
    return date(end.year + month // 12, month % 12 + 1, 1)
