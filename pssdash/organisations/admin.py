"""Organisations, how they belong together, who answers for them and who delivers what, in the administration pages."""

from django.contrib import admin
from django.http import HttpRequest

from pssdash.accounts.admin import UserAdmin
from pssdash.accounts.audited_admin import AuditedAdmin
from pssdash.accounts.models import User
from pssdash.organisations.models import Deliverer, Organisation, OrganisationLink, Succession


@admin.register(User)
class MemberAdmin(UserAdmin):
    """Accounts with their organisations, which the accounts themselves, a floor below, know nothing of."""

    fields = [*UserAdmin.fields, "organisations"]
    readonly_fields = [*UserAdmin.readonly_fields, "organisations"]

    @admin.display(description="Answers for or leads")
    def organisations(self, user: User) -> str:
        return ", ".join(sorted(str(each.organisation) for each in user.memberships.select_related("organisation")))


@admin.register(Organisation)
class OrganisationAdmin(AuditedAdmin):
    kind = "organisation"
    fields = [
        "code", "kind", "name", "short_name", "ods_code", "ons_code", "trust_type", "start", "end", "note", "reason",
    ]  # fmt: skip
    list_display = ["code", "short_name", "kind", "start", "end"]
    list_filter = ["kind"]
    search_fields = ["code", "name", "short_name"]

    def key(self, item: Organisation) -> str:
        return item.code

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        return ["code", "kind"] if obj else []


@admin.register(OrganisationLink)
class OrganisationLinkAdmin(AuditedAdmin):
    """Links end; they are not deleted, because past quarters are read by them."""

    kind = "link"
    fields = ["kind", "child", "parent", "start", "end", "note", "reason"]
    list_display = ["child", "kind", "parent", "start", "end"]
    list_filter = ["kind"]
    list_select_related = ["child", "parent"]
    search_fields = ["child__code", "child__name", "parent__code", "parent__name"]

    def key(self, item: OrganisationLink) -> str:
        return f"{item.child.code} {item.kind} {item.parent.code}"


@admin.register(Succession)
class SuccessionAdmin(AuditedAdmin):
    kind = "succession"
    fields = ["predecessor", "successor", "date", "reason"]
    list_display = ["predecessor", "successor", "date"]
    list_select_related = ["predecessor", "successor"]

    def key(self, item: Succession) -> str:
        return f"{item.predecessor.code} {item.successor.code}"


@admin.register(Deliverer)
class DelivererAdmin(AuditedAdmin):
    kind = "deliverer"
    fields = [
        "name", "slug", "kind", "organisation", "member_kind", "member_trust_type", "members", "note", "reason",
    ]  # fmt: skip
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "kind", "organisation", "member_kind"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    search_fields = ["name"]

    def key(self, item: Deliverer) -> str:
        return item.slug
