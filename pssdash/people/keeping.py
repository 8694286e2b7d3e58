"""What an administrator does with accounts: changes them, closes those of leavers, opens them again."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.accounts.notices import Notice, tell_owner
from pssdash.accounts.permissions import Permission
from pssdash.accounts.sessions import end_sessions
from pssdash.organisations.models import Membership, Organisation
from pssdash.people.leaving import is_england, left_behind_by, role_to_answer, still_answers
from pssdash.people.refusals import Refused, unless_taken

Heirs = Mapping[Organisation, User | None]  # who takes over what; None where it is left to nobody on purpose


@transaction.atomic
def change_account(
    *, user: User, email: str, name: str, roles: Sequence[Group], organisations: Sequence[Organisation], by: User,
    heirs: Heirs = MappingProxyType({}), reason: str = "",
) -> User:  # fmt: skip
    """Give a person another address, name, roles or organisations.

    Refused where something would wait for nobody of which `heirs` does not say who takes it over, or that nobody does.
    """
    user = _held(user, by, *filter(None, heirs.values()))
    before = in_words(user)
    behind = {
        each.organisation: each.in_words
        for each in left_behind_by(user)
        if not still_answers(each.organisation, roles, organisations)
    }
    _name_heirs(behind, heirs, "Choose who does, or that nobody does.")
    for organisation, what in behind.items():
        if heir := heirs[organisation]:
            _hand_on(organisation, heir, by, what, f"Handed on by {user.name}, who no longer answers for it")
    user.email, user.name = email, name
    with unless_taken([email]):
        user.save(update_fields=["email", "name"])
    user.groups.set(roles)
    Membership.objects.filter(user=user).exclude(organisation__in=organisations).delete()
    for organisation in organisations:
        Membership.objects.get_or_create(user=user, organisation=organisation)
    user = User.objects.get(pk=user.pk)
    _leave_an_administrator()
    after = in_words(user)
    if email.lower() != before["email address"].lower():
        tell_owner(user, Notice.ADDRESS, former_address=before["email address"])
    if after != before:
        handed = _in_words_of({organisation: heirs[organisation] for organisation in behind})
        record(by=by, action="changed", item=("account", email), before=before, after=after | handed, reason=reason)
    return user


@transaction.atomic
def close_account(*, user: User, heirs: Mapping[Organisation, User], by: User, reason: str) -> User:
    """End the account of somebody who leaves: no sign-in, no session, no organisation. What they wrote stays theirs.

    `heirs` says who answers for an organisation from now on; one that is not in it is left to the others who do.
    Refused where nobody else does and something waits.
    """
    if user == by:
        raise Refused("You cannot close your own account. Ask another administrator.")
    user = _held(user, by, *heirs.values())
    behind = {each.organisation: each.in_words for each in left_behind_by(user)}
    _name_heirs(behind, heirs, "Choose who does.")
    before = in_words(user)
    for organisation, heir in heirs.items():
        why = f"Handed on by {user.name}, whose account was closed"
        _hand_on(organisation, heir, by, behind.get(organisation, ""), why)
    Membership.objects.filter(user=user).delete()
    user.is_active = False
    user.save(update_fields=["is_active"])
    _leave_an_administrator()
    end_sessions(user)
    record(
        by=by, action="closed", item=("account", user.email), before=before,
        after=in_words(user) | _in_words_of(heirs), reason=reason,
    )  # fmt: skip
    return user


@transaction.atomic
def open_account_again(*, user: User, by: User) -> User:
    """Let somebody who came back sign in again, with the roles of before and no organisation."""
    user = _held(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by=by, action="opened again", item=("account", user.email))
    return user


def _held(user: User, by: User, *heirs: User) -> User:
    """The account as it is now, held with those of its heirs. One that may do everything is left to another such: who
    changes its address can take it over.
    """
    if user.is_superuser and not by.is_superuser:
        raise Refused("This account may do everything. Only another such account can change it.")
    # Two leavers who answer for one organisation are closed one after the other, so the second sees that it is alone.
    list(Organisation.objects.of_user(user).order_by("pk").select_for_update(of=("self",)))
    keys = {user.pk, *(heir.pk for heir in heirs)}
    found = {each.pk: each for each in User.objects.filter(pk__in=keys).order_by("pk").select_for_update()}
    for heir in heirs:
        if not found[heir.pk].is_active:
            raise Refused(f"The account of {heir.name} was closed just now. Choose somebody else.")
    return found[user.pk]


def _name_heirs(behind: Mapping[Organisation, str], heirs: Heirs, what_to_do: str) -> None:
    for organisation, what in behind.items():
        if organisation not in heirs:
            raise Refused(f"Nobody would answer for {organisation}, and this waits: {what}. {what_to_do}")


def _hand_on(organisation: Organisation, heir: User, by: User, waiting: str, why: str) -> None:
    """Make `heir` answer for it as the leaver did: by an organisation and the role, for England by the role alone."""
    is_linked = not is_england(organisation)
    made = is_linked and Membership.objects.get_or_create(user=heir, organisation=organisation)[1]
    # Without it an heir of what waits could not write it.
    role = role_to_answer(organisation)
    lacks_role = bool(waiting) and not heir.groups.filter(name=role).exists()
    if lacks_role:
        heir.groups.add(Group.objects.get(name=role))
    if made or waiting:
        record(
            by=by, action="was handed an organisation", item=("account", heir.email),
            after={"organisations": str(organisation), "roles": role if lacks_role else "", "what waits": waiting},
            reason=why,
        )  # fmt: skip


def _in_words_of(heirs: Heirs) -> dict[str, list[str]]:
    """Who took over what, as the trail keeps it."""
    handed = sorted(f"{organisation} to {heir.name} ({heir.email})" for organisation, heir in heirs.items() if heir)
    return {"handed on": handed, "left to nobody": sorted(str(each) for each, heir in heirs.items() if not heir)}


def _leave_an_administrator() -> None:
    administer = Permission.ADMINISTER.codename
    active = User.objects.filter(is_active=True)
    if (
        not active.filter(is_superuser=True).exists()
        and not active.filter(groups__permissions__codename=administer).exists()
    ):
        raise Refused("Nobody would be left who keeps accounts. Give another person the role first.")


def in_words(user: User) -> dict[str, Any]:
    """An account as the trail keeps it."""
    return {
        "email address": user.email,
        "name": user.name,
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "organisations": sorted(str(each) for each in Organisation.objects.filter(memberships__user=user)),
        "may sign in": user.is_active,
    }
