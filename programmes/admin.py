"""Measures and their values in the administration pages.

What a measure is and what it should come to is kept here. Step changes, batches and values are only looked up: they
come about by forms that somebody approves, and by files.
"""

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from programmes.models import Ambition, ImportBatch, Measure, Observation, StepChange
from programmes.observations.rolling_up import refresh_measures
from pssdash.accounts.audited_admin import AuditedAdmin, ReadOnlyAdmin


@admin.register(Measure)
class MeasureAdmin(AuditedAdmin):
    """The slug is the measure's address, and its frequency that of the values it has: neither changes."""

    kind = "measure"
    fields = [
        "slug", "name", "short_name", "workstream", "position", "kind", "unit", "decimals", "direction", "frequency",
        "aggregation", "per", "reported_by", "trust_types", "shown", "names_organisations", "definition", "population",
        "numerator_text", "denominator_text", "why_it_matters", "how_calculated", "owner", "checked_by", "checked_on",
        "next_review", "baseline_value", "baseline_period", "source", "source_place", "reason",
    ]  # fmt: skip
    list_display = ["name", "workstream", "kind", "unit", "frequency", "owner", "next_review"]
    list_filter = ["workstream__programme", "kind", "frequency"]
    list_select_related = ["workstream"]
    search_fields = ["slug", "name", "definition"]

    def key(self, item: Measure) -> str:
        return item.slug

    def get_readonly_fields(self, request: HttpRequest, obj: Measure | None = None) -> list[str]:
        return ["slug", "frequency"] if obj else []

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        """What is rolled up follows the measure's own rule, which may have changed."""
        super().save_related(request, form, formsets, change)
        if {"aggregation", "per", "reported_by", "trust_types"} & set(form.changed_data):
            refresh_measures([form.instance])


@admin.register(Ambition)
class AmbitionAdmin(AuditedAdmin):
    """A new ambition is added with the day from which it counts; the earlier one stays with its charts."""

    kind = "ambition"
    fields = ["measure", "value", "text", "since", "by", "source", "source_place", "reason"]
    list_display = ["measure", "value", "since", "by", "text"]
    list_filter = ["measure__workstream__programme"]
    list_select_related = ["measure"]
    search_fields = ["measure__name", "text"]

    def key(self, item: Ambition) -> str:
        return f"{item.measure.slug}/{item.since or 'always'}"


@admin.register(StepChange)
class StepChangeAdmin(ReadOnlyAdmin):
    list_display = ["measure", "organisation", "starts_on", "decision", "decided_by", "approved_by", "replaced_at"]
    list_filter = ["decision", "measure__workstream__programme"]
    list_select_related = ["measure", "organisation", "decided_by", "approved_by"]
    search_fields = ["measure__name", "organisation__code", "organisation__name", "reason"]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "made_at", "made_by", "added", "changed", "unchanged", "undone_at"]
    list_filter = ["kind"]
    list_select_related = ["made_by"]
    search_fields = ["name", "fingerprint"]


class FirstThousands(Paginator):
    """Counts no further than anybody turns pages: there may be millions of values."""

    @cached_property
    def count(self) -> int:
        return self.object_list[:10_000].count()


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin):
    """No drafts for an administrator, who reads what is published (decisions.md, 8)."""

    list_display = ["measure", "organisation", "basis", "start", "end", "state", "value", "is_final"]
    list_select_related = ["measure", "organisation"]
    search_fields = ["measure__slug", "organisation__code"]
    show_full_result_count = False
    paginator = FirstThousands
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)
