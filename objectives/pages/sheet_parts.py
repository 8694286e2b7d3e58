"""A quarter of targets in pages: everything on one where it fits, else a page for each theme."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from objectives.pages.sheet_reading import Found
from pssdash.reporting.updates.row_forms import FIELDS, FIELDS_A_MILESTONE

# Controls on one page. The server takes 1,000 in a form (DATA_UPLOAD_MAX_NUMBER_FIELDS), and a person fewer.
LARGEST = 500

Part = list[Found]


def size(targets: Sequence[Found]) -> int:
    """How many controls the targets take."""
    return sum(FIELDS + FIELDS_A_MILESTONE * len(each.asked) for each in targets)


def parts_of(targets: Sequence[Found]) -> list[Part]:
    """The pages, none larger than LARGEST. An objective is torn apart only where it alone would be too large."""
    if size(targets) <= LARGEST:
        return [list(targets)]
    return [part for _, theme in groupby(targets, lambda each: each.row.theme_slug) for part in filled(list(theme))]


def filled(targets: Sequence[Found]) -> Iterator[Part]:
    """The targets of one theme in as few parts as their order allows."""
    part: Part = []
    for _, together in groupby(targets, lambda each: each.row.objective_ref):
        objective = list(together)
        pieces = [objective] if size(objective) <= LARGEST else [[target] for target in objective]
        for piece in pieces:
            if part and size([*part, *piece]) > LARGEST:
                yield part
                part = []
            part = [*part, *piece]
    yield part


def titles_of(parts: Sequence[Part]) -> list[str]:
    """`Insight`, or `Insight, IN-1.1 to IN-2.4` where a theme takes several pages."""
    themes = [part[0].row.theme for part in parts if part]
    return [
        theme if themes.count(theme) == 1 else f"{theme}, {part[0].row.ref} to {part[-1].row.ref}"
        for theme, part in zip(themes, parts, strict=True)
    ]
