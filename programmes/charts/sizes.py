"""The two widths that every chart is laid out for, and the small multiple."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """In pixels. `plot_height` is that of each panel. On a narrow screen events have letters, and lines no labels."""

    width: int
    plot_height: int
    has_line_labels: bool
    has_legend: bool
    has_letters: bool
    right: int = 24


WIDE = Size(width=800, plot_height=290, has_line_labels=True, has_legend=True, has_letters=False)
NARROW = Size(width=360, plot_height=230, has_line_labels=False, has_legend=True, has_letters=True)
COMPACT = Size(width=300, plot_height=130, has_line_labels=False, has_legend=False, has_letters=True)
