"""{% prose text places %}: a narrative text as paragraphs and lists, its citations as links."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programmes.prose import Piece, blocks_of, pieces_of

register = template.Library()


@register.inclusion_tag("components/prose.html")
def prose(text: str, places: Mapping[str, str] | None = None) -> dict:
    """`places` has the address of each name that can be cited."""
    found = places or {}
    blocks = [
        {"is_list": block.is_list, "lines": [with_links(line, found) for line in block.lines]}
        for block in blocks_of(text)
    ]
    return {"blocks": blocks}


def with_links(line: str, places: Mapping[str, str]) -> SafeString:
    """Every piece is escaped: what people type is never taken for markup."""
    return format_html_join("", "{}", ((piece_with_link(each, places),) for each in pieces_of(line)))


def piece_with_link(piece: Piece, places: Mapping[str, str]) -> SafeString | str:
    """Plain words where nothing is cited, or the page does not hold it."""
    url = places.get(piece.name)
    return format_html('<a href="{}">{}</a>', url, piece.text) if url else piece.text
