"""Routes under /objectives/."""

from django.urls import path

from objectives.moves import TARGET_MOVES
from objectives.views import cards, lists, sheets, updates
from pssdash.reporting.entries.routes import entry_routes
from pssdash.reporting.moves.routes import move_routes

# Lists and files.
list_routes = [
    path("", lists.objective_list, name="objective_list"),
    path("export.<slug:file_format>", lists.objective_export, name="objective_export"),
]
# The card of an objective, what was published of its targets, and its trail.
card_routes = [
    path("<objective_ref:objective_ref>/", cards.objective, name="objective"),
    path("<objective_ref:objective_ref>/audit/", cards.objective_audit, name="objective_audit"),
    path("<target_ref:target_ref>/", cards.target, name="target"),
    path(
        "<target_ref:target_ref>/published/<quarter:quarter>/<int:version>/",
        cards.published_version,
        name="published_version",
    ),
]
# A quarter's updates.
UPDATE = "<target_ref:target_ref>/updates/<quarter:quarter>/"
update_routes = [
    path("updates/<quarter:quarter>/", sheets.update_sheet, name="update_sheet"),
    path(
        "<objective_ref:objective_ref>/updates/<quarter:quarter>/", updates.objective_updates, name="objective_updates"
    ),
    *entry_routes(UPDATE, "update", updates.PAGES, updates.asked_for),
]
# Moving the deadline of a milestone.
request_routes = move_routes("milestones/<int:pk>/", "deadline-requests/<int:pk>/", TARGET_MOVES)

urlpatterns = [*list_routes, *card_routes, *update_routes, *request_routes]
