"""What a leaver leaves without anybody: what stands above the accounts knows it (pssdash/rounds/leavers.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation


@dataclass(frozen=True)
class Waiting:
    """Some things of one sort that wait for somebody: `3 returns of Q2 2024/25`, and each of them."""

    what: str
    each: tuple[str, ...]


@dataclass(frozen=True)
class LeftBehind:
    """An organisation for which only the leaver answers, and what waits for whoever answers for it next."""

    organisation: Organisation
    waiting: tuple[Waiting, ...]

    @property
    def in_words(self) -> str:
        """`3 returns of Q2 2024/25 (Jul–Sep 2024), 1 query`."""
        return ", ".join(each.what for each in self.waiting)


Finder = Callable[[User], list[LeftBehind]]

_finders: list[Finder] = []


def find_with(finder: Finder) -> None:
    """Have `finder` asked before an account is closed. An app does this once, when it is ready."""
    if finder not in _finders:
        _finders.append(finder)


def left_behind_by(user: User) -> list[LeftBehind]:
    """The organisations that need somebody else before this account is closed."""
    return [each for finder in _finders for each in finder(user)]
