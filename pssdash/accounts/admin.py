"""Accounts and the audit trail in the administration pages."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from pssdash.accounts.audited_admin import AuditedAdmin, AuditedForm, ReadOnlyAdmin
from pssdash.accounts.forms import ResetRequestForm
from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.permissions import Permission
from pssdash.accounts.roles import ROLES

admin.site.unregister(Group)  # roles are data of the site (roles.py), not of an installation


class AccountForm(AuditedForm):
    """An account without its password, which only its owner knows."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=ROLES),
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class UserAdmin(AuditedAdmin):
    """Makes accounts by e-mail address and closes those of leavers. A new one is sent a link to set its password.

    The organisations' administration pages register it, with the organisations that a person answers for.
    """

    form = AccountForm
    kind = "account"
    fields = ["email", "name", "groups", "is_active", "last_login", "reason"]
    readonly_fields = ["last_login"]
    list_display = ["name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["email", "name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account that may do everything is left to another such: who changes its address can take it over."""
        may_change = super().has_change_permission(request, obj)
        return may_change and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not by password: `?password__startswith=` would tell the stored one letter by letter."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def key(self, item: User) -> str:
        return item.email

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.set_password(get_random_string(40))  # nobody knows it: the owner sets another by the link
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: send_link(request, obj))


def send_link(request: HttpRequest, user: User) -> None:
    """Tell a new account's owner how to set the password."""
    form = ResetRequestForm({"email": user.email})
    form.subject = "Your account for the Patient Safety Strategy dashboard"
    form.is_valid()
    form.save(request=request, use_https=request.is_secure(), email_template_name="account_made")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The permanent trail, to be searched.

    What has a page of its own on the site is read there, by those who may. It has the words of drafts in it, so here
    only those who read drafts find it.
    """

    list_display = ["at", "by", "action", "item_kind", "item_key", "reason"]
    list_filter = ["item_kind", "action"]
    list_select_related = ["by"]
    search_fields = ["item_key", "reason", "by__name", "by__email"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        events = super().get_queryset(request)
        return events if request.user.has_perm(Permission.READ_DRAFTS) else events.filter(subject="")
