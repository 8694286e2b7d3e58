from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string


def draw(name, **parameters):
    return render_to_string(f"components/{name}.html", parameters)


def rating(colour, label, sentence=""):
    return SimpleNamespace(rag=colour, label=label, sentence=sentence)


@pytest.mark.parametrize("colour", ["red", "amber", "green", "complete", "not_rated"])
def test_rag_tag_has_word_shape_and_colour(colour):
    html = draw("rag_tag", rag=colour)

    assert f"app-rag--{colour}" in html
    assert f"{colour.replace('_', ' ').capitalize()}</strong>" in html
    assert "<svg" in html


def test_each_colour_has_a_shape_of_its_own():
    shapes = {
        draw("rag_shape", colour=colour).replace(colour, "")
        for colour in ["red", "amber", "green", "complete", "not_rated"]
    }

    assert len(shapes) == 5


def test_rag_tag_of_a_rating_says_why_it_is_not_rated():
    html = draw("rag_tag", rag=rating("not_rated", "Not rated: no date set"))

    assert "app-rag--not_rated" in html
    assert "Not rated: no date set</strong>" in html


def test_voices_show_both_and_the_reason():
    html = draw("rag_voices", computed=rating("amber", "Amber"), reported="green", reason="An earlier date")

    assert html.index("Computed") < html.index("Amber</strong>") < html.index("Reported")
    assert html.index("Reported") < html.index("Green</strong>") < html.index("An earlier date")


def test_voices_say_that_nothing_was_reported():
    assert "none reported" in draw("rag_voices", computed="red", reported=None)


def test_voices_say_that_a_reviewer_agrees():
    html = draw("rag_voices", computed="green", reported="green", is_reviewed=True)

    assert html.index("Reviewer") < html.index("agrees")


def test_voices_show_a_reviewer_who_differs_and_why():
    html = draw(
        "rag_voices", computed="green", reported="green", is_reviewed=True, reviewer="red", reviewer_reason="Staff left"
    )

    assert html.index("Reviewer") < html.index("Red</strong>") < html.index("Staff left")
    assert "agrees" not in html


def test_voices_leave_out_a_reviewer_whom_there_is_none_of():
    assert "Reviewer" not in draw("rag_voices", computed="red", reported=None)


def test_rag_reason_says_the_colour_once():
    html = draw("rag_reason", rating=rating("red", "Red", "Red: due 31 Mar 2020."))

    assert html.count("Red") == 1
    assert "Due 31 Mar 2020." in html


def test_heat_cell_reads_its_row_and_rating_and_shows_a_letter():
    html = draw("heat_cell", rag=rating("complete", "Complete"), about="SC-1", url="/objectives/SC-1/")

    assert 'aria-hidden="true">C</span>' in html
    assert "SC-1 Complete</span>" in html
    assert 'href="/objectives/SC-1/"' in html


def test_heat_cell_without_a_rating_says_so():
    html = draw("heat_cell", rag=None, about="SC-1")

    assert "app-heat__cell--none" in html
    assert "SC-1 nothing for this quarter" in html


def test_history_shows_the_time_of_a_moment_but_not_of_a_date():
    events = [
        SimpleNamespace(
            what="Approved",
            when=datetime(2020, 7, 1, 9, 5, tzinfo=UTC),
            who="Approver",
            changes=[("Due", "", "x")],
        ),
        SimpleNamespace(what="Added", when=date(2020, 6, 1)),
    ]

    html = draw("history", events=events)

    assert "10:05 on 1 July 2020</time>, Approver" in html
    assert "1 June 2020</time>" in html
    assert "<del>nothing</del>" in html


def test_word_diff_marks_with_elements_and_words():
    html = Template("{% load ui %}{% word_diff 'at 40' 'at 43' %}").render(Context())

    assert '<del class="app-diff__del"><span class="nhsuk-u-visually-hidden">[Removed: </span>40' in html
    assert '<ins class="app-diff__ins"><span class="nhsuk-u-visually-hidden">[Added: </span>43' in html


def test_block_tags_keep_their_content_and_escape_their_headings():
    html = Template("{% load ui %}{% details why %}<p>Inside</p>{% enddetails %}").render(Context({"why": "<b>"}))

    assert "<p>Inside</p>" in html
    assert "&lt;b&gt;" in html


def test_summary_list_action_says_what_it_changes():
    html = draw("summary_list", rows=[{"key": "Deadline", "value": "x", "url": "/d/"}, {"key": "Owner", "value": "y"}])

    assert 'Change<span class="nhsuk-u-visually-hidden"> Deadline</span>' in html
    assert html.count("nhsuk-summary-list__row--no-actions") == 1


def test_quarter_switcher_selects_the_quarter_and_keeps_the_rest(rf):
    quarters = [SimpleNamespace(slug="2020-21-q3"), SimpleNamespace(slug="2020-21-q2")]
    context = Context({"request": rf.get("/?theme=in&quarter=x"), "quarters": quarters, "quarter": quarters[1]})

    html = Template("{% load ui %}{% quarter_switcher quarters quarter '/board/' %}").render(context)

    assert '<option value="2020-21-q2" selected>' in html
    assert html.count("selected") == 1
    assert '<input type="hidden" name="theme" value="in">' in html
    assert 'name="quarter" value' not in html
    assert 'action="/board/"' in html


def test_breadcrumbs_need_a_url_for_each_text():
    with pytest.raises(ValueError, match="zip"):
        Template("{% load ui %}{% breadcrumbs 'Board' '/board/' 'Regions' %}").render(Context())
