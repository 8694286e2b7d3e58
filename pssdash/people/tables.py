"""The lists of accounts and of invitations."""

from datetime import date, datetime
from typing import Any

import django_tables2
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pssdash.accounts.models import User
from pssdash.people.models import Invitation
from pssdash.ui.tables import DateColumn, StatusColumn, Table, none_such, tag

PER_PAGE = 50


class MomentColumn(DateColumn):
    """The day of a moment, on the service's clock."""

    def render(self, value: datetime) -> str:
        return super().render(timezone.localtime(value))


class AccountTable(Table):
    """Every account, with its last sign-in. Its rows are users with `has_second_factor`."""

    name = django_tables2.Column("Name")
    email = django_tables2.Column("Email address")
    roles = django_tables2.Column(empty_values=(), orderable=False)
    organisations = django_tables2.Column(empty_values=(), orderable=False)
    last_login = MomentColumn(verbose_name="Last sign-in", empty_values=())
    second_factor = django_tables2.Column("Two-factor", accessor="has_second_factor", order_by="has_second_factor")
    state = django_tables2.Column("State", accessor="is_active", order_by="is_active")

    caption = "Accounts"

    class Meta(Table.Meta):
        order_by = "name"

    def render_name(self, record: User) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("account", args=[record.pk]), record.name)

    def value_name(self, record: User) -> str:
        return record.name

    def render_roles(self, record: User) -> Any:
        return self.value_roles(record) or none_such("None")

    def value_roles(self, record: User) -> str:
        roles = ["Everything"] if record.is_superuser else []
        return ", ".join(roles + sorted(role.name for role in record.groups.all()))

    def render_organisations(self, record: User) -> Any:
        return self.value_organisations(record) or none_such("None")

    def value_organisations(self, record: User) -> str:
        return ", ".join(sorted(str(membership.organisation) for membership in record.memberships.all()))

    def render_last_login(self, record: User, column: MomentColumn) -> Any:
        return column.render(record.last_login) if record.last_login else none_such("Never")

    def value_last_login(self, record: User) -> date | None:
        return timezone.localdate(record.last_login) if record.last_login else None

    def order_last_login(self, queryset: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """Who never signed in stands first, as longest ago."""
        last = F("last_login")
        order = last.desc(nulls_last=True) if is_descending else last.asc(nulls_first=True)
        return queryset.order_by(order, "name"), True

    def render_second_factor(self, value: bool) -> str:
        return "On" if value else "Off"

    def value_second_factor(self, value: bool) -> str:
        return "On" if value else "Off"

    def render_state(self, value: bool) -> Any:
        return "Open" if value else tag("components/tag.html", text="Closed", tone="grey")

    def value_state(self, value: bool) -> str:
        return "Open" if value else "Closed"


class InvitationTable(Table):
    """Every invitation and where it stands."""

    name = django_tables2.Column("Name")
    email = django_tables2.Column("Email address")
    roles = django_tables2.Column(empty_values=(), orderable=False)
    organisations = django_tables2.Column(empty_values=(), orderable=False)
    invited_at = MomentColumn(verbose_name="Invited")
    expires_at = MomentColumn(verbose_name="Expires")
    state = StatusColumn(orderable=False)
    steps = django_tables2.Column("What you can do", empty_values=(), orderable=False, exclude_from_export=True)

    caption = "Invitations"

    class Meta(Table.Meta):
        order_by = "-invited_at"

    def render_roles(self, record: Invitation) -> str:
        return ", ".join(sorted(role.name for role in record.roles.all()))

    def value_roles(self, record: Invitation) -> str:
        return self.render_roles(record)

    def render_organisations(self, record: Invitation) -> Any:
        return self.value_organisations(record) or none_such("None")

    def value_organisations(self, record: Invitation) -> str:
        return ", ".join(sorted(str(organisation) for organisation in record.organisations.all()))

    def render_invited_at(self, record: Invitation, value: datetime) -> Any:
        day = f"{timezone.localtime(value):%-d %b %Y}, {record.invited_by.name}"
        return day if record.was_sent else format_html("{}. {}", day, "The mail could not be sent")

    def value_invited_at(self, value: datetime) -> date:
        return timezone.localdate(value)

    def value_expires_at(self, value: datetime) -> date:
        return timezone.localdate(value)

    def render_steps(self, record: Invitation) -> SafeString:
        return tag("people/steps.html", invitation=record, csrf_token=self.csrf_token)
