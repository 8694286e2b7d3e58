"""Routes under /programmes/<programme>/deliverables/."""

from django.urls import path

from programmes.views import deliverables
from pssdash.reporting.entries.routes import entry_routes

CARD = "<slug:ref>/"
UPDATE = f"{CARD}updates/<quarter:quarter>/"

urlpatterns = [
    path(CARD, deliverables.deliverable, name="deliverable"),
    path(f"{CARD}audit/", deliverables.deliverable_audit, name="deliverable_audit"),
    path(
        f"{CARD}published/<quarter:quarter>/<int:version>/",
        deliverables.deliverable_version,
        name="deliverable_version",
    ),
    *entry_routes(UPDATE, "deliverable_update", deliverables.PAGES, deliverables.asked_for),
]
