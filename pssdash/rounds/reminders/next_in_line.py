"""Overdue returns are passed on: to whom, and on which days.

Next in line for an organisation are the leads of the regions that it lies in or works with; where there are none, as
for national bodies, the national editors. For England's own returns, which the editors write, the approvers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import reverse

from pssdash.accounts.models import User
from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD
from pssdash.organisations.models import Membership, Organisation, OrganisationKind
from pssdash.reporting.working_days import working_days_between
from pssdash.rounds.country import Country
from pssdash.rounds.outstanding import Need, Outstanding, in_words
from pssdash.rounds.quarter_page import list_url
from pssdash.rounds.reminders.models import USUAL_DAYS_TO_WAIT, PassingOn, Reminder, ReminderLine
from pssdash.rounds.standing import Words

NEVER = 0


def days_to_wait() -> int:
    """After how many working days a return is passed on; `NEVER` where it is not."""
    rule = PassingOn.objects.first()
    return rule.working_days if rule else USUAL_DAYS_TO_WAIT


def is_passed_on(due: date, day: date, wait: int, told: date | None) -> bool:
    """Whether a return that is overdue on `day` is brought to the next in line, who last heard of it on `told`.

    When `wait` working days have passed since the due day, and again whenever as many have passed since then.
    """
    if wait == NEVER or due >= day:
        return False
    return working_days_between(max(due, told or due), day) >= wait


def passed_on(day: date, countries: Iterable[Country]) -> Iterator[tuple[User, Outstanding]]:
    """What the next in line are told on `day` that others are late with."""
    wait, told, above = days_to_wait(), last_told(), Above()
    for country in countries:
        words = Words(country.period.quarter)
        for each in country.found:
            if not (each.is_overdue(day) and is_passed_on(each.due, day, wait, None)):
                continue
            whose, answer = country.organisations[each.organisation], country.people.get(each.organisation, ())
            for person, region in above.of(whose):
                if person not in answer and is_passed_on(each.due, day, wait, told.get((person.pk, each.pk))):
                    item = in_words(each, Need.PASSED_ON, country, words)
                    yield person, replace(item, url=page_for(region, whose, country))


def last_told() -> dict[tuple[int, int], date]:
    """(person, expected return) -> the last day on which it was passed on to them."""
    lines = ReminderLine.objects.filter(
        need=Need.PASSED_ON, expected__isnull=False, reminder__outcome__in=Reminder.TOLD
    ).order_by()
    found = lines.values_list("reminder__person", "expected").annotate(last=Max("reminder__day"))
    return {(person, expected): last for person, expected, last in found}


def page_for(region: str, whose: Organisation, country: Country) -> str:
    """A lead's page is that of their region, which says how far each organisation is."""
    if region:
        return reverse("region", args=[region])
    return f"{list_url(country.period)}?{urlencode({'organisation': whose.code, 'overdue': 'yes'})}"


class Above:
    """Who is next in line for an organisation, each with the code of the region that they lead, "" for the nation."""

    def __init__(self) -> None:
        active = User.objects.filter(is_active=True)
        self.editors = [(person, "") for person in active.filter(groups__name=EDITOR)]
        self.approvers = [(person, "") for person in active.filter(groups__name=APPROVER)]
        self.leads: dict[int, dict[User, str]] = defaultdict(dict)
        led = Membership.objects.filter(
            user__in=active.filter(groups__name=REGIONAL_LEAD), organisation__kind=OrganisationKind.REGION
        ).select_related("user", "organisation")
        by_region: dict[Organisation, list[User]] = defaultdict(list)
        for membership in led.order_by("organisation__code", "user__pk"):
            by_region[membership.organisation].append(membership.user)
        for region, people in by_region.items():
            for organisation in Organisation.objects.inside_regions([region]).values_list("pk", flat=True):
                for person in people:
                    self.leads[organisation].setdefault(person, region.code)

    def of(self, whose: Organisation) -> list[tuple[User, str]]:
        if whose.kind == OrganisationKind.NATION:
            return self.approvers
        return list(self.leads[whose.pk].items()) if whose.pk in self.leads else self.editors
