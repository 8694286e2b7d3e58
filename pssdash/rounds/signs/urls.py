"""Routes under /quarters/<quarter>/: what the cycle shows."""

from django.urls import path

from pssdash.rounds.signs import views

SIGN = "quarters/<quarter:quarter>"
FILE = "export.<str:file_format>"

urlpatterns = [
    path(f"{SIGN}/silence/", views.quarter_silence, name="quarter_silence"),
    path(f"{SIGN}/silence/{FILE}", views.quarter_silence_export, name="quarter_silence_export"),
    path(f"{SIGN}/drift/", views.quarter_drift, name="quarter_drift"),
    path(f"{SIGN}/drift/{FILE}", views.quarter_drift_export, name="quarter_drift_export"),
    path(f"{SIGN}/ahead/", views.quarter_ahead, name="quarter_ahead"),
    path(f"{SIGN}/ahead/{FILE}", views.quarter_ahead_export, name="quarter_ahead_export"),
]
