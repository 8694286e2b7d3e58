"""How plain text is parted into paragraphs and lists."""

import pytest
from django.template import Context, Template

from programmes.prose import Block, Piece, blocks_of, pieces_of, plain


def test_blank_lines_part_paragraphs_and_hyphens_make_a_list():
    text = "First line\ngoes on.\n\n- one\n- two\n  goes on\n\nLast."

    assert blocks_of(text) == [
        Block(("First line goes on.",), is_list=False),
        Block(("one", "two goes on"), is_list=True),
        Block(("Last.",), is_list=False),
    ]


def test_list_may_follow_its_introduction_at_once():
    assert blocks_of("In Q2:\r\n- one\r\n- two") == [
        Block(("In Q2:",), is_list=False),
        Block(("one", "two"), is_list=True),
    ]


def test_nothing_written_has_no_blocks():
    assert blocks_of(" \n\n \n") == []


def test_what_is_typed_is_never_markup():
    drawn = Template("{% load prose %}{% prose text %}").render(Context({"text": "- <b>bold</b>"}))

    assert "&lt;b&gt;bold&lt;/b&gt;" in drawn


def drawn(text, places=None):
    context = Context({"text": text, "places": places or {}})
    return Template("{% load prose %}{% prose text places %}").render(context)


def test_citation_is_a_piece_of_its_own():
    assert list(pieces_of("All ([69%](share)) of [29](icbs)")) == [
        Piece("All ("),
        Piece("69%", "share"),
        Piece(") of "),
        Piece("29", "icbs"),
    ]


@pytest.mark.parametrize(
    "text", ["[12] and (13)", "[12](Not a name)", "[12](https://example.org/)", "[](name)", "[12]"]
)
def test_other_brackets_are_plain_words(text):
    assert list(pieces_of(text)) == [Piece(text)]
    assert plain(text) == text


def test_plain_text_is_read_without_citations():
    assert plain("- Up to [64](cord) babies\n- [£18 million](savings)") == "- Up to 64 babies\n- £18 million"


def test_citation_leads_to_its_place():
    assert '<li>Up to <a href="/there/#cord">64</a> babies</li>' in drawn(
        "- Up to [64](cord) babies", {"cord": "/there/#cord"}
    )


def test_citation_of_what_is_not_there_stands_as_plain_words():
    assert "<p>Up to 64 babies</p>" in drawn("Up to [64](cord) babies")


def test_what_is_cited_is_never_markup():
    page = drawn("[<i>64</i>](cord)", {"cord": '/"><script>'})

    assert "<i>" not in page
    assert "<script>" not in page
