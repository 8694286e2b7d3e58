"""Filters and order."""

from datetime import date

import pytest

from pssdash.rounds.signs.tables import DriftTable, DueTable, SilenceTable
from tests.factories.objectives import make_objective, make_target
from tests.rounds.signs.pages.reading import NAMES, approve, overdue, refs, text_of, two_quarters, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("silence", "?sign=unchanged", 2),
        ("silence", "?sign=no_update", 0),
        ("silence", "?q=summary sc-1.1", 1),
        ("drift", "?rag=red", 1),
        ("drift", "?rag=amber", 1),
        ("drift", "?lasting=long", 1),
        ("drift", "?q=zebra", 0),
        ("ahead", "?due=2020-21-q4", 1),
        ("ahead", "?due=2021-22-q1", 0),
    ],
)
def test_filters_narrow_the_list(reader, name, query, expected):
    objective = make_objective(ref="SC-1")
    red, amber = overdue(objective=objective), make_target(objective=objective, deadline="by 31 March 2021")
    two_quarters(red, amber)

    assert len(refs(reader().get(url(name, query=query)))) == expected


def test_a_filter_that_is_shown_can_be_taken_away(reader):
    two_quarters(overdue())

    assert "Sign: Text unchanged" in text_of(reader().get(url("silence", query="?sign=unchanged")))


@pytest.mark.parametrize("name", NAMES)
def test_a_mistaken_filter_says_so_and_shows_no_rows(reader, name):
    two_quarters(make_target(deadline="by 31 January 2021"), overdue())

    client = reader()
    page = text_of(client.get(url(name, query="?chapter=nowhere")))

    assert "There is a problem" in page
    assert "No row is shown" in page
    assert client.get(url(name, query="export.csv?chapter=nowhere")).url == url(name, query="?chapter=nowhere")


@pytest.mark.parametrize(("name", "table"), [("silence", SilenceTable), ("drift", DriftTable), ("ahead", DueTable)])
@pytest.mark.parametrize("way", ["", "-"])
def test_every_column_sorts_both_ways(reader, name, table, way):
    targets = [overdue(), make_target(deadline="by 31 January 2021", objective=make_objective())]
    period = two_quarters(*targets)
    approve(make_target(deadline="by 28 February 2021"), period, forecast=date(2021, 5, 31), status="paused")
    client = reader()

    for column in (name for name, each in table.base_columns.items() if name not in table._meta.exclude):
        page = client.get(url(name, query=f"?sort={way}{column}"))
        rows = [row.record for row in page.context["table"].rows]
        keys = [table.KEYS[column](row) for row in rows if table.KEYS[column](row) is not None]
        assert rows
        assert keys == sorted(keys, reverse=bool(way))
