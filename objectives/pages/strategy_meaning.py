"""What an end or a split brings, in words for the person who is about to make it."""

from objectives.actions.endings import parts_of
from objectives.actions.strategy_changes import Item, kind_of
from objectives.models import Milestone, Objective
from pssdash.ui.wording import counted


def meaning_of_end(item: Item) -> tuple[str, ...]:
    """What happens when `item` is withdrawn or superseded."""
    said = [
        "In the quarter in which it ends it is still shown, as “Not rated: withdrawn” and with your reason. It "
        "needs no update then.",
        "In later quarters it is not shown. Published quarters stay as they are.",
    ]
    running = [kind_of(part) for part in parts_of(item) if part.is_current]
    counts = [counted(running.count(kind), kind) for kind in ("target", "milestone") if kind in running]
    if counts:
        said.append(f"Whatever of it still runs ends with it: {' and '.join(counts)}.")
    if not isinstance(item, Milestone):
        said.append(f"Its reference, {item.ref}, is never given to another.")
    return tuple(said)


def meaning_of_split(item: Item) -> tuple[str, ...]:
    """What happens when `item` is split."""
    if isinstance(item, Milestone):
        return (
            "This milestone ends as superseded, and two new ones take its place.",
            "Both begin with its deadline and every move of it. A numeric target is set afterwards, by rewording.",
        )
    part = "target" if isinstance(item, Objective) else "milestone"
    return (
        f"Each {part} that you choose ends as superseded here and goes on under a new reference, with its deadlines "
        "and every move of them. Its earlier updates stay with the old reference.",
        "What is complete stays where it is, with the updates that say so.",
    )
