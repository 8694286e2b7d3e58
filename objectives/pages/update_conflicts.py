"""Two versions of an update that met: what each says, field by field."""

from dataclasses import dataclass

from objectives.actions.updates import Saved
from objectives.models import UpdateRevision
from objectives.pages.update_words import Difference, differences


@dataclass(frozen=True)
class Conflict:
    """`theirs` was saved first and stands; `ours` is kept in the history."""

    theirs: UpdateRevision
    ours: UpdateRevision
    fields: tuple[Difference, ...]

    @property
    def is_own(self) -> bool:
        """Whether one person met their own save, made in another window."""
        return self.theirs.saved_by_id == self.ours.saved_by_id

    @property
    def titles(self) -> tuple[str, str]:
        """What stands above the two versions."""
        return ("Saved before", "Typed now") if self.is_own else (self.theirs.saved_by.name, "You")

    @property
    def changed(self) -> list[Difference]:
        return [field for field in self.fields if field.is_changed]

    @property
    def same(self) -> list[Difference]:
        """What both versions say alike, blank fields left out."""
        return [field for field in self.fields if not field.is_changed and field.before]


def build_conflict(saved: Saved) -> Conflict:
    positions = dict(saved.update.target.milestones.values_list("pk", "position"))
    fields = differences(saved.theirs.content, saved.ours.content, positions)
    return Conflict(saved.theirs, saved.ours, tuple(fields))
