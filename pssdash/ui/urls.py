"""Routes under /ui/."""

from django.urls import path

from pssdash.ui import views

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("confirmation/", views.confirmation, name="gallery_confirmation"),
    path("form/", views.form_page, name="gallery_form"),
    path("messages/", views.message_page, name="gallery_messages"),
]
