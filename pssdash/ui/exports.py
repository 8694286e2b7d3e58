"""A table as a file: CSV (RFC 4180, plain UTF-8) or an Excel workbook.

Text that a spreadsheet would run as a formula stays text: in CSV an apostrophe is put before it, in a
workbook the cell is written as a string.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import django_tables2
import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# With their full-width twins, which a spreadsheet set to Chinese or Japanese reads alike.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WIDEST = 60


def table_response(table: django_tables2.Table, file_format: str, name: str) -> HttpResponse:
    """All rows of the table, not just this page's, as the file `name`.csv or `name`.xlsx to download."""
    headings, *rows = table.as_values()
    return file_response(headings, rows, file_format, name)


def file_response(headings: Sequence[str], rows: Iterable[Sequence[Any]], file_format: str, name: str) -> HttpResponse:
    """The rows as a download. `file_format` is "csv" or "xlsx" (else KeyError); `name` has no ending."""
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{file_format}")}
    write = {"csv": to_csv, "xlsx": to_xlsx}[file_format]
    return HttpResponse(write(headings, rows), content_type=TYPES[file_format], headers=headers)


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Comma-separated values with CRLF line ends; dates as 2020-03-31, nothing for None."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def csv_cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return local(value).isoformat() if isinstance(value, date) else value


def to_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet: bold frozen headings with filters, typed cells, fitting columns."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet()
    formats = {
        "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
    }
    sheet.write_row(0, 0, headings, formats["heading"])
    widths = [len(heading) for heading in headings]
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            write_cell(sheet, last, column, value, formats)
            widths[column] = max(widths[column], len(str("" if value is None else value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 3, WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    book.close()
    return output.getvalue()


def write_cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | date | None):
        value = str(value)
    if isinstance(value, date):
        sheet.write_datetime(row, column, local(value), formats["date"])
    elif isinstance(value, str):
        sheet.write_string(row, column, value, formats["text"])
    else:
        sheet.write(row, column, value, formats["text"])


def local(value: date) -> date:
    """A moment as the service's clock showed it, all that a spreadsheet can hold; a date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value)
    return value
