import re
from datetime import date

import django_tables2
import pytest
from django.template import Context, Template
from django_tables2 import RequestConfig

from pssdash.ui.exports import table_response
from pssdash.ui.tables import DateColumn, NumberColumn, RagColumn, StatusColumn, Table

ROWS = [
    {"ref": "A", "rag": "red", "status": "sent_back", "due": date(2020, 3, 31), "notes": 2},
    {"ref": "B", "rag": "green", "status": "draft", "due": date(2021, 6, 5), "notes": 10},
    {"ref": "C", "rag": None, "status": None, "due": None, "notes": None},
]


class Example(Table):
    caption = "Examples"
    ref = django_tables2.Column("Reference")
    rag = RagColumn("RAG")
    status = StatusColumn("Status", orderable=False)
    due = DateColumn("Due")
    notes = NumberColumn("Notes")


def draw(rf, table, url="/", **paginate):
    request = rf.get(url)
    RequestConfig(request, paginate=paginate or False).configure(table)
    return Template("{% load django_tables2 %}{% render_table table %}").render(
        Context({"table": table, "request": request})
    )


def test_table_has_caption_roles_and_a_row_header(rf):
    html = draw(rf, Example(ROWS))

    assert "<caption" in html
    assert html.count('role="columnheader"') == 5
    assert html.count('role="rowheader"') == 3
    assert html.count('role="cell"') == 12


def test_row_header_can_be_another_column(rf):
    table = Example(ROWS)
    table.row_header = "due"

    assert re.search(r'<th class="[^"]*app-table__date" scope="row"', draw(rf, table))


def test_cells_show_words_dates_and_dashes(rf):
    html = draw(rf, Example(ROWS))

    assert "app-rag--red" in html
    assert "Sent back</strong>" in html
    assert ">5 Jun 2021<" in html
    assert html.count(">—<") == 4


def test_sort_links_say_the_order_and_keep_the_other_parameters(rf):
    html = draw(rf, Example(ROWS), "/?theme=in&sort=-due&page=1", per_page=2)

    assert html.count("aria-sort") == 1
    assert 'aria-sort="descending"' in html
    assert 'href="?theme=in&amp;sort=due"' in html
    assert 'href="?theme=in&amp;sort=notes"' in html


def test_column_that_cannot_be_sorted_has_no_link(rf):
    assert "sort=status" not in draw(rf, Example(ROWS))


def test_pages_keep_the_other_parameters(rf):
    html = draw(rf, Example(ROWS), "/?theme=in&page=2", per_page=1)

    assert 'href="?theme=in&amp;page=1" class="nhsuk-pagination__previous"' in html
    assert 'href="?theme=in&amp;page=3" class="nhsuk-pagination__next"' in html
    assert html.count('aria-current="page"') == 1


def test_single_page_has_no_pagination(rf):
    assert "nhsuk-pagination" not in draw(rf, Example(ROWS), per_page=25)


def test_table_without_rows_says_so(rf):
    assert "There is nothing to show." in draw(rf, Example([]))
    assert "No targets match." in draw(rf, Example([], empty_text="No targets match."))


def test_scroll_layout_can_be_reached_by_keyboard(rf):
    table = Example(ROWS)
    table.layout = "scroll"

    html = draw(rf, table)

    assert 'role="region" aria-label="Examples" tabindex="0"' in html
    assert "nhsuk-table--responsive" not in html


def test_text_in_a_cell_is_escaped(rf):
    html = draw(rf, Example([ROWS[0] | {"ref": "<script>", "status": "<b>"}]))

    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("column", ["ref", "rag", "due", "notes"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_orderable_column_sorts_both_ways(rf, column, sign):
    html = draw(rf, Example(ROWS[:2]), f"/?sort={sign}{column}")

    first = {"ref": "A", "rag": "B", "due": "A", "notes": "A"}[column]
    assert ('app-table__value">A' in html.split("<tbody")[1].split("</tr>")[0]) == ((first == "A") == (sign == ""))


def test_file_has_words_numbers_and_dates_of_all_pages():
    table = Example(ROWS)
    table.paginate(per_page=1)

    lines = table_response(table, "csv", "examples").content.decode().splitlines()

    assert lines == [
        "Reference,RAG,Status,Due,Notes",
        "A,Red,Sent back,2020-03-31,2",
        "B,Green,Draft,2021-06-05,10",
        "C,,,,",
    ]
