from datetime import date

import pytest

from programmes.charts.events import Event, cut, event_list, letter, place_events, rows_of
from programmes.charts.labels import LineLabel, line_labels, spread
from programmes.charts.legend import columns, legend_height
from programmes.charts.text import safe, text_width, wrapped

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def test_labels_that_have_room_stay_at_their_lines():
    assert spread([20, 60, 100], [16] * 3, 200) == [20, 60, 100]


def test_labels_that_would_overlap_move_apart_around_their_middle():
    assert spread([100, 104], [16, 16], 200) == [94, 110]
    assert spread([100, 104, 118], [16] * 3, 200) == pytest.approx([91.3, 107.3, 123.3], abs=0.1)


def test_labels_stay_within_the_plot():
    assert spread([0, 2], [16, 16], 200) == [8, 24]
    assert spread([199, 200], [16, 32], 200) == [160, 184]


def test_label_says_how_far_it_moved_from_its_line():
    labels = [LineLabel(50, "Mean", "#000000"), LineLabel(51, "Target", "#de1b1b")]

    lower, upper = line_labels(labels, (0, 100), 200, "y")

    assert (lower["text"], lower["y"], lower["yshift"]) == ("Mean", 50, -7)
    assert (upper["text"], upper["y"], upper["yshift"]) == ("Target", 51, 7)


def test_events_far_apart_share_a_row():
    placed = place_events([Event(date(2024, 1, 5), "First"), Event(date(2024, 6, 1), "Second")], YEAR, 600, False)

    assert [each.row for each in placed] == [0, 0]


def test_the_earlier_of_two_close_events_stands_above_the_later():
    events = [Event(date(2024, 2, 1), "A long text about it"), Event(date(2024, 2, 20), "Another")]

    placed = place_events(events, YEAR, 600, False)

    assert [(each.text, each.row) for each in placed] == [("A long text about it", 1), ("Another", 0)]
    assert rows_of(placed) == 2


def test_text_of_a_late_event_stands_left_of_its_line():
    (placed,) = place_events([Event(date(2024, 12, 20), "Winter pressures")], YEAR, 600, False)

    assert not placed.starts_at_line


def test_narrow_chart_has_letters_and_a_list_that_explains_them():
    events = [Event(date(2024, 2, 1), "Guidance", "Feb 2024"), Event(date(2024, 6, 1), "Training", "Jun 2024")]

    assert [each.text for each in place_events(events, YEAR, 280, True)] == ["A", "B"]
    assert event_list(events) == ("A, Feb 2024: Guidance", "B, Jun 2024: Training")
    assert [letter(place) for place in (25, 26, 27)] == ["Z", "AA", "AB"]


def test_long_text_is_cut_between_words():
    assert cut("One two three four", text_width("One two three", 13, bold=True)) == "One two…"


def test_text_is_broken_between_words():
    assert wrapped("Ambition by March 2025", 90, 13) == ["Ambition by", "March 2025"]


def test_what_people_wrote_is_no_markup():
    assert safe("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"


def test_legend_takes_one_row_where_it_fits_and_columns_otherwise():
    names = ["Mean", "Process limits", "Special cause: improvement"]

    assert len(columns(names, 600)) == 3
    assert len(set(columns(names, 300))) == 1
    assert legend_height(names, 300) > 2 * legend_height(names, 600)
