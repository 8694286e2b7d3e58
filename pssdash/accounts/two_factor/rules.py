"""Who must sign in with a second factor, and who does."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from pssdash.accounts.audit import record
from pssdash.accounts.models import SecondFactorRule, User
from pssdash.accounts.notices import Notice, tell_owner
from pssdash.accounts.roles import ADMINISTRATOR

# By a role; an account that may do everything as administrators do.
NEEDS_IT = Q(groups__second_factor_rule__isnull=False) | (
    Q(is_superuser=True) & Exists(SecondFactorRule.objects.filter(role__name=ADMINISTRATOR))
)


def with_second_factor(users: QuerySet) -> QuerySet:
    """`users` with `has_second_factor`."""
    apps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return users.annotate(has_second_factor=Exists(apps))


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def needs_second_factor(user: User) -> bool:
    """Whether one of the person's roles needs it."""
    return User.objects.filter(NEEDS_IT, pk=user.pk).exists()


def must_enrol(user: User) -> bool:
    """Whether the person has to set it up before anything else. One query, because every page asks."""
    return with_second_factor(User.objects.filter(NEEDS_IT, pk=user.pk)).filter(has_second_factor=False).exists()


def required_roles() -> list[str]:
    return sorted(SecondFactorRule.objects.values_list("role__name", flat=True))


@transaction.atomic
def require_for_roles(*, roles: Iterable[str], by: User) -> None:
    """From now on exactly these roles need it. Who holds one and has not set it up is asked to at the next page."""
    before, after = required_roles(), sorted(roles)
    if before == after:
        return
    SecondFactorRule.objects.exclude(role__name__in=after).delete()
    for role in Group.objects.filter(name__in=after, second_factor_rule__isnull=True):
        SecondFactorRule.objects.create(role=role)
    record(
        by=by, action="changed", item=("rule", "two-factor sign-in"),
        before={"roles that need it": before}, after={"roles that need it": after},
    )  # fmt: skip


@transaction.atomic
def take_away_second_factor(*, user: User, by: User, reason: str) -> None:
    """For a person who lost the phone and the recovery codes: the next sign-in asks for the password alone. They get a
    mail, in case that somebody else said so.
    """
    Authenticator.objects.filter(user=user).delete()
    record(by=by, action="took two-factor sign-in away", item=("account", user.email), reason=reason)
    tell_owner(user, Notice.FACTOR_TAKEN)
