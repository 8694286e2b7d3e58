"""What evidence may be, and the words for what it may not."""

import pytest

from pssdash.reporting.entries.evidence import accepting
from pssdash.reporting.entries.evidence.accepting import NotAccepted, accept
from tests.factories.evidence import PDF, make_office, make_upload


def test_type_is_found_and_not_believed():
    found = accept(make_upload("minutes.pdf"))

    assert (found.name, found.content_type, found.size) == ("minutes.pdf", "application/pdf", len(PDF))


def test_fingerprint_is_that_of_the_whole_content():
    content = b"a,b\n" * 100_000

    found = accept(make_upload("a.csv", content))

    assert found.fingerprint == "4bbd4842ba1ae94c67f868ee7973a35c712d7986f8aa1f3c9236cd0fc176db1f"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.html", b"<html>", "“page.html” is of a type that is not accepted. Choose a file that is PDF, PNG"),
        ("book.xlsm", make_office("xl/workbook.xml"), "is of a type that is not accepted"),
        ("minutes.pdf", b"Not a PDF", "“minutes.pdf” is called a PDF, but its content is not that"),
        ("notes.txt", b"<svg onload=x>", "is called plain text, but its content is not that"),
        ("photo.png", PDF, "is called a PNG picture, but its content is not that"),
        ("book.xlsx", make_office("word/document.xml"), "is called an Excel workbook, but"),
        ("book.xlsx", make_office("xl/workbook.xml", "xl/vbaProject.bin"), "holds macros or embedded programs"),
        ("empty.txt", b"", "“empty.txt” is empty"),
        (f"{'n' * 150}.pdf", PDF, "The file’s name is longer than 150 characters"),
    ],
)
def test_refusals_say_what_is_wrong(name, content, words):
    with pytest.raises(NotAccepted) as refused:
        accept(make_upload(name, content))

    assert words in str(refused.value)


def test_largest_file_is_accepted_and_one_byte_more_is_not(monkeypatch):
    monkeypatch.setattr(accepting, "LARGEST_FILE", len(PDF))
    accept(make_upload())

    with pytest.raises(NotAccepted, match="the most is"):
        accept(make_upload(content=PDF + b" "))


def test_hidden_letters_in_a_name_are_dropped():
    assert accept(make_upload("min\u202efdp.exe\u202c.pdf")).name == "minfdp.exe.pdf"
