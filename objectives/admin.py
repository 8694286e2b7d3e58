"""The strategy and its updates in the administration pages, to look up. They are edited on the site's own pages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from objectives.models import Milestone, Objective, ProgressUpdate, PublishedRow, Target
from pssdash.accounts.audited_admin import ReadOnlyAdmin


@admin.register(Objective)
class ObjectiveAdmin(ReadOnlyAdmin):
    list_display = ["ref", "title", "theme", "version", "ended_as"]
    list_filter = ["theme", "version"]
    list_select_related = ["theme", "version"]
    search_fields = ["ref", "title"]


@admin.register(Target)
class TargetAdmin(ReadOnlyAdmin):
    list_display = ["ref", "summary", "version", "ended_as"]
    list_filter = ["objective__theme", "version"]
    list_select_related = ["version"]
    search_fields = ["ref", "summary"]


@admin.register(Milestone)
class MilestoneAdmin(ReadOnlyAdmin):
    list_display = ["target_ref", "text", "deadline_text", "deadline_end"]
    list_select_related = ["target"]
    search_fields = ["target__ref", "text"]

    @admin.display(description="target", ordering="target__ref")
    def target_ref(self, milestone: Milestone) -> str:
        return milestone.target.ref


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnlyAdmin):
    """No drafts for an administrator, who reads what is published (decisions.md, 8)."""

    list_display = ["target_ref", "period", "organisation", "version", "state", "reported_rag"]
    list_filter = ["state", "period"]
    list_select_related = ["target", "period", "organisation"]
    search_fields = ["target__ref", "organisation__code", "organisation__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)

    @admin.display(description="target", ordering="target__ref")
    def target_ref(self, update: ProgressUpdate) -> str:
        return update.target.ref


@admin.register(PublishedRow)
class PublishedRowAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "computed_rag", "reported_rag", "published_at"]
    list_filter = ["period", "computed_rag"]
    list_select_related = ["target", "period"]
    search_fields = ["target__ref"]
