"""Which kinds take evidence, and the files of an entry, as rows and as links for readers."""

from django.apps import apps
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat

from pssdash.reporting.entries.evidence.links import FileLink
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile
from pssdash.reporting.entries.models import AbstractEntry

# What the trail calls the two changes.
ADDED, REMOVED = "file added", "file removed"


def takes_evidence(model: type[AbstractEntry]) -> bool:
    """Whether files can be added to entries of the kind."""
    return hasattr(model, "files")


def kinds_of_file() -> dict[str, type[AbstractEvidenceFile]]:
    """What an address calls a kind -> its files."""
    return {model.slug(): model for model in apps.get_models() if issubclass(model, AbstractEvidenceFile)}


def files_of(entry: AbstractEntry) -> QuerySet[AbstractEvidenceFile]:
    """The files that are there, with who added them."""
    return entry.files.present().select_related("added_by")


def link_to(file: AbstractEvidenceFile) -> FileLink:
    return FileLink(file.name, file.description, filesizeformat(file.size), file.get_absolute_url())


def links_of(entry: AbstractEntry) -> tuple[FileLink, ...]:
    """The files of the entry at hand, for its preview. One that is not saved has none."""
    return tuple(link_to(file) for file in entry.files.present()) if entry.pk else ()


def carry_files_over(approved: AbstractEntry, draft: AbstractEntry) -> None:
    """Let a correction begin with the files of the version that it corrects."""
    if not takes_evidence(type(approved)):
        return
    kept = ("name", "description", "content_type", "size", "fingerprint", "stored_as", "added_at", "added_by_id")
    for file in approved.files.present():
        draft.files.create(**{name: getattr(file, name) for name in kept})
