"""Routes under /programmes/ on which the programmes are read."""

from django.urls import path

from programmes.moves import DELIVERABLE_MOVES
from programmes.views import explanations, programmes
from pssdash.reporting.moves.routes import move_routes

ONE = "<slug:slug>/"

urlpatterns = [
    path("", programmes.programme_list, name="programme_list"),
    path("glossary/", programmes.glossary, name="glossary"),
    *move_routes("deliverable-milestones/<int:pk>/", "deadline-requests/<int:pk>/", DELIVERABLE_MOVES),
    path(ONE, programmes.programme, name="programme"),
    path(
        f"{ONE}published/<quarter:quarter>/<int:version>/", programmes.published_programme, name="published_programme"
    ),
    path(f"{ONE}figures/", explanations.programme_figures, name="programme_figures"),
    path(
        f"{ONE}figures/export.<slug:file_format>",
        explanations.programme_figures_export,
        name="programme_figures_export",
    ),
    path(f"{ONE}outcomes/<slug:outcome>/", explanations.outcome, name="outcome"),
    path(f"{ONE}phases/<slug:framework>/", explanations.phases, name="phases"),
    path(f"{ONE}phases/<slug:framework>/export.<slug:file_format>", explanations.phases_export, name="phases_export"),
]
