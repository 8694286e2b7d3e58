"""How plain text is parted into paragraphs and lists."""

from django.template import Context, Template

from programmes.prose import Block, blocks_of


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
