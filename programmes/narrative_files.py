"""The evidence files of the texts that a programme's page shows.

They are not part of what is frozen at publication: the files of an approved version never change. Whoever may see the
page may see them, because its texts are England's and approved.
"""

from collections import defaultdict
from dataclasses import replace

from programmes.models import NarrativeFile, NarrativeText
from programmes.rows import ProgrammePage
from pssdash.reporting.entries.evidence.links import FileLink
from pssdash.reporting.entries.evidence.reading import link_to


def with_files(page: ProgrammePage) -> ProgrammePage:
    """The page with the files of each version that it shows, in one query for all."""
    if not page.narrative:
        return page
    found: dict[tuple[str, int], list[FileLink]] = defaultdict(list)
    files = NarrativeFile.objects.present().filter(
        entry__in=NarrativeText.objects.national().approved(),
        entry__section__slug__in=[row.slug for row in page.narrative],
        entry__period__quarter=page.quarter,
    )
    for file in files.select_related("entry__section"):
        found[file.entry.section.slug, file.entry.version].append(link_to(file))
    narrative = tuple(replace(row, files=tuple(found[row.slug, row.version])) for row in page.narrative)
    return replace(page, narrative=narrative)
