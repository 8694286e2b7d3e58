"""What a correction changes: the version that it corrects beside it."""

from objectives.models import ProgressUpdate
from objectives.pages.update_words import Difference, changes


def corrected_words(update: ProgressUpdate | None) -> tuple[Difference, ...]:
    """The fields in which a correction differs from the version before it; none for a first version."""
    if update is None or update.version == 1:
        return ()
    versions = ProgressUpdate.objects.filter(
        target=update.target_id, period=update.period_id, organisation=update.organisation_id
    )
    before = versions.get(version=update.version - 1)
    positions = dict(update.target.milestones.values_list("pk", "position"))
    return tuple(changes(before.content(), update.content(), positions))
