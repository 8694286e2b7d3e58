"""What a leaver, or somebody whose account is changed, leaves without anybody. What stands above the accounts knows it
(pssdash/rounds/leavers.py).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group

from pssdash.accounts.models import User
from pssdash.accounts.roles import EDITOR, SUBMITTER
from pssdash.organisations.models import Organisation, OrganisationKind


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
    """The organisations for which only this person answers and something waits."""
    return [each for finder in _finders for each in finder(user)]


def role_to_answer(organisation: Organisation) -> str:
    """The role without which nobody could write what the organisation owes."""
    return EDITOR if is_england(organisation) else SUBMITTER


def is_england(organisation: Organisation) -> bool:
    """Its editors answer for it, without being linked to it."""
    return organisation.kind == OrganisationKind.NATION


def still_answers(organisation: Organisation, roles: Iterable[Group], organisations: Collection[Organisation]) -> bool:
    """Whether a person with these roles and organisations answers for it."""
    is_linked = is_england(organisation) or organisation in organisations
    return is_linked and role_to_answer(organisation) in {role.name for role in roles}
