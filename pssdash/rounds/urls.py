"""Routes of the round: /my-quarter/ and /quarters/."""

from django.urls import path

from pssdash.rounds import due_views, matrix_views, several_views, views
from pssdash.rounds.signs.urls import urlpatterns as sign_routes

urlpatterns = [
    path("my-quarter/", views.my_quarter, name="my_quarter"),
    path("my-quarter/next/", views.my_quarter_next, name="my_quarter_next"),
    path("my-quarter/check/", several_views.check_several, name="check_several"),
    path("my-quarter/approve/", several_views.approve_several, name="approve_several"),
    path("quarters/", views.quarter_list, name="quarter_list"),
    path("quarters/open/", views.quarter_open, name="quarter_open"),
    path("quarters/<quarter:quarter>/", views.quarter, name="quarter"),
    path("quarters/<quarter:quarter>/close/", views.quarter_close, name="quarter_close"),
    path("quarters/<quarter:quarter>/reopen/", views.quarter_reopen, name="quarter_reopen"),
    path("quarters/<quarter:quarter>/checks/", views.quarter_checks, name="quarter_checks"),
    path("quarters/<quarter:quarter>/take-back/", views.quarter_take_back, name="quarter_take_back"),
    path("quarters/<quarter:quarter>/publish/", views.quarter_publish, name="quarter_publish"),
    # /quarters/<quarter>/returns/: what is owed
    path("quarters/<quarter:quarter>/matrix.<str:file_format>", matrix_views.matrix_export, name="matrix_export"),
    path("quarters/<quarter:quarter>/returns/", matrix_views.return_list, name="return_list"),
    path("quarters/<quarter:quarter>/returns.<str:file_format>", matrix_views.return_export, name="return_export"),
    path("quarters/<quarter:quarter>/returns/<int:pk>/", due_views.expected_return, name="expected_return"),
    path("quarters/<quarter:quarter>/returns/<int:pk>/extend/", due_views.return_extend, name="return_extend"),
    path(
        "quarters/<quarter:quarter>/returns/<int:pk>/end-extension/",
        due_views.return_end_extension,
        name="return_end_extension",
    ),
    # /quarters/<quarter>/due-days/
    path("quarters/<quarter:quarter>/due-days/", due_views.due_day_list, name="due_day_list"),
    path("quarters/<quarter:quarter>/due-days/set/", due_views.due_day_set, name="due_day_set"),
    path("quarters/<quarter:quarter>/due-days/<int:pk>/remove/", due_views.due_day_remove, name="due_day_remove"),
    path("quarters/<quarter:quarter>/audit/", views.quarter_audit, name="quarter_audit"),
    *sign_routes,
]
