import csv
import io
from datetime import UTC, date, datetime

import pandas
import pytest

from pssdash.ui import exports


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def read_xlsx(content):
    return pandas.read_excel(io.BytesIO(content), engine="calamine")


def test_csv_quotes_commas_quotes_and_lines():
    content = exports.to_csv(["a", "b"], [['one, "two"', "line\nline"]])

    assert content == b'a,b\r\n"one, ""two""","line\nline"\r\n'


def test_csv_is_plain_utf_8():
    assert exports.to_csv(["quarter"], [["Jul–Sep"]]) == "quarter\r\nJul–Sep\r\n".encode()


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@cmd", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_csv_never_starts_a_text_as_a_formula(text):
    assert read_csv(exports.to_csv(["a"], [[text]]))[1] == [f"'{text}"]


def test_csv_leaves_negative_numbers_and_writes_dates_as_iso():
    assert read_csv(exports.to_csv(["n", "d", "none"], [[-3, date(2020, 3, 31), None]]))[1] == [
        "-3",
        "2020-03-31",
        "",
    ]


def test_csv_writes_a_moment_in_local_time():
    assert exports.csv_cell(datetime(2020, 7, 1, 23, 30, tzinfo=UTC)) == "2020-07-02T00:30:00"


def test_xlsx_keeps_numbers_and_dates_as_such():
    sheet = read_xlsx(exports.to_xlsx(["n", "d"], [[-3, date(2020, 3, 31)], [4.5, date(2021, 1, 1)]]))

    assert list(sheet["n"]) == [-3, 4.5]
    assert list(sheet["d"]) == [pandas.Timestamp(2020, 3, 31), pandas.Timestamp(2021, 1, 1)]


def test_xlsx_keeps_a_formula_as_text():
    sheet = read_xlsx(exports.to_xlsx(["a"], [["=1+1"], ["https://example.org"]]))

    assert list(sheet["a"]) == ["=1+1", "https://example.org"]


def test_xlsx_without_rows_has_its_headings():
    assert list(read_xlsx(exports.to_xlsx(["a", "b"], []))) == ["a", "b"]


def test_file_response_names_the_file():
    response = exports.file_response(["a"], [[1]], "csv", "objectives-2020-21-q2")

    assert response["Content-Disposition"] == 'attachment; filename="objectives-2020-21-q2.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_file_response_refuses_another_format():
    with pytest.raises(KeyError):
        exports.file_response(["a"], [[1]], "pdf", "x")
