"""The site map. Each area keeps its own routes."""

from django.contrib import admin
from django.urls import include, path

from pssdash.reporting import converters

converters.register()

urlpatterns = [
    path("", include("pssdash.board.urls")),
    path("", include("pssdash.rounds.urls")),
    path("evidence/", include("pssdash.reporting.entries.evidence.urls")),
    path("queries/", include("pssdash.rounds.queries.urls")),
    path("", include("pssdash.rounds.reminders.urls")),
    path("objectives/", include("objectives.urls")),
    path("programmes/", include("programmes.programme_urls")),
    path("programmes/<slug:programme>/deliverables/", include("programmes.deliverable_urls")),
    path("strategy/", include("objectives.strategy_urls")),
    path("", include("programmes.entry_urls")),
    path("measures/", include("programmes.measure_urls")),
    path("accounts/", include("pssdash.accounts.urls")),
    path("accounts/", include("pssdash.people.urls")),
    path("ui/charts/", include("programmes.gallery.urls")),
    path("ui/", include("pssdash.ui.urls")),
    path("admin/", admin.site.urls),
]
