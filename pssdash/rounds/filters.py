"""What narrows the matrix of a quarter and the list of its returns. The filters live in the URL."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django_filters import CharFilter

from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.rounds.country import Country
from pssdash.rounds.kinds import owed_in
from pssdash.rounds.states import STATES, state_in_words
from pssdash.ui.rows import RowFilterSet, Rows, checkboxes, select

STATE_CHOICES = [(str(state), state_in_words(state)) for state in STATES]


class OwedFilterSet(RowFilterSet):
    """What both have in common. Each row has an `organisation`, `search_text`, and the `standings` behind it."""

    q = CharFilter(label="Search", method="search", help_text="An organisation or who answers for it", max_length=200)
    kind = select("What is owed", "of_kind", "Everything")
    organisation_kind = checkboxes("Kind of organisation", "of_organisation_kind")
    region = select("Region", "in_region", "All regions")
    state = checkboxes("State", "in_state", choices=STATE_CHOICES)
    overdue = checkboxes("Overdue", "past_due", choices=[("yes", "The due day has passed")])

    def __init__(self, data: QueryDict, rows: Iterable[Any], country: Country, today: date) -> None:
        super().__init__(data, Rows(rows))
        self.today = today
        kinds = {each.kind for each in country.organisations.values()}
        choices = {
            "kind": [(item, kind.owing.things) for item, kind in owed_in(country.period).items()],
            "organisation_kind": [(kind.value, kind.label) for kind in OrganisationKind if kind in kinds],
            "region": list(Organisation.objects.regions().values_list("code", "short_name")),
        }
        for name, found in choices.items():
            self.filters[name].extra["choices"] = found

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        words = value.lower().split()
        return rows.where(lambda row: all(word in row.search_text for word in words))

    def of_kind(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: any(each.item == value for each in row.standings))

    def of_organisation_kind(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.organisation.kind in value)

    def in_region(self, rows: Rows, name: str, value: str) -> Rows:
        regions = Organisation.objects.regions().filter(code=value)
        inside = set(Organisation.objects.inside_regions(regions).values_list("pk", flat=True))
        return rows.where(lambda row: row.organisation.pk in inside)

    def in_state(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: any(each.state in value for each in row.standings))

    def past_due(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: any(each.is_overdue(self.today) for each in row.standings))


class MatrixFilterSet(OwedFilterSet):
    """Narrows the organisations: a state keeps those that have any return in it, with all their numbers."""


class ReturnFilterSet(OwedFilterSet):
    """Narrows the single returns."""

    organisation = select("Organisation", "of_organisation", "All organisations")

    def __init__(self, data: QueryDict, rows: Iterable[Any], country: Country, today: date) -> None:
        super().__init__(data, rows, country, today)
        self.filters["organisation"].extra["choices"] = [
            (each.code, each.name) for each in sorted(country.organisations.values(), key=lambda each: each.name)
        ]

    def of_organisation(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.where(lambda row: row.organisation.code == value)
