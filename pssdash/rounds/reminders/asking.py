"""The Remind buttons: the same mail at once, about what an editor chooses."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused
from pssdash.reporting.working_days import is_working_day
from pssdash.rounds.country import Country, country_of
from pssdash.rounds.outstanding import Need, Outstanding, in_order, in_words, need_of
from pssdash.rounds.reminders.digests import Digest, without_stopped
from pssdash.rounds.reminders.sending import Run, send_all
from pssdash.rounds.standing import Standing, Words


@dataclass(frozen=True)
class Asked:
    """What became of it: `run` of the mails, `unwilling` who stopped all of these kinds, `unanswered` the organisations
    for which nobody could be reminded.
    """

    run: Run
    unwilling: tuple[User, ...]
    unanswered: tuple[str, ...]


def remind(
    *, period: ReportingPeriod, by: User, day: date, organisations: Collection[str] = (), returns: Collection[int] = ()
) -> Asked:
    """Remind those who answer for these organisations (by code) or single returns of what is not finished of them.

    Nobody hears of one thing twice a day, nor of a kind that they stopped. Sent outside a transaction: what has gone
    out is not undone by what fails later.
    """
    if not is_working_day(day):
        raise Refused("Reminders go out on working days. Send them on the next one.")
    if period.state != ReportingPeriod.State.OPEN:
        raise Refused(f"{period.quarter.short} is not open, so nobody can write in it.")
    country = country_of(period)
    chosen = [each for each in country.found if is_chosen(each, country, organisations, returns)]
    if not chosen:
        raise Refused("Everything that you chose is submitted. Nobody was reminded.")
    everybody = digests_about(chosen, country, day)
    willing = without_stopped(everybody)
    run = send_all(willing, day, by)
    if run.sent:
        record(
            by=by, action="reminded", item=("quarter", period.quarter.slug),
            subject=f"quarter/{period.quarter.slug}", after={"people": [person.name for person in run.sent]},
        )  # fmt: skip
    reached = {digest.person for digest in willing}
    unanswered = {country.organisations[each.organisation].name for each in chosen
                  if not country.people.get(each.organisation)}  # fmt: skip
    return Asked(
        run=run,
        unwilling=tuple(digest.person for digest in everybody if digest.person not in reached),
        unanswered=tuple(sorted(unanswered)),
    )


def is_chosen(each: Standing, country: Country, organisations: Collection[str], returns: Collection[int]) -> bool:
    if each.is_finished:
        return False
    return each.pk in returns or country.organisations[each.organisation].code in organisations


def digests_about(chosen: Iterable[Standing], country: Country, day: date) -> list[Digest]:
    """What is due later than what the day's own mail speaks of is there too: an editor asked."""
    words, found = Words(country.period.quarter), defaultdict[User, list[Outstanding]](list)
    for each in chosen:
        item = in_words(each, need_of(each, day) or Need.LATER, country, words)
        for person in country.people.get(each.organisation, ()):
            found[person].append(item)
    return [Digest(person, in_order(items)) for person, items in found.items()]
