"""All that is owed in a quarter, with the organisations that owe it and the people who answer for them."""

from dataclasses import dataclass
from functools import cached_property

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.following import follow
from pssdash.rounds.people import answering_for
from pssdash.rounds.standing import Standing


@dataclass(frozen=True)
class Country:
    """`organisations` are those that owe something, `people` who answers for each, both by id."""

    period: ReportingPeriod
    found: tuple[Standing, ...]
    organisations: dict[int, Organisation]
    people: dict[int, tuple[User, ...]]

    @cached_property
    def unanswered(self) -> tuple[Organisation, ...]:
        """The organisations for which nobody answers, by name."""
        nobody = (each for pk, each in self.organisations.items() if not self.people.get(pk))
        return tuple(sorted(nobody, key=lambda each: each.name))


def country_of(period: ReportingPeriod) -> Country:
    """As the records have it now. The number of queries does not grow with what is owed."""
    found = tuple(follow(period))
    owing = {each.organisation for each in found}
    organisations = Organisation.objects.filter(pk__in=period.expected.order_by().values("organisation"))
    return Country(period, found, {each.pk: each for each in organisations if each.pk in owing}, answering_for())
