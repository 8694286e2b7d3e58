"""Objectives by quarter."""

from pssdash.board.heat_map import heat_map
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from tests.factories.rows import make_row

Q1, Q2 = Quarter(2020, 1), Quarter(2020, 2)


def test_a_cell_is_the_worst_rated_target_of_its_objective():
    rows = [make_row("SC-1.1", rag=Rag.GREEN), make_row("SC-1.2", rag=Rag.RED), make_row("SC-1.3", rag=Rag.NOT_RATED)]

    (row,) = heat_map({Q2: rows}).themes[0].rows

    assert row.cells[0].rating.rag is Rag.RED
    assert row.not_rated == "1 of 3"
    assert row.cells[0].about == "SC-1 in Q2 2020/21 (Jul–Sep 2020), 1 of 3 not rated:"
    assert row.cells[0].url == "/objectives/SC-1/?quarter=2020-21-q2"


def test_an_objective_is_complete_only_when_all_targets_are():
    rows = [make_row("SC-1.1", rag=Rag.COMPLETE), make_row("SC-1.2", rag=Rag.NOT_RATED)]

    (row,) = heat_map({Q2: rows}).themes[0].rows

    assert row.cells[0].rating.rag is Rag.NOT_RATED


def test_quarters_run_from_the_oldest_to_the_newest():
    rows = {Q2: [make_row("SC-1.1", rag=Rag.GREEN)], Q1: [make_row("SC-1.1", rag=Rag.RED, quarter=Q1)]}

    heat = heat_map(rows)

    assert heat.quarters == (Q1, Q2)
    assert [cell.rating.rag for cell in heat.themes[0].rows[0].cells] == [Rag.RED, Rag.GREEN]
    assert heat.columns == 4


def test_an_objective_that_was_not_in_force_has_an_empty_cell():
    rows = {Q1: [make_row("SC-1.1", quarter=Q1)], Q2: [make_row("SC-1.1"), make_row("SC-2.1")]}

    _, later = heat_map(rows).themes[0].rows

    assert later.ref == "SC-2"
    assert [cell.rating is None for cell in later.cells] == [True, False]


def test_titles_are_those_of_the_last_quarter_that_has_the_objective():
    rows = {
        Q1: [make_row("SC-1.1", quarter=Q1, objective="Old words")],
        Q2: [make_row("SC-1.1", objective="New words")],
    }

    assert heat_map(rows).themes[0].rows[0].title == "New words"


def test_themes_and_objectives_stand_in_the_order_of_the_strategy():
    rows = [
        make_row("IN-1.1", theme="Insight", theme_slug="insight", order=(3, 1, 1)),
        make_row("SC-10.1", order=(1, 10, 1)),
        make_row("SC-2.1", order=(1, 2, 1)),
    ]

    themes = heat_map({Q2: rows}).themes

    assert [(theme.name, [row.ref for row in theme.rows]) for theme in themes] == [
        ("Safety culture", ["SC-2", "SC-10"]), ("Insight", ["IN-1"])
    ]  # fmt: skip
