"""Routes under /measures/."""

from django.urls import path

from programmes.views import measures

urlpatterns = [
    path("", measures.measure_list, name="measure_list"),
    path("export.<slug:file_format>", measures.measure_list_export, name="measure_list_export"),
    path("<slug:slug>/", measures.measure, name="measure"),
    path("<slug:slug>/export.<slug:file_format>", measures.measure_export, name="measure_export"),
    path("<slug:slug>/chart.svg", measures.measure_chart, name="measure_chart"),
]
