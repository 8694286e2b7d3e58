"""Routes under /evidence/: one for every file, so that readers and writers fetch it at the same address."""

from django.urls import path

from pssdash.reporting.entries.evidence import views

urlpatterns = [path("<slug:kind>/<int:pk>/", views.evidence_file, name="evidence_file")]
