"""The static files as `collectstatic` leaves them: named by their content, compressed, few to ask for.

A style sheet that imports others holds their text. Each keeps a file of its own to be read and changed in, and works in
development as it is written; a reader who comes for the first time asks for one file in the place of a dozen.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\)(?: (?P<medium>\w+))?;')

# Where each file comes from: the storage that has it, and its name there.
Places = Mapping[str, tuple[Storage, str]]


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins the sheets before they get their names, which so change with every part."""

    def post_process(self, paths: Places, dry_run: bool = False, **options: object) -> Iterator[tuple]:
        if not dry_run:
            sheets = {name: text for name in paths if name.endswith(".css") and (text := joined(name, paths))}
            for name, text in sheets.items():
                self.delete(name)
                self.save(name, ContentFile(text.encode()))
            paths = {**paths, **{name: (self, name) for name in sheets}}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def joined(name: str, paths: Places) -> str:
    """The text of a sheet that imports others, with theirs in it; "" for one that imports none."""
    text = _text(name, paths)
    return _with_parts(text, name, paths) if IMPORT.search(text) else ""


def _with_parts(text: str, name: str, paths: Places) -> str:
    def part(found: re.Match[str]) -> str:
        other = posixpath.join(posixpath.dirname(name), found["name"])
        rules = _with_parts(_text(other, paths), other, paths)
        return f"@media {found['medium']} {{\n{rules}}}" if found["medium"] else rules

    return IMPORT.sub(part, text)


def _text(name: str, paths: Places) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
