"""The route under /ui/charts/."""

from django.urls import path

from programmes.gallery import views

urlpatterns = [path("", views.chart_gallery, name="chart_gallery")]
