"""Evidence files as readers are offered them: a name, what it shows, how large it is, where it is downloaded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat

if TYPE_CHECKING:
    from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile
    from pssdash.reporting.entries.models import AbstractEntry


@dataclass(frozen=True)
class FileLink:
    """An evidence file, to be downloaded."""

    name: str
    description: str
    size: str
    url: str


def link_to(file: "AbstractEvidenceFile") -> FileLink:
    return FileLink(file.name, file.description, filesizeformat(file.size), file.get_absolute_url())


def links_of(entry: "AbstractEntry") -> tuple[FileLink, ...]:
    """The files of the entry at hand, for its preview. One that is not saved has none."""
    return tuple(link_to(file) for file in entry.files.present()) if entry.pk else ()
