"""The items of the header, for the person who asks. A context processor puts them into every page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from pssdash.accounts.permissions import Permission as P

SERVICE_NAME = "Patient Safety Strategy dashboard"

# Text, URL name, and the permission that shows the item (the page itself checks it again).
MENU = [
    ("Board", "board", P.READ_PUBLISHED),
    ("Objectives", "objective_list", P.READ_PUBLISHED),
    ("Programmes", "programme_list", P.READ_PUBLISHED),
    ("Measures", "measure_list", P.READ_PUBLISHED),
    ("My quarter", "my_quarter", P.TAKE_PART_IN_ROUND),
    ("Quarters", "quarter_list", P.READ_DRAFTS),
    ("Regions", "region_list", P.READ_REGIONS),
    ("Strategy", "strategy", P.EDIT_STRATEGY),
    ("Accounts", "account_list", P.ADMINISTER),
    ("Administration", "admin:index", P.ADMINISTER),
]


@dataclass(frozen=True)
class Item:
    """One link of the menu."""

    text: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict:
    """Context processor: `service_name` and `menu`, which is empty before sign-in."""
    return {"service_name": SERVICE_NAME, "menu": menu_for(request)}


def menu_for(request: HttpRequest) -> list[Item]:
    """The pages that this person's roles open, the one they are in marked as current."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    found = [(text, url_of(name)) for text, name, permission in MENU if user.has_perm(permission)]
    shown = [(text, url) for text, url in [*found, ("Help", url_of("help"))] if url]
    return [Item(text, url, request.path.startswith(url)) for text, url in shown]


def url_of(name: str) -> str:
    """The URL of that name, or "" on a site that leaves the page out (tests have small sites)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
