"""Text as people type it, in blocks: paragraphs parted by blank lines, and lists of lines that begin with "- "."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """One paragraph (a single line of text), or a list of items."""

    lines: tuple[str, ...]
    is_list: bool


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
