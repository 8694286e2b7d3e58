"""What a file is by its content, whatever it is called."""

from io import BytesIO

import pytest

from pssdash.reporting.entries.evidence.contents import LIST_OF_PARTS, TYPES, type_of, what_it_is
from tests.factories.evidence import PDF, make_office

WORD, EXCEL, POWERPOINT = "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        (make_office(EXCEL), "xlsx"),
        (make_office(WORD), "docx"),
        (make_office(POWERPOINT), "pptx"),
        (b"Trust,Number\nA,1\n", "text"),
        ("Trust,Number\nÄ,1\n".encode(), "text"),
        ("Trust,Number\n£,1\n".encode("cp1252"), "text"),
        (b"\xef\xbb\xbfTrust,Number\n", "text"),
    ],
)
def test_accepted_types_are_known_by_their_content(content, found):
    assert what_it_is(BytesIO(content)) == found


@pytest.mark.parametrize(
    "parts",
    [
        (WORD, "word/vbaProject.bin"),
        (EXCEL, "xl/macrosheets/sheet1.xml"),
        (POWERPOINT, "ppt/activeX/activeX1.xml"),
        (WORD, "word/embeddings/oleObject1.bin"),
    ],
)
def test_office_files_with_something_that_runs_are_told_apart(parts):
    assert what_it_is(BytesIO(make_office(*parts))) == "active"


def test_office_file_that_calls_itself_one_with_macros_is_told_apart():
    assert what_it_is(BytesIO(make_office(WORD, listed=f'<Override ContentType="{MACROS}"/>'))) == "active"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><title>Page</title>",
        b"\n  <svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"\xef\xbb\xbf<script>alert(1)</script>",
        b"<?xml version='1.0'?><a/>",
        b"MZ\x90\x00\x03\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
        b"GIF89a\x01\x00",
        b"PK\x03\x04 and then nothing of a zip",
        make_office("readme.txt"),
        make_office(WORD, listed=" " * 1_000_001),
        make_office(*(f"word/{number}.xml" for number in range(5_000)), WORD),
    ],
)
def test_anything_else_is_nothing(content):
    assert what_it_is(BytesIO(content)) == ""


def test_zip_without_a_list_of_parts_is_no_office_file():
    content = make_office(WORD).replace(LIST_OF_PARTS.encode(), b"[Content_Types].xmx")

    assert what_it_is(BytesIO(content)) == ""


@pytest.mark.parametrize(
    "name", ["run.exe", "page.html", "drawing.svg", "book.xlsm", "old.doc", "pdf", ".pdf", "a.pdf.js"]
)
def test_names_of_other_types_are_refused(name):
    assert type_of(name) is None


def test_extension_counts_in_capitals_too():
    assert type_of("MINUTES.PDF") == TYPES["pdf"]
