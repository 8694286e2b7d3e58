"""Routes of reminders: /reminders/, and what stands beside accounts and quarters."""

from django.urls import path

from pssdash.rounds.reminders import views

urlpatterns = [
    path("reminders/", views.reminder_list, name="reminder_list"),
    path("reminders/passing-on/", views.reminder_days, name="reminder_days"),
    path("reminders/<int:pk>/", views.reminder, name="reminder"),
    # Where a mail leads, without signing in.
    path("reminders/stop/<str:token>/", views.stop_reminders, name="stop_reminders"),
    path("quarters/<quarter:quarter>/remind/", views.remind, name="remind"),
    path("accounts/you/reminders/", views.reminder_choices, name="reminder_choices"),
    path("accounts/people/<int:pk>/reminders/", views.reminders_of, name="reminders_of"),
]
