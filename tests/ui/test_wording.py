from types import SimpleNamespace

import pytest

from pssdash.ui.wording import reason, wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (SimpleNamespace(label="Not rated: no date set"), "Not rated: no date set"),
        ("sent_back", "Sent back"),
        ("not_rated", "Not rated"),
        (None, ""),
    ],
)
def test_wording_prefers_the_label(value, words):
    assert wording(value) == words


@pytest.mark.parametrize(
    ("sentence", "without_colour"),
    [
        ("Red: due 31 Mar 2020, no forecast.", "Due 31 Mar 2020, no forecast."),
        ("Late: due 31 Mar 2020.", "Late: due 31 Mar 2020."),
        ("No forecast.", "No forecast."),
    ],
)
def test_reason_drops_only_the_colour(sentence, without_colour):
    assert reason(SimpleNamespace(rag="red", sentence=sentence)) == without_colour
