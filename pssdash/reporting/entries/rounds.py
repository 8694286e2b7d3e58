"""A kind of entry as part of a quarter's round: who owes which, and what a submitted one is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter

Pair = tuple[int, int]  # the id of what an entry is of, and that of the organisation that owes it


@dataclass(frozen=True)
class Owed:
    """One entry that an organisation is to write. The national team has it listed under `heading` in `chapter`. `text`
    says what it is, with its reference; `name` is the shortest that will do. `confirm_url` is where it can be said that
    nothing has changed, for a kind that carries over.
    """

    chapter: str
    heading: str
    name: str
    text: str
    url: str
    confirm_url: str = ""


@dataclass(frozen=True)
class Owing:
    """How a kind is owed. `item` is the field of the entry that says what it is of, `things` the kind's name in lists.

    `pairs(period, organisations)` gives who owes which, for all of them in a number of queries that does not grow;
    `items()` what is written about, in order and with all that `words(item, quarter, organisation)` reads.
    """

    item: str
    things: str
    pairs: Callable[[ReportingPeriod, Sequence[Organisation]], Iterable[Pair]]
    items: Callable[[], QuerySet]
    words: Callable[[Any, Quarter, Organisation], Owed]


@dataclass(frozen=True)
class InRound:
    """How a kind takes part. All that are registered (pssdash/rounds/kinds.py) are.

    `describe(entry)` gives the words and the page of a submitted one, of which `related` was selected. `owing` is None
    for a kind that nobody owes. `prefetched` is what its words are made of besides, and `share` reads for many at once
    what cannot be prefetched, so that those of many take no more queries. `as_read` makes of what is typed what readers
    get of it.
    """

    kind: Kind
    part: Part
    describe: Callable[[AbstractEntry], tuple[str, str]]
    related: tuple[str, ...] = ()
    owing: Owing | None = None
    prefetched: tuple[str, ...] = ()
    share: Callable[[Sequence[Any]], object] = len
    as_read: Callable[[str], str] = str
