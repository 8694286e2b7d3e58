"""Server time of pages: from request to last byte, by the WSGI application in this process, as the settings have it."""

from pssdash.accounts.models import User
from tests.bench.asking import Visitor
from tests.bench.floor import BARE, FLOOR
from tests.bench.report import Line
from tests.bench.timing import milliseconds, take_turns

ACCOUNT = "editor"
ROUNDS = 60
EVERY_PAGE = ["/board/", "/objectives/"]


def lines() -> list[Line]:
    visitor = Visitor(User.objects.get(email=f"{ACCOUNT}@example.org"))
    pages = {
        "floor: signed in, layout, one row": (FLOOR, None),
        "the same row without the layout": (BARE, None),
        "board": ("/board/", None),
        "objectives": ("/objectives/", None),
    }
    asked = {what: (lambda address=address: visitor.get(address)) for what, (address, _) in pages.items()}
    found = take_turns(asked, ROUNDS, warm_up=5)
    return [Line(what, milliseconds(found[what]), aim) for what, (_, aim) in pages.items()]
