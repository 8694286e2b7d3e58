"""How the lists of accounts and invitations are narrowed."""

from datetime import timedelta

import django_filters
from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.accounts.roles import ROLES
from pssdash.people.models import Invitation
from pssdash.ui.rows import UNKNOWN

LONG_AGO = timedelta(days=90)
STATES = [("open", "Open"), ("closed", "Closed")]
LAST = [("recent", "In the last 90 days"), ("long_ago", "Longer ago"), ("never", "Never")]
FACTOR = [("on", "On"), ("off", "Off")]


class _FilterSet(django_filters.FilterSet):
    """A filter that is mistaken shows nothing, because a list that ignored it would look like an answer to it."""

    @property
    def qs(self) -> QuerySet:
        return super().qs if self.form.is_valid() else self.queryset.none()


def choice(label: str, choices: list, method: str, empty: str = "Any") -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method=method, empty_label=empty, error_messages=UNKNOWN
    )


class AccountFilterSet(_FilterSet):
    """Accounts by name, role, state, last sign-in and second factor."""

    search = django_filters.CharFilter(label="Name, address or organisation", method="by_words")
    role = django_filters.ModelMultipleChoiceFilter(
        label="Role", queryset=Group.objects.filter(name__in=ROLES), to_field_name="name", method="by_role",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    state = choice("State", STATES, "by_state")
    last = choice("Last sign-in", LAST, "by_last")
    factor = choice("Two-factor sign-in", FACTOR, "by_factor")

    class Meta:
        model = User
        fields: list[str] = []

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        ours = Q(memberships__organisation__short_name__icontains=value) | Q(
            memberships__organisation__code__iexact=value
        )
        found = User.objects.filter(Q(name__icontains=value) | Q(email__icontains=value) | ours)
        return queryset.filter(pk__in=found.values("pk"))

    def by_role(self, queryset: QuerySet, name: str, value: list) -> QuerySet:
        return queryset.filter(pk__in=User.objects.filter(groups__in=value).values("pk")) if value else queryset

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(is_active=value == "open")

    def by_last(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        since = timezone.now() - LONG_AGO
        wanted = {"recent": {"last_login__gte": since}, "long_ago": {"last_login__lt": since}}
        return queryset.filter(**wanted.get(value, {"last_login__isnull": True}))

    def by_factor(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(has_second_factor=value == "on")


class InvitationFilterSet(_FilterSet):
    """Invitations by where they stand."""

    state = choice("State", Invitation.State.choices, "by_state")

    class Meta:
        model = Invitation
        fields: list[str] = []

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return {
            Invitation.State.WAITING: queryset.waiting,
            Invitation.State.EXPIRED: queryset.expired,
            Invitation.State.ACCEPTED: lambda: queryset.filter(accepted_at__isnull=False),
            Invitation.State.WITHDRAWN: lambda: queryset.filter(withdrawn_at__isnull=False),
        }[value]()
