"""Routes under /queries/."""

from django.urls import path

from pssdash.rounds.queries import views

urlpatterns = [
    path("", views.query_list, name="query_list"),
    path("ask/<str:field>/<int:pk>/", views.query_ask, name="query_ask"),
    path("<int:pk>/", views.query, name="query"),
    path("<int:pk>/<slug:step>/", views.query_step, name="query_step"),
]
