"""A kind of entry as part of a quarter's round: what is owed of it, and what a submitted one is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.models import Part, ReportingPeriod

Key = tuple[object, ...]


@dataclass(frozen=True)
class Owed:
    """One entry that an organisation is to write. `key` is what it is of (`key_of`). The national team has it listed
    under `heading` in `chapter`. `text` says what it is, with its reference; `name` is the shortest that will do.
    """

    key: Key
    chapter: str
    heading: str
    name: str
    text: str
    url: str


@dataclass(frozen=True)
class InRound:
    """How a kind takes part. My quarter lists all that are registered (pssdash/rounds/kinds.py).

    `owed(user, period, organisation)` gives what the organisation is to write, in order, in a number of queries that
    does not grow. `describe(entry)` gives the words and the page of a submitted one, of which `related` was selected.
    `prefetched` is what its words are made of besides, so that those of many take no more queries.
    """

    kind: Kind
    part: Part
    owed: Callable[[User, ReportingPeriod, Organisation], Iterable[Owed]]
    describe: Callable[[AbstractEntry], tuple[str, str]]
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()


def key_of(entry: AbstractEntry) -> Key:
    """What the entry is of: the values of its IDENTITY without the period and the organisation."""
    names = (name for name in entry.IDENTITY if name not in ("period", "organisation"))
    return tuple(entry._meta.get_field(name).value_from_object(entry) for name in names)
