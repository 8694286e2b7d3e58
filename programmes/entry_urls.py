"""Routes under /programmes/ and /measures/ on which something is written for a quarter."""

from django.urls import path

from programmes.views import narrative, phase_returns, returns, step_changes
from pssdash.accounts.permissions import Permission
from pssdash.reporting.entries.routes import entry_routes

STEP_CHANGE = "measures/<slug:slug>/step-changes/<str:code>/<str:day>/"
RETURN = "measures/<slug:slug>/returns/<quarter:quarter>/"
NARRATIVE = "programmes/<slug:slug>/narrative/<slug:section>/<quarter:quarter>/"
PHASES = "programmes/<slug:slug>/phases/<slug:framework>/<quarter:quarter>/"
# Step changes and phases are the national team's alone.
READ_DRAFTS = Permission.READ_DRAFTS

urlpatterns = [
    path("measures/<slug:slug>/step-changes/new/", step_changes.step_change_new, name="step_change_new"),
    *entry_routes(STEP_CHANGE, "step_change", step_changes.PAGES, step_changes.asked_for, READ_DRAFTS),
    *entry_routes(RETURN, "measure_return", returns.PAGES, returns.asked_for),
    *entry_routes(NARRATIVE, "narrative_text", narrative.PAGES, narrative.asked_for),
    *entry_routes(PHASES, "phase_return", phase_returns.PAGES, phase_returns.asked_for, READ_DRAFTS),
]
