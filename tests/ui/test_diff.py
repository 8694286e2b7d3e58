from pssdash.ui.diff import Part, compare


def changed(parts):
    return [part.text for part in parts if part.is_changed]


def test_compare_marks_only_the_words_that_differ():
    left, right = compare("given to 40 trusts", "given to 43 trusts")

    assert (changed(left), changed(right)) == (["40"], ["43"])


def test_compare_keeps_every_space_and_line_of_both_texts():
    before, after = "one  two\n\nthree ", " one two\nfour"

    left, right = compare(before, after)

    assert "".join(part.text for part in left) == before
    assert "".join(part.text for part in right) == after


def test_compare_with_an_empty_text_marks_all_of_the_other():
    assert compare("", "new text") == ([], [Part("new text", True)])


def test_compare_marks_words_that_changed_in_a_row_as_one_change():
    left, right = compare("the quick start in 40 trusts goes on", "the slow end in 40 trusts goes on")

    assert (changed(left), changed(right)) == (["quick start"], ["slow end"])


def test_compare_does_not_mark_the_space_before_an_added_word():
    left, right = compare("given to 40 trusts", "given to all 40 trusts")

    assert (changed(left), "".join(changed(right)).strip()) == ([], "all")


def test_compare_marks_nothing_in_two_texts_that_have_little_in_common():
    before, after = "Staff were consulted and a draft is out", "Every trust has named its lead for the work"

    assert compare(before, after) == ([Part(before, False)], [Part(after, False)])


def test_compare_marks_a_short_value_that_shares_nothing():
    left, right = compare("In progress", "Complete")

    assert (changed(left), changed(right)) == (["In progress"], ["Complete"])
