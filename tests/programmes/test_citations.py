"""Numbers in narrative texts lead to what they cite: on live pages, published ones and for those who write."""

import pytest
from django.urls import reverse

from programmes.actions.narrative import problems_of
from programmes.citations import citable, places
from programmes.models import NarrativeSection
from pssdash.accounts.roles import BOARD_MEMBER, EDITOR
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.programme_pages import Q2, enter, make_framework, make_model, make_section, make_stated, make_text
from tests.factories.programmes import (
    make_measure,
    make_programme,
    make_programmes_period,
    make_workstream,
    publish_pages,
)

pytestmark = pytest.mark.django_db
FIGURES = "/programmes/alpha/figures/?quarter=2024-25-q2#treated"


@pytest.fixture
def workstream():
    return make_workstream(programme=make_programme(slug="alpha", name="Alpha"))


@pytest.fixture
def period(workstream):
    """A quarter from a report that states one figure."""
    stated = make_stated(677, slug="treated", workstream=workstream, unit="women", text="Women treated.")
    return make_programmes_period("Q2 2024/25", source=stated.source)


def make_told(workstream, period, text, **fields):
    return make_text(make_section(workstream=workstream, **fields), period, text)


def page_for(client, role=BOARD_MEMBER):
    client.force_login(make_user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("programme", args=["alpha"], query={"quarter": "2024-25-q2"})).content.decode()


def test_number_of_a_live_text_leads_to_its_stated_figure(client, workstream, period):
    make_told(workstream, period, "They treated [677](treated) women.")

    assert f'They treated <a href="{FIGURES}">677</a> women.' in page_for(client, EDITOR)


def test_number_of_a_published_text_leads_there_too(client, workstream, period):
    make_told(workstream, period, "They treated [677](treated) women.")
    publish_pages(period)

    assert f'They treated <a href="{FIGURES}">677</a> women.' in page_for(client)
    version = client.get(reverse("published_programme", args=["alpha", Quarter(2024, 2), 1])).content.decode()
    assert f'<a href="{FIGURES}">677</a>' in version


def test_summary_in_the_list_of_programmes_reads_as_plain_words(client, workstream, period):
    make_told(workstream, period, "They treated [677](treated) women.", kind=NarrativeSection.Kind.SUMMARY)
    publish_pages(period)
    client.force_login(make_user(BOARD_MEMBER))

    assert "They treated 677 women." in client.get(reverse("programme_list")).content.decode()


def test_each_kind_of_record_leads_to_its_page(workstream, period):
    make_model(workstream=workstream, slug="lives")
    make_framework(workstream=workstream, slug="way")
    make_measure(workstream=workstream, slug="rate")

    found = places(citable(workstream.programme, period), "alpha", period.quarter)

    assert found["treated"] == FIGURES
    assert found["lives"] == "/programmes/alpha/outcomes/lives/?quarter=2024-25-q2"
    assert found["way"] == "/programmes/alpha/phases/way/?quarter=2024-25-q2"
    assert found["rate"] == "/measures/rate/"


def test_outcome_comes_before_a_measure_of_the_same_name(workstream, period):
    make_measure(workstream=workstream, slug="lives")
    make_model(workstream=workstream, slug="lives")

    assert citable(workstream.programme, period)["lives"].route == "outcome"


def test_records_of_other_programmes_and_reports_cannot_be_cited(workstream, period):
    make_stated(3, slug="elsewhere", workstream=make_workstream())
    make_measure(workstream=make_workstream(), slug="not-ours")
    other = make_programmes_period("Q3 2024/25")

    assert {"elsewhere", "not-ours"}.isdisjoint(citable(workstream.programme, period))
    assert "treated" not in citable(workstream.programme, other)


def test_text_that_cites_what_is_not_there_cannot_be_submitted(workstream, period):
    text = make_told(workstream, period, "[677](treated) women, [13](nobody) and [14](nothing)")

    assert problems_of(text) == {
        "text": "Nothing here is called nobody and nothing: the names stand in the list below the text"
    }


def test_text_that_cites_what_is_there_can_be_submitted(workstream, period):
    assert problems_of(make_told(workstream, period, "[677](treated) women")) == {}


def test_writer_sees_what_can_be_cited_and_where_it_leads(client, workstream):
    period = make_programmes_period("Q2 2024/25")
    enter(make_model(workstream=workstream, slug="lives", name="Lives saved").result, 22, quarter=Q2)
    section = make_section(workstream=workstream)
    make_text(section, period, "They saved [22](lives).", state="draft", approved_at=None, source=None)
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("narrative_text", args=["alpha", section.slug, period.quarter])).content.decode()

    assert '<code>lives</code> <span class="app-line">Lives saved</span>' in page
    assert 'They saved <a href="/programmes/alpha/outcomes/lives/?quarter=2024-25-q2">22</a>.' in page


def test_text_of_last_time_leads_to_the_figures_of_its_own_quarter(client, workstream, period):
    text = make_told(workstream, period, "They treated [677](treated) women.")
    publish_pages(period)
    now = make_programmes_period("Q3 2024/25")
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("narrative_text", args=["alpha", text.section.slug, now.quarter])).content.decode()

    assert f'They treated <a href="{FIGURES}">677</a> women.' in page
