"""Routes under /programmes/<programme>/deliverables/."""

from django.urls import path

from programmes.views import deliverables

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
    path(UPDATE, deliverables.deliverable_update, name="deliverable_update"),
    path(f"{UPDATE}approve/", deliverables.deliverable_update_approve, name="deliverable_update_approve"),
    path(f"{UPDATE}send-back/", deliverables.deliverable_update_send_back, name="deliverable_update_send_back"),
    path(f"{UPDATE}correct/", deliverables.deliverable_update_correct, name="deliverable_update_correct"),
    path(f"{UPDATE}history/", deliverables.deliverable_update_history, name="deliverable_update_history"),
]
