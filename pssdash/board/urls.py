"""Routes of the reading pages: where a person starts, /board/, /regions/, and the pages about the service."""

from django.urls import path

from pssdash.board.views import about, board, home, regions

urlpatterns = [
    path("", home.home, name="home"),
    path("board/", board.board, name="board"),
    path("board/<quarter:quarter>/", board.board_quarter, name="board_quarter"),
    path("regions/", regions.region_list, name="region_list"),
    path("regions/<slug:code>/", regions.region, name="region"),
    path("regions/<slug:code>/comments/", regions.region_comment, name="region_comment"),
    path("help/", about.help, name="help"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("healthz", about.healthz, name="healthz"),
]
