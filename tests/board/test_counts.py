"""Counts by computed RAG, and the sentence made of them."""

from functools import partial

from pssdash.board.counts import count_by_quarter, count_by_theme, count_row, headline, list_url
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from tests.factories.rows import QUARTER, make_row


def rows_rated(*rags: Rag) -> list:
    return [make_row(f"SC-1.{place}", rag=rag) for place, rag in enumerate(rags, 1)]


def counted(*rags: Rag, label: str = "All"):
    return count_row(label, rows_rated(*rags), partial(list_url, QUARTER))


def test_each_colour_is_counted_zeros_too():
    row = counted(Rag.RED, Rag.RED, Rag.COMPLETE, Rag.NOT_RATED)

    assert row.total == 4
    assert [(each.rag, each.count) for each in row.counts] == [
        (Rag.RED, 2), (Rag.AMBER, 0), (Rag.GREEN, 0), (Rag.COMPLETE, 1), (Rag.NOT_RATED, 1)
    ]  # fmt: skip


def test_count_leads_to_the_list_of_what_it_counts():
    row = counted(Rag.RED)

    assert row.url == "/objectives/?quarter=2020-21-q2"
    assert row.counts[0].url == "/objectives/?quarter=2020-21-q2&rag=red"


def test_bar_places_the_shares_one_after_the_other():
    bar = counted(Rag.RED, Rag.RED, Rag.GREEN, Rag.COMPLETE).counts

    assert [(each.start, each.width) for each in bar] == [(0, 50), (50, 0), (50, 25), (75, 25), (100, 0)]


def test_bar_of_nothing_has_no_width():
    assert {each.width for each in counted().counts} == {0}


def test_themes_stand_in_the_order_of_the_rows_with_a_filter_each():
    rows = [
        make_row("SC-1.1"),
        make_row("IN-1.1", theme_slug="insight", theme="Insight"),
        make_row("IN-1.2", theme_slug="insight", theme="Insight", rag=Rag.RED),
    ]

    culture, insight = count_by_theme(rows, QUARTER)

    assert (culture.label, culture.total, insight.label, insight.total) == ("Safety culture", 1, "Insight", 2)
    assert insight.counts[0].url == "/objectives/?quarter=2020-21-q2&theme=insight&rag=red"


def test_quarters_are_written_in_full():
    (row,) = count_by_quarter({Quarter(2020, 2): rows_rated(Rag.RED)})

    assert row.label == "Q2 2020/21 (Jul–Sep 2020)"


def test_headline_says_every_count():
    row = counted(Rag.RED, Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREEN, Rag.COMPLETE, Rag.COMPLETE, Rag.NOT_RATED)

    assert headline(row, None) == (
        "2 of 8 targets are Red and 1 is Amber; 2 are Green, 2 are Complete and 1 cannot be rated."
    )


def test_headline_says_none_for_nothing():
    assert headline(counted(Rag.GREEN, Rag.COMPLETE), None) == (
        "None of 2 targets is Red and none is Amber; 1 is Green, 1 is Complete and none cannot be rated."
    )


def test_headline_of_an_empty_quarter_counts_nothing():
    assert headline(counted(), None) == "No target is in force in this quarter."


def test_headline_compares_with_the_quarter_before():
    before = counted(Rag.RED, Rag.RED, Rag.GREEN, label="Q1 2020/21 (Apr–Jun 2020)")

    assert headline(counted(Rag.RED), before).endswith(" In Q1 2020/21 (Apr–Jun 2020) 2 of 3 were Red and none Amber.")
