"""Links of a page that change one part of its address and leave the rest."""

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class Choice:
    """One of several ways to look at a page. `note` says how many there are of it, or what it means."""

    text: str
    url: str
    is_current: bool = False
    note: str = ""


def changed(query: QueryDict, *without: str, **changes: str) -> str:
    """The query string with these changes, starting at "?"; a page number means nothing on another page."""
    other = query.copy()
    for name in ("page", *without):
        other.pop(name, None)
    for name, value in changes.items():
        other[name] = value
    return f"?{other.urlencode()}"
