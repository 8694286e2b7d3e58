"""Routes of the round: /my-quarter/ and /quarters/."""

from django.urls import path

from pssdash.rounds import views
from pssdash.rounds.signs.urls import urlpatterns as sign_routes

urlpatterns = [
    path("my-quarter/", views.my_quarter, name="my_quarter"),
    path("quarters/", views.quarter_list, name="quarter_list"),
    path("quarters/open/", views.quarter_open, name="quarter_open"),
    path("quarters/<quarter:quarter>/", views.quarter, name="quarter"),
    path("quarters/<quarter:quarter>/close/", views.quarter_close, name="quarter_close"),
    path("quarters/<quarter:quarter>/reopen/", views.quarter_reopen, name="quarter_reopen"),
    path("quarters/<quarter:quarter>/take-back/", views.quarter_take_back, name="quarter_take_back"),
    path("quarters/<quarter:quarter>/publish/", views.quarter_publish, name="quarter_publish"),
    *sign_routes,
]
