"""What each person is told on a day: what is outstanding, what is passed on to them, without what they stopped."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pssdash.accounts.models import User
from pssdash.rounds.outstanding import Outstanding, in_order, open_countries, outstanding
from pssdash.rounds.reminders.models import StoppedKind
from pssdash.rounds.reminders.next_in_line import passed_on
from pssdash.rounds.reminders.open_moves import moves_waiting
from pssdash.rounds.reminders.open_queries import queries_waiting


@dataclass(frozen=True)
class Digest:
    """All that one person is told at once, the most pressing first."""

    person: User
    items: tuple[Outstanding, ...]

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(str(item.need) for item in self.items))


def digests(day: date) -> list[Digest]:
    """Everybody's, by name. The number of queries does not grow with the people, nor with what they owe."""
    countries = open_countries()
    found: dict[User, list[Outstanding]] = defaultdict(list)
    for person, items in outstanding(day, countries).items():
        found[person] += items
    for person, item in (*passed_on(day, countries), *queries_waiting(), *moves_waiting()):
        found[person].append(item)
    return without_stopped(Digest(person, in_order(items)) for person, items in found.items())


def without_stopped(found: Iterable[Digest]) -> list[Digest]:
    """Without the kinds that a person does not want; those who are left with nothing are not there."""
    stopped = set(StoppedKind.objects.values_list("person", "kind"))
    kept = (
        Digest(each.person, tuple(item for item in each.items if (each.person.pk, item.need) not in stopped))
        for each in found
    )
    return sorted((each for each in kept if each.items), key=lambda each: (each.person.name.lower(), each.person.pk))
