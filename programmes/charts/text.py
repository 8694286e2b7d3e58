"""How wide a text is, and where its lines break: enough to lay charts out without a browser."""

from html import escape

# Widths of Arial's characters in thousandths of the type size, by groups; others count as an average small letter.
GROUPS = {
    222: "ijl'|",
    278: "ftI .,:;/!-()[]·",
    333: 'r"–',
    500: "ckszvxyJ",
    556: "abdeghnopquL0123456789?_#$£+=<>≤≥",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    610: "FTZ",
}
WIDTHS = {character: width for width, characters in GROUPS.items() for character in characters}
BOLD = 1.08


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in pixels, a little more rather than less."""
    units = sum(WIDTHS.get(character, 556) for character in text)
    return units * size / 1000 * (BOLD if bold else 1)


def safe(text: str) -> str:
    """`text` for a figure, whose texts may hold tags such as <br>: what people wrote is never read as one."""
    return escape(text, quote=False)


def wrapped(text: str, most: float, size: float) -> list[str]:
    """The lines of `text`, broken between words so that each is at most `most` pixels wide where words allow."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
