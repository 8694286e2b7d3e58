"""Accounts and the audit trail in the administration pages."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from pssdash.accounts.audited_admin import ReadOnlyAdmin
from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.permissions import Permission

# Secrets, and what has pages of its own.
for model in (Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)
admin.site.unregister(Group)  # roles are data of the site (roles.py), not of an installation


class UserAdmin(ReadOnlyAdmin):
    """Looks accounts up. They are kept on the site's own pages, under /accounts/people/.

    The organisations' administration pages register it, with the organisations that a person answers for.
    """

    fields = ["email", "name", "roles", "is_active", "last_login", "date_joined"]
    readonly_fields = ["roles"]
    list_display = ["name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["email", "name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not by password: `?password__startswith=` would tell the stored one letter by letter."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())


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
