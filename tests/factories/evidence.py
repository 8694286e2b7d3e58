"""Files to hand in as evidence: whole and small, each of the type that it says."""

from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from pssdash.accounts.models import User
from pssdash.reporting.entries.evidence.actions import random_name
from pssdash.reporting.entries.evidence.contents import LIST_OF_PARTS, type_of
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile
from pssdash.reporting.entries.models import AbstractEntry

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"


def make_upload(name: str = "minutes.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """As it comes from a browser, which may call it anything."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def make_office(*parts: str, listed: str = "<Types/>") -> bytes:
    """An Office file of these parts, which are empty."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(LIST_OF_PARTS, listed)
        for part in parts:
            archive.writestr(part, "")
    return packed.getvalue()


def make_file(
    entry: AbstractEntry, by: User, name: str = "minutes.pdf", content: bytes = PDF, **fields: Any
) -> AbstractEvidenceFile:
    """A file of the entry, whatever its state."""
    file = make_upload(name, content)
    kept = {
        "description": "The board's minutes", "content_type": type_of(name).content_type, "size": len(content),
        "fingerprint": sha256(content).hexdigest(),
        "stored_as": storages["evidence"].save(random_name(), file), "added_by": by,
    }  # fmt: skip
    return entry.files.create(name=name, **(kept | fields))
