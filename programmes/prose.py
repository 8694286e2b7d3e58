"""Text as people type it, in blocks: paragraphs parted by blank lines, and lists of lines that begin with "- ".

`[677](women-treated)` within it cites: the number 677 leads to what is called women-treated (citations.py), and stands
there as plain words where there is no such thing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CITATION = re.compile(r"\[([^\[\]\n]+)\]\(([a-z0-9-]+)\)")


@dataclass(frozen=True)
class Block:
    """One paragraph (a single line of text), or a list of items."""

    lines: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: plain, or words that cite what is called `name`."""

    text: str
    name: str = ""


def blocks_of(text: str) -> list[Block]:
    """The blocks of `text` in order. A line that continues a paragraph or an item is joined to it by a space."""
    blocks: list[Block] = []
    for stretch in text.replace("\r\n", "\n").split("\n\n"):
        words: list[str] = []
        items: list[str] = []
        for line in filter(None, map(str.strip, stretch.splitlines())):
            if line.startswith("- "):
                items.append(line[2:].strip())
            elif items:
                items[-1] = f"{items[-1]} {line}"
            else:
                words.append(line)
        if words:
            blocks.append(Block((" ".join(words),), is_list=False))
        if items:
            blocks.append(Block(tuple(items), is_list=True))
    return blocks


def pieces_of(line: str) -> Iterator[Piece]:
    """The pieces of a line in order."""
    begin = 0
    for cited in CITATION.finditer(line):
        if cited.start() > begin:
            yield Piece(line[begin : cited.start()])
        yield Piece(cited[1], cited[2])
        begin = cited.end()
    if begin < len(line):
        yield Piece(line[begin:])


def plain(text: str) -> str:
    """The text without its citations, as it is read."""
    return CITATION.sub(r"\1", text)
