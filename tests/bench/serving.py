"""Server time of pages: from request to last byte, by the WSGI application in this process, as the settings have it."""

from collections.abc import Callable

from django.db import connection

from programmes.pages.drawn_pages import draw_by_value
from pssdash.accounts.models import User
from tests.bench.asking import Visitor
from tests.bench.country import BOARD, EDITOR, REGION
from tests.bench.floor import BARE, FLOOR
from tests.bench.report import Aim, Line
from tests.bench.timing import milliseconds, repeat, take_turns

ROUNDS, WARM_UP = 40, 4
MEASURE, PROGRAMME, MEASURES = "/measures/generated-1/", "/programmes/generated/", "/measures/"
PROGRAMME_PAGE = "programme page with 8 charts"
DRAWN_ANEW = f"{PROGRAMME_PAGE}, after a change"
# What is asked for, by whom, and its aim in times the floor.
PAGES = {
    "floor: signed in, layout, one row": (FLOOR, EDITOR, None),
    "the same row without the layout": (BARE, EDITOR, None),
    "measure page": (MEASURE, EDITOR, 4),
    "measure page, published (board member)": (MEASURE, BOARD, 4),
    "measure page, published (regional lead)": (MEASURE, REGION, 4),
    PROGRAMME_PAGE: (PROGRAMME, EDITOR, 6),
    "programme page with 8 charts, published": (PROGRAMME, BOARD, 6),
    "icon table of 30 measures": (MEASURES, EDITOR, 5),
    "icon table of 30 measures, published": (MEASURES, BOARD, 5),
    "measure page, 42 ICBs": (f"{MEASURE}?level=icb", EDITOR, None),
}


def lines() -> list[Line]:
    users = {user.email.partition("@")[0]: user for user in User.objects.all()}
    visitors = {name: Visitor(users[name]) for name in (EDITOR, BOARD, REGION)}
    asked = {what: asking(visitors[who], address) for what, (address, who, _) in PAGES.items()}
    found = take_turns(asked, ROUNDS, WARM_UP)
    measured = [
        Line(what, milliseconds(found[what]), Aim(times, times_floor=True) if times else None)
        for what, (_, _, times) in PAGES.items()
    ]
    measured.append(Line(DRAWN_ANEW, milliseconds(repeat(drawing_anew(asked[PROGRAMME_PAGE]), ROUNDS))))
    return [*measured, *without_kept_connections(visitors[EDITOR])]


def asking(visitor: Visitor, address: str) -> Callable[[], object]:
    return lambda: visitor.get(address)


def drawing_anew(ask: Callable[[], object]) -> Callable[[], object]:
    """As the first who reads a draft that has changed; what the charts find of the same points is known."""

    def call() -> object:
        draw_by_value.cache_clear()
        return ask()

    return call


def without_kept_connections(visitor: Visitor) -> list[Line]:
    """The floor as it is where every request connects anew, which is Django's default; SQLite has little to connect."""
    if connection.vendor == "sqlite":
        return []
    kept = connection.settings_dict["CONN_MAX_AGE"]
    connection.settings_dict["CONN_MAX_AGE"] = 0
    connection.close()
    try:
        seconds = repeat(asking(visitor, FLOOR), ROUNDS)
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = kept
        connection.close()
    return [Line("the floor with CONN_MAX_AGE=0", milliseconds(seconds))]
