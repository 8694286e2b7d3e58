"""The board page as its readers meet it."""

from functools import partial

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_objective, make_period, make_target, make_update, publish

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2020, 2), Quarter(2020, 3)


@pytest.fixture
def reader(client):
    client.force_login(make_user(BOARD_MEMBER))
    return client


def approved(target, period, approver, **fields):
    return make_update(target, period, state="approved", approved_by=approver, approved_at=NOON, **fields)


def test_board_shows_the_latest_published_quarter_also_to_an_editor(client):
    make_target()
    publish(make_period("Q2 2020/21"))
    make_period("Q3 2020/21")
    client.force_login(make_user(EDITOR))

    answer = client.get(reverse("board"))

    assert answer.context["page"].period.quarter == Q2
    assert "Draft: not published" not in answer.content.decode()


def test_board_without_a_published_quarter_says_what_would_be_here(reader):
    make_period("Q3 2020/21")

    page = reader.get(reverse("board")).content.decode()

    assert "No quarter has been published yet" in page
    assert "Draft for" not in page


def test_board_without_a_published_quarter_leads_the_national_team_to_the_draft(client):
    make_period("Q3 2020/21")
    client.force_login(make_user(APPROVER))

    assert reverse("board_quarter", args=[Q3]) in client.get(reverse("board")).content.decode()


def test_draft_says_that_it_is_one(client):
    make_target()
    make_period("Q3 2020/21")
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("board_quarter", args=[Q3])).content.decode()

    assert "Draft: not published" in page
    assert "Q3 2020/21 (Oct–Dec 2020)" in page


def test_draft_is_not_there_for_a_board_member(reader):
    publish(make_period("Q2 2020/21"))
    make_period("Q3 2020/21")

    assert reader.get(reverse("board_quarter", args=[Q3])).status_code == 404
    assert reader.get(reverse("board"), {"quarter": "2020-21-q3"}).status_code == 404
    assert Q3 not in reader.get(reverse("board")).context["chosen"].quarters


def test_switcher_leads_to_the_page_of_the_quarter(reader):
    publish(make_period("Q2 2020/21"))

    answer = reader.get(reverse("board"), {"quarter": "2020-21-q2"})

    assert answer["Location"] == "/board/2020-21-q2/"
    assert reader.get(reverse("board"), {"quarter": "nonsense"}).status_code == 404


def test_published_page_keeps_its_words_when_the_strategy_is_reworded(reader):
    target = make_target(deadline="by 31 March 2020", summary="Words of the time")
    publish(make_period("Q2 2020/21"))
    target.summary = "Words of today"
    target.save()

    page = reader.get(reverse("board")).content.decode()

    assert "Words of the time" in page
    assert "Words of today" not in page


def test_exception_shows_both_ratings_with_reason_action_owner_and_date(reader):
    target, period = make_target(deadline="by 31 March 2020"), make_period("Q2 2020/21")
    approved(target, period, make_user(APPROVER), reported_rag="amber", rag_reason="A date is near", action="Hire two",
             action_owner="Director of safety", action_due="2020-12-31")  # fmt: skip
    publish(period)

    page = reader.get(reverse("board")).content.decode()

    assert "not complete, no forecast" in page
    for words in ("Reported: A date is near", "Hire two", "Director of safety", "31 Dec 2020"):
        assert words in page


def test_exception_without_recovery_says_none_recorded(reader):
    make_target(deadline="by 31 March 2020")
    publish(make_period("Q2 2020/21"))

    assert reader.get(reverse("board")).content.decode().count("None recorded") == 3


def test_quarter_before_is_the_last_published_one(reader):
    approver, target = make_user(APPROVER), make_target(deadline="by 30 June 2020")
    publish(make_period("Q4 2019/20"))
    period = make_period("Q2 2020/21")
    approved(target, period, approver, status="complete")
    publish(period)

    page = reader.get(reverse("board")).context["page"]

    assert page.changes.since == Quarter(2019, 4)
    assert [group.heading for group in page.changes.groups] == ["Newly complete"]
    assert [row.label for row in page.quarters] == ["Q2 2020/21 (Jul–Sep 2020)", "Q4 2019/20 (Jan–Mar 2020)"]
    assert "In Q4 2019/20 (Jan–Mar 2020)" in page.headline


def test_quarters_run_from_the_newest_back_and_two_years_at_most(reader):
    make_target()
    for number in range(10):
        publish(make_period((Quarter(2020, 1) + number).short))

    page = reader.get(reverse("board")).context["page"]

    assert page.changes.since == Quarter(2022, 1)
    assert page.heat_map.quarters == tuple(Quarter(2020, 3) + number for number in range(8))
    assert [row.label[:10] for row in page.quarters[:3]] == ["Q2 2022/23", "Q1 2022/23", "Q4 2021/22"]


def test_first_quarter_has_nothing_to_compare_with(reader):
    publish(make_period("Q2 2020/21"))

    answer = reader.get(reverse("board"))

    assert answer.context["page"].changes is None
    assert "There is no earlier quarter" in answer.content.decode()


def test_earlier_page_shows_nothing_of_later_quarters(reader):
    make_target()
    publish(make_period("Q2 2020/21"))
    publish(make_period("Q3 2020/21"))

    page = reader.get(reverse("board_quarter", args=[Q2])).context["page"]

    assert page.heat_map.quarters == (Q2,)
    assert page.changes is None


def test_corrected_row_is_the_one_that_counts_in_earlier_quarters(reader):
    target = make_target(deadline="by 30 June 2020")
    period = publish(make_period("Q2 2020/21"))
    first = target.published_rows.get()
    content = {**first.content, "summary": "Corrected"}
    target.published_rows.create(
        objective=target.objective, period=period, version=2, computed_rag=Rag.RED, content=content,
        correction_reason="A slip",
    )  # fmt: skip
    publish(make_period("Q3 2020/21"))

    page = reader.get(reverse("board")).context["page"]

    assert [row.total for row in page.quarters] == [1, 1]


def test_tiles_lead_to_the_filtered_list(reader):
    make_target(deadline="by 31 March 2020")
    publish(make_period("Q2 2020/21"))

    page = reader.get(reverse("board")).content.decode()

    assert '<a class="app-tile__label" href="/objectives/?quarter=2020-21-q2&amp;rag=red">Red</a>' in page


@pytest.mark.parametrize("is_draft", [False, True])
def test_board_takes_as_many_queries_for_many_targets_and_quarters_as_for_few(client, query_count, is_draft):
    client.force_login(make_user(EDITOR))
    objective, quarter, counts = make_objective(), Quarter(2020, 1), []
    for targets, quarters in ((3, 2), (27, 4)):
        for _ in range(targets):
            make_target(objective=objective, deadline="by 31 March 2020")
        for _ in range(quarters):
            publish(make_period(quarter.short))
            quarter = quarter.next
        shown = quarter if is_draft else quarter.previous
        draft = make_period(quarter.short) if is_draft else None
        url = reverse("board_quarter", args=[shown])
        client.get(url)
        counts.append(query_count(partial(client.get, url)))
        if draft:
            draft.delete()

    assert counts[0] == counts[1]
