"""Which targets are exceptions, in which order, and what is said of them."""

from datetime import date

from pssdash.board.exceptions import exceptions_in, missing
from pssdash.board.tables import ExceptionTable
from pssdash.reporting.rag import Rag
from tests.factories.rows import make_row


def test_red_and_amber_by_the_rule_or_by_report_are_exceptions():
    rows = [
        make_row("SC-1.1", rag=Rag.GREEN),
        make_row("SC-1.2", rag=Rag.AMBER),
        make_row("SC-1.3", rag=Rag.GREEN, reported_rag=Rag.RED),
        make_row("SC-1.4", rag=Rag.NOT_RATED),
        make_row("SC-1.5", rag=Rag.RED, reported_rag=Rag.GREEN),
    ]

    assert [row.ref for row in exceptions_in(rows).rows] == ["SC-1.3", "SC-1.5", "SC-1.2"]


def test_what_a_reviewer_rates_red_or_amber_is_an_exception_and_counts_as_without_action():
    doubted = make_row("SC-1.2", rag=Rag.GREEN, reported_rag=Rag.GREEN, is_reviewed=True, reviewer_rag=Rag.AMBER)
    agreed = make_row("SC-1.1", rag=Rag.GREEN, reported_rag=Rag.GREEN, is_reviewed=True)

    exceptions = exceptions_in([agreed, doubted])

    assert exceptions.rows == (doubted,)
    assert exceptions.summary.endswith("1 has no recovery action")


def test_a_reviewers_better_rating_hides_no_exception():
    row = make_row(rag=Rag.AMBER, reported_rag=Rag.RED, is_reviewed=True, reviewer_rag=Rag.GREEN)

    assert (row.worst_rag, exceptions_in([row]).rows) == (Rag.RED, (row,))


def test_table_names_all_voices_and_their_reasons():
    row = make_row(
        rag=Rag.AMBER, reported_rag=Rag.GREEN, rag_reason="Nearly there", is_reviewed=True, reviewer_rag=Rag.RED,
        reviewer_reason="Staff left",
    )  # fmt: skip

    cells = dict(next(iter(ExceptionTable([row]).rows)).items())

    names = {column.name: value for column, value in cells.items()}
    assert "Reviewer: " in names["reported_rag"] and "Red</strong>" in names["reported_rag"]
    assert "Reported: Nearly there" in names["why"] and "Reviewer: Staff left" in names["why"]


def test_among_equals_the_longest_overdue_comes_first_and_what_has_no_date_last():
    rows = [
        make_row("SC-1.1", rag=Rag.RED, end=None),
        make_row("SC-1.2", rag=Rag.RED, end=date(2020, 6, 30)),
        make_row("SC-1.3", rag=Rag.RED, end=date(2020, 3, 31)),
    ]

    assert [row.ref for row in exceptions_in(rows).rows] == ["SC-1.3", "SC-1.2", "SC-1.1"]


def test_the_first_five_stand_apart_and_the_others_are_grouped_by_colour():
    reds = [make_row(f"SC-1.{place}", rag=Rag.RED) for place in range(1, 7)]
    ambers = [make_row("SC-2.1", rag=Rag.AMBER)]

    exceptions = exceptions_in(reds + ambers)

    assert list(exceptions.first) == reds[:5]
    assert list(exceptions.others) == [reds[5], *ambers]
    assert exceptions.others_by_rag == [(Rag.RED, [reds[5]]), (Rag.AMBER, ambers)]


def test_the_summary_says_how_many_have_no_action():
    rows = [make_row(f"SC-1.{place}", rag=Rag.RED, action="Hire" if place > 2 else "") for place in range(1, 8)]

    assert exceptions_in(rows).summary == (
        "The first 5 of 7, the worst and longest overdue first; 2 have no recovery action"
    )
    assert exceptions_in(rows[2:4]).summary.startswith("2 in all")
    assert exceptions_in(rows[2:4]).summary.endswith("none has no recovery action")


def test_what_a_document_does_not_give_is_said_to_be_missing_there():
    assert missing(make_row(from_document=True)) == "None recorded in the source"
    assert missing(make_row(from_document=False)) == "None recorded"
