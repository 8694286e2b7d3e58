"""Sources, and quarters to look up, in the administration pages."""

from django.contrib import admin

from pssdash.accounts.audited_admin import AuditedAdmin, ReadOnlyAdmin
from pssdash.reporting.models import ReportingPeriod, Source


@admin.register(Source)
class SourceAdmin(AuditedAdmin):
    kind = "source"
    fields = ["title", "slug", "kind", "publisher", "published", "reference", "reason"]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "kind", "publisher", "published"]
    list_filter = ["kind"]
    search_fields = ["title"]

    def key(self, item: Source) -> str:
        return item.slug


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(ReadOnlyAdmin):
    """Quarters are opened, closed and published on their own pages."""

    list_display = ["quarter", "state", "opened_at", "published_at"]
    list_filter = ["state"]
