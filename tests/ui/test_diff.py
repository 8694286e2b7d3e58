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
