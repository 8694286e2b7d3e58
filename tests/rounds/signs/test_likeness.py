"""How alike two texts are, and what differs."""

import pytest

from pssdash.rounds.signs.likeness import differences, is_nearly, likeness

FORTY = " ".join(f"word{number}" for number in range(40))


def with_changed(number: int) -> str:
    return " ".join([*(f"new{each}" for each in range(number)), *FORTY.split()[number:]])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The pilot began", "The pilot began", 1),
        ("The pilot began.", "the PILOT began", 1),
        ("The pilot, began", "The   pilot\nbegan!", 1),
        ("One two three four", "One two three five", 0.75),
        ("One two", "One two three four", 2 * 2 / 6),
        ("One two", "two one", 0.5),
        ("One", "Two", 0),
        ("", "One", 0),
        ("", "", 1),
    ],
)
def test_likeness_is_the_share_of_words_in_common(first, second, expected):
    assert likeness(first, second) == pytest.approx(expected)


def test_four_words_of_forty_are_nearly_the_same_and_five_are_not():
    assert is_nearly(FORTY, with_changed(4))
    assert not is_nearly(FORTY, with_changed(5))


def test_frequent_words_of_a_long_text_count_too():
    long = "the team met " * 100

    assert likeness(long, f"{long} again") > 0.99


@pytest.mark.parametrize("number", ["1,200", "12.5%", "£3"])
def test_another_number_is_another_word(number):
    assert likeness(f"It reached {number} sites", "It reached 4 sites") == pytest.approx(0.75)


def test_differences_are_quoted():
    before, after = "12 trusts began in Leeds", "47 trusts began soon"

    assert differences(before, after) == "“12” became “47”; “in leeds” became “soon”"


def test_differences_say_what_is_new_and_what_is_gone():
    assert differences("We met twice", "We met") == "“twice” is gone"
    assert differences("We met", "We met twice") == "“twice” is new"


def test_differences_of_the_same_words_are_none():
    assert differences("We met.", "we met") == ""


def test_differences_beyond_the_third_are_counted_and_long_ones_cut():
    before = "a x b x c x d x e"
    after = "1 x 2 x 3 x 4 x 5"

    assert differences(before, after).endswith("“c” became “3”; and 2 more")
    assert differences("", FORTY) == f"“{FORTY[:59].rstrip()}…” is new"
