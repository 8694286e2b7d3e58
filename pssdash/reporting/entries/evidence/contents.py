"""What a file is by its content, whatever it is called. Pure: standard library only.

Signatures: PDF, ISO 32000-1 section 7.5.2; PNG, W3C PNG section 5.2; JPEG, ITU-T T.81 annex B; the parts of Office
files, ECMA-376 part 2 (content types) and part 1 (main parts).
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

LARGEST_LIST_OF_PARTS = 1_000_000  # bytes of [Content_Types].xml that are read
MOST_PARTS = 5_000
LIST_OF_PARTS = "[Content_Types].xml"
MAIN_PARTS = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml", "pptx": "ppt/presentation.xml"}
SIGNATURES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
# Whatever can run: macros, controls, the old macro sheets, and programs packed into a document.
ACTIVE_PART = re.compile(r"vbaProject|vbaData|/activeX/|/macrosheets/|oleObject", re.IGNORECASE)
MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|script|svg|iframe|\?xml|!--)", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True)
class FileType:
    """`found` is what `what_it_is` must say of the content."""

    words: str
    found: str
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES: dict[str, FileType] = {
    "pdf": FileType("a PDF", "pdf", "application/pdf"),
    "png": FileType("a PNG picture", "png", "image/png"),
    "jpg": FileType("a JPEG picture", "jpeg", "image/jpeg"),
    "jpeg": FileType("a JPEG picture", "jpeg", "image/jpeg"),
    "csv": FileType("a CSV file", "text", "text/csv"),
    "xlsx": FileType("an Excel workbook", "xlsx", f"{OFFICE}spreadsheetml.sheet"),
    "docx": FileType("a Word document", "docx", f"{OFFICE}wordprocessingml.document"),
    "pptx": FileType("a PowerPoint presentation", "pptx", f"{OFFICE}presentationml.presentation"),
    "txt": FileType("plain text", "text", "text/plain"),
}


def type_of(name: str) -> FileType | None:
    """The type that a file of this name should be; None for one that is not accepted."""
    stem, dot, extension = name.rpartition(".")
    return TYPES.get(extension.lower()) if stem and dot else None


def what_it_is(file: BinaryIO) -> str:
    """pdf, png, jpeg, xlsx, docx, pptx or text; `active` for one with macros; "" for the rest."""
    file.seek(0)
    head = file.read(1024)
    for found, signature in SIGNATURES.items():
        if head.startswith(signature):
            return found
    if head.startswith(b"PK\x03\x04"):
        return office_type(file)
    file.seek(0)
    return "text" if is_plain_text(file.read()) else ""


def office_type(file: BinaryIO) -> str:
    """Which Office file a zip archive is. Nothing is unpacked but its list of parts."""
    try:
        with ZipFile(file) as archive:
            parts = set(archive.namelist())
            if len(parts) > MOST_PARTS or LIST_OF_PARTS not in parts:
                return ""
            if archive.getinfo(LIST_OF_PARTS).file_size > LARGEST_LIST_OF_PARTS:
                return ""
            with archive.open(LIST_OF_PARTS) as listed:
                return type_by_parts(parts, listed.read(LARGEST_LIST_OF_PARTS))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return ""  # damaged, encrypted, or packed in a way that Office does not use


def type_by_parts(parts: Set[str], listed: bytes) -> str:
    if b"macroEnabled" in listed or any(ACTIVE_PART.search(part) for part in parts):
        return "active"
    return next((found for found, part in MAIN_PARTS.items() if part in parts), "")


def is_plain_text(content: bytes) -> bool:
    """Text in UTF-8 or an old Windows encoding that no program could take for a web page or a picture."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    return not CONTROLS.search(content) and not MARKUP.match(content)
