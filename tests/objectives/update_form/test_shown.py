"""What the form shows: which ratings readers see, last time’s words, how the update comes out, each milestone."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.objectives.update_form.sending import filled, line_field, url_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_national", "choice", "hint"),
    [
        (True, "No rating of my own: the computed one stands", "Readers see the computed one and yours."),
        (False, "No rating of my own", "Readers see yours, not the computed one."),
    ],
)
def test_form_says_which_ratings_readers_see(client, period, is_national, choice, hint):
    collaborative = make_collaborative()
    target = make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    user = make_user(EDITOR) if is_national else make_user(SUBMITTER, organisations=(collaborative,))
    client.force_login(user)

    page = client.get(url_of(target, period), None if is_national else {"organisation": collaborative.code})

    rating = page.context["page"].form.fields["reported_rag"]
    assert rating.choices[0] == ("", choice)
    assertContains(page, hint)


def test_form_begins_empty_beside_what_was_published_last(client, target, period, editor):
    before = make_period("Q2 2020/21")
    make_update(target, before, state=EntryState.APPROVED, approved_by=make_user(APPROVER), progress="Told before")
    publish(before)

    page = client.get(url_of(target, period))

    assertContains(page, "Last time, Q2 2020/21 (Jul–Sep 2020)")
    assertContains(page, "Told before")
    assert page.context["page"].form["progress"].value() in (None, "")


def test_last_time_is_the_last_quarter_with_an_update(client, target, period, editor):
    before = make_period("Q1 2020/21")
    make_update(target, before, state=EntryState.APPROVED, approved_by=make_user(APPROVER), progress="Told before")
    publish(before)
    publish(make_period("Q2 2020/21"))

    page = client.get(url_of(target, period))

    assert page.context["page"].last.quarter == before.quarter


def test_page_shows_how_the_saved_update_comes_out(client, target, period, editor):
    client.post(url_of(target, period), filled(target, period) | {line_field(target, "forecast"): "30 April 2022"})

    page = client.get(url_of(target, period))

    assert page.context["page"].row.rating.label == "Amber"
    assertContains(page, page.context["page"].row.rating.sentence)


def test_one_milestone_looks_as_if_there_were_none(client, target, period, editor):
    page = client.get(url_of(target, period))

    assertNotContains(page, "Commitment 1")


def test_several_milestones_have_a_block_each(client, target, period, editor):
    make_milestone(target, "by 30 June 2022")

    page = client.get(url_of(target, period))

    assertContains(page, "1 of 2: Commitment 1")
    assertContains(page, "2 of 2: Commitment 2")


def test_milestone_that_ended_in_the_quarter_is_not_asked_about(client, target, period, editor):
    make_milestone(target, ended_quarter=period.quarter, ended_as="withdrawn", ended_reason="No longer needed")

    page = client.get(url_of(target, period))

    assert len(page.context["page"].blocks) == 1


def test_update_that_missed_the_publication_says_where_its_news_belong(client, target, period, editor):
    publish(period)

    assertContains(client.get(url_of(target, period)), "It was published without this one")


def test_form_of_a_closed_quarter_is_not_shown_but_its_words_are(client, target, period, editor):
    make_update(target, period, progress="Words of a draft")
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    page = client.get(url_of(target, period))

    assertContains(page, "Words of a draft")
    assertContains(page, "Q3 2020/21 is closed")
    assertNotContains(page, "Save draft")


def test_page_takes_as_many_queries_for_few_targets_as_for_many(client, target, period, editor, query_count):
    make_update(target, period, by=make_user(EDITOR))
    few = query_count(lambda: client.get(url_of(target, period)))
    for _ in range(20):
        make_update(make_target(), period, by=editor)
    for _ in range(8):
        make_milestone(target)

    assert query_count(lambda: client.get(url_of(target, period))) == few
