"""What evidence may be: how large, how many, of which types; each refusal says what to do."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from pssdash.reporting.entries.evidence.contents import TYPES, type_of, what_it_is
from pssdash.reporting.entries.evidence.models import LONGEST_NAME, AbstractEvidenceFile
from pssdash.reporting.refusals import Refused

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SUM = 50 * 1024 * 1024
MOST_FILES = 20
ACCEPTED = "PDF, PNG, JPEG, CSV, Excel (.xlsx), Word (.docx), PowerPoint (.pptx) or plain text (.txt)"
EXTENSIONS = ",".join(f".{extension}" for extension in TYPES)  # for the browser's own choice of files


class NotAccepted(Refused):
    """Something about the file itself is wrong, or it finds no room."""


@dataclass(frozen=True)
class Accepted:
    """What was found out about a file."""

    name: str
    content_type: str
    size: int
    fingerprint: str


def accept(file: UploadedFile) -> Accepted:
    """What the file is. Raises NotAccepted."""
    name = "".join(letter for letter in file.name if letter.isprintable()).strip()
    if len(name) > LONGEST_NAME:
        raise NotAccepted(f"The file’s name is longer than {LONGEST_NAME} characters. Give it a shorter one.")
    if not file.size:
        raise NotAccepted(f"“{name}” is empty.")
    if file.size > LARGEST_FILE:
        raise NotAccepted(f"“{name}” has {filesizeformat(file.size)}; the most is {filesizeformat(LARGEST_FILE)}.")
    return Accepted(name, content_type_of(name, file), file.size, fingerprint_of(file))


def content_type_of(name: str, file: UploadedFile) -> str:
    """By its name and by its content, which must agree."""
    wanted = type_of(name)
    if wanted is None:
        raise NotAccepted(f"“{name}” is of a type that is not accepted. Choose a file that is {ACCEPTED}.")
    found = what_it_is(file)
    if found == "active":
        raise NotAccepted(
            f"“{name}” holds macros or embedded programs, which are not accepted. Save it without them, or as a PDF."
        )
    if found != wanted.found:
        raise NotAccepted(
            f"“{name}” is called {wanted.words}, but its content is not that. Save it anew from the program that made "
            "it, without a password, and choose that file."
        )
    return wanted.content_type


def fingerprint_of(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def refuse_without_room(found: Accepted, present: list[AbstractEvidenceFile]) -> None:
    """Raises NotAccepted where the file is there already, or the entry has as much as it may have."""
    same = next((file for file in present if file.fingerprint == found.fingerprint), None)
    if same:
        raise NotAccepted(f"“{found.name}” is here already, as “{same.name}”.")
    if len(present) >= MOST_FILES:
        raise NotAccepted(f"There are {len(present)} files already, which is the most. Remove one first.")
    left = LARGEST_SUM - sum(file.size for file in present)
    if found.size > left:
        raise NotAccepted(
            f"“{found.name}” has {filesizeformat(found.size)}, and only {filesizeformat(left)} of "
            f"{filesizeformat(LARGEST_SUM)} are left here. Remove a file first, or choose a smaller one."
        )
