"""The drawing of a published page is kept, and made anew as soon as what it shows has changed."""

from datetime import date

import pytest

from programmes.actions.narrative import publish_if_corrected
from programmes.models import IllustrativeObservation, PublishedProgramme
from programmes.pages import drawn_pages
from programmes.pages.drawn_pages import draw, drawn_published
from programmes.quarter_pages import page_for
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.programme_pages import freeze, make_figure, make_section, make_text
from tests.factories.programmes import make_measure, make_monthly, make_programmes_period, make_step_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawings(monkeypatch):
    """Each drawing that is made."""
    made, draw = [], drawn_pages.draw
    monkeypatch.setattr(drawn_pages, "draw", lambda *args: made.append(args) or draw(*args))
    return made


@pytest.fixture
def measure():
    """One with an illustrative history."""
    measure = make_measure()
    make_figure(measure=measure)
    for month in range(1, 10):
        start = date(2024, month, 1)
        IllustrativeObservation.objects.create(measure=measure, start=start, end=start.replace(day=28), value=60.5)
    return measure


def drawn(measure):
    return drawn_published(measure.workstream.programme, ReportingPeriod.objects.get())


def test_a_published_page_is_drawn_once_and_then_costs_few_queries(measure, drawings, django_assert_max_num_queries):
    freeze(make_programmes_period("Q2 2024/25"))
    first = drawn(measure)

    with django_assert_max_num_queries(7) as captured:
        again = drawn(measure)

    assert again == first and len(drawings) == 1
    assert not any('"content"' in query["sql"] for query in captured.captured_queries)


def test_removed_illustrative_values_are_gone_at_once(measure):
    freeze(make_programmes_period("Q2 2024/25"))
    assert "Illustrative data (not part of the publication)" in drawn(measure).body

    IllustrativeObservation.objects.all().delete()

    assert "llustrative" not in drawn(measure).body


def test_real_values_take_the_place_of_illustrative_ones_at_once(measure):
    freeze(make_programmes_period("Q2 2024/25"))
    assert "60.5%" in drawn(measure).body

    make_monthly(measure, [70.0, 71.0], begin=date(2024, 7, 1))

    body = drawn(measure).body
    assert "60.5%" not in body and "71%" not in body


def test_a_step_change_is_drawn_at_once(measure, drawings):
    freeze(make_programmes_period("Q2 2024/25"))
    drawn(measure)

    make_step_change(measure, date(2024, 5, 1))

    drawn(measure)
    assert len(drawings) == 2


def test_a_correction_is_shown_at_once():
    period, section = make_programmes_period("Q2 2024/25"), make_section()
    make_text(section, period, "First words")
    freeze(period)
    assert "First words" in drawn_published(section.programme, period).body
    text = make_text(section, period, "Second words", version=2, correction_reason="A slip")

    publish_if_corrected(entry=text, by=make_user(APPROVER))

    now = drawn_published(section.programme, period)
    assert "Second words" in now.body and now.version == 2


def test_a_draft_is_drawn_once_until_anything_of_it_changes(measure, monkeypatch):
    period, drawings = make_programmes_period("Q2 2024/25"), []
    build = drawn_pages.build_programme
    monkeypatch.setattr(drawn_pages, "build_programme", lambda *args: drawings.append(args) or build(*args))
    programme = measure.workstream.programme
    first = draw(page_for(period, programme), period)
    assert draw(page_for(period, programme), period) is first and len(drawings) == 1

    IllustrativeObservation.objects.filter(start=date(2024, 9, 1)).update(value=61.25)

    now = draw(page_for(period, programme), period)
    assert "61.25" in now.body and "61.25" not in first.body


def test_a_programme_that_was_not_published_is_not_drawn():
    period = freeze(make_programmes_period("Q2 2024/25"))

    assert drawn_published(make_section().programme, period) is None
    assert PublishedProgramme.objects.count() == 0
