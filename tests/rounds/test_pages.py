"""My quarter, the quarters and one quarter, as each role meets them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Deliverer
from pssdash.reporting.models import ReportingPeriod, Source
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
Q3 = Quarter(2020, 3)


def get(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))


def test_my_quarter_lists_every_national_update_for_an_editor(client):
    period, target, other = make_period(), make_target(), make_target()
    make_update(target, period, state="submitted", submitted_at=NOON)

    page = get(client, make_user(EDITOR), "my_quarter")

    work = page.context["rounds"][0].national
    assert [(task.name, task.status) for task in work.tasks] == [
        (target.ref, "submitted"),
        (other.ref, "not_started"),
    ]
    assert work.first_unfinished.name == other.ref
    assert "1 of 2 submitted or approved" in page.content.decode()


def test_my_quarter_begins_with_what_was_sent_back(client):
    period, _, returned = make_period(), make_target(), make_target()
    make_update(returned, period, state="sent_back")

    page = get(client, make_user(EDITOR), "my_quarter")

    assert page.context["rounds"][0].national.first_unfinished.name == returned.ref
    assert f"Begin with {returned.ref}, which was sent back" in page.content.decode()


@pytest.mark.parametrize("covers_programmes", [True, False])
def test_closed_quarter_says_what_can_still_come(client, covers_programmes):
    period = make_period(state="closed", covers_programmes=covers_programmes)

    page = get(client, make_user(EDITOR), "quarter", period.quarter).content.decode()

    assert ("the values of measures can still come, with a reason" in page) is covers_programmes


def test_my_quarter_shows_one_state_alone_and_still_counts_all(client):
    period, target, other = make_period(), make_target(), make_target()
    make_update(target, period, state="sent_back")
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("my_quarter"), {"state": "sent_back"})

    work = page.context["rounds"][0].national
    assert [task.name for group in work.shown for task in group.tasks] == [target.ref]
    assert [number for state, _, number in work.counts if state == "not_started"] == [1]
    assert f">{other.ref} " not in page.content.decode()
    assert client.get(reverse("my_quarter"), {"state": "late"}).status_code == 404


def test_my_quarter_shows_the_note_of_what_was_sent_back(client):
    make_update(make_target(), make_period(), state="sent_back", sent_back_note="Give the number of trusts")

    page = get(client, make_user(EDITOR), "my_quarter")

    assert "Sent back: Give the number of trusts" in page.content.decode()


def test_my_quarter_puts_the_oldest_submission_first_and_marks_the_approvers_own(client):
    period, approver, editor = make_period(), make_user(APPROVER), make_user(EDITOR)
    late = make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON.replace(hour=15))
    early = make_update(make_target(), period, by=approver, state="submitted", submitted_at=NOON)

    waiting = get(client, approver, "my_quarter").context["waiting"]

    assert [(item.ref, item.is_own) for item in waiting] == [
        (early.target.ref, True),
        (late.target.ref, False),
    ]


def test_my_quarter_names_the_quarter_of_what_waits_and_says_where_it_is_a_correction(client):
    target, period = make_target(), make_period("Q2 2020/21")
    make_update(target, period, state="approved", approved_by=make_user(APPROVER))
    publish(period)
    make_update(target, period, version=2, correction_reason="A slip", state="submitted", submitted_at=NOON)

    page = get(client, make_user(APPROVER), "my_quarter").content.decode()

    assert "England, Q2 2020/21 (Jul–Sep 2020), a correction. Submitted by" in page


@pytest.mark.parametrize(("role", "is_led"), [(EDITOR, True), (APPROVER, True), (SUBMITTER, False)])
def test_my_quarter_leads_the_national_team_to_the_quarters_next_steps(client, role, is_led):
    period = make_period()

    page = get(client, make_user(role), "my_quarter").content.decode()

    assert (reverse("quarter", args=[period.quarter]) in page) is is_led


def test_my_quarter_gives_a_submitter_only_what_their_organisation_delivers(client):
    collaborative = make_collaborative(name="North PSC")
    group = make_deliverer(kind=Deliverer.Kind.GROUP, member_kind="collaborative")
    make_period()
    theirs, _ = make_target(deliverers=[group]), make_target()

    page = get(client, make_user(SUBMITTER, organisations=(collaborative,)), "my_quarter")

    (work_group,) = page.context["rounds"][0].local.groups
    assert work_group.heading == "North PSC"
    assert [task.name for task in work_group.tasks] == [theirs.ref]
    assert f"organisation={collaborative.code}" in work_group.tasks[0].url
    assert page.context["rounds"][0].national is None


@pytest.mark.parametrize("state", ["open", "published"])
def test_my_quarter_says_who_links_a_submitter_to_an_organisation(client, state):
    make_period("Q3 2020/21", state)

    page = get(client, make_user(SUBMITTER), "my_quarter")

    assert "You have no organisation yet" in page.content.decode()
    assert "No updates to write" not in page.content.decode()
    assert "own_targets" not in page.context
    linked = make_user(SUBMITTER, organisations=(make_collaborative(),))
    assert "You have no organisation yet" not in get(client, linked, "my_quarter").content.decode()


def test_my_quarter_shows_a_submitters_published_targets_when_no_quarter_is_open(client):
    collaborative = make_collaborative()
    theirs, other = make_target(deliverers=[make_deliverer(member_kind="collaborative")]), make_target()
    publish(make_period("Q2 2020/21"))

    page = get(client, make_user(SUBMITTER, organisations=(collaborative,)), "my_quarter")

    assert [row.ref for row in page.context["own_targets"].data] == [theirs.ref]
    assert other.ref not in page.content.decode()
    assert "No quarter is open" in page.content.decode()


def test_my_quarter_offers_the_next_quarter_when_none_is_open(client):
    publish(make_period("Q2 2020/21"))

    page = get(client, make_user(EDITOR), "my_quarter").content.decode()

    assert "No quarter is open" in page
    assert "Q3 2020/21 (Oct–Dec 2020)" in page
    assert "No quarter is open" in get(client, make_user(APPROVER), "my_quarter").content.decode()


def test_opening_from_the_page_leads_to_my_quarter(client):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    answer = client.post(reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "objectives"}, follow=True)

    assert answer.redirect_chain == [(reverse("my_quarter"), 302)]
    assert ReportingPeriod.objects.get(quarter=Q3).is_open


def test_page_before_an_opening_says_what_it_will_ask_for_and_opens_nothing(client):
    psc = make_collaborative()
    make_target(deliverers=[make_deliverer(kind=Deliverer.Kind.BODY, organisation=psc)])
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "objectives"}).content.decode()

    assert "This will ask 2 organisations for 2 returns, due by 15 January 2021." in page
    assert "This day has passed" in page
    assert f"<li>{psc.name}</li>" in page
    assert not ReportingPeriod.objects.filter(quarter=Q3).exists()


def test_page_before_an_opening_sends_what_was_chosen(client):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))
    form = client.get(
        reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "objectives", "needs_check": "on"}
    ).context["form"]
    sent = {field.name: field.value() for field in form}

    client.post(reverse("quarter_open"), sent)

    period = ReportingPeriod.objects.get(quarter=Q3)
    assert (period.covers_objectives, period.covers_programmes, period.needs_check) == (True, False, True)


def test_page_before_an_opening_asks_no_more_for_more_organisations(client, query_count):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    def look():
        client.get(reverse("quarter_open"), {"quarter": "2020-21-q3", "covers": "both"})

    make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    make_collaborative()
    few = query_count(look)
    for _ in range(9):
        make_collaborative()

    assert query_count(look) == few


@pytest.mark.parametrize("value", ["", "2020-21-q9", "2018-19-q1", "nonsense"])
def test_opening_an_impossible_quarter_says_so_on_the_page(client, value):
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    answers = [
        send(reverse("quarter_open"), {"quarter": value, "covers": "objectives"}) for send in (client.get, client.post)
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    answer = answers[0]
    assert "There is a problem" in answer.content.decode()
    assert ReportingPeriod.objects.count() == 1


def test_publishing_asks_for_the_tick_and_lists_what_is_missing(client):
    period, _ = make_period(), make_target()
    client.force_login(make_user(APPROVER))

    asked = client.post(reverse("quarter_publish", args=[Q3]))

    assert asked.status_code == 422
    assert "Read the list of what is missing" in asked.content.decode()
    (kind,) = asked.context["completeness"].kinds
    assert (kind.missing, kind.missing_by_state) == (1, ["1 not started"])
    period.refresh_from_db()
    assert period.is_open


def test_publishing_with_the_tick_shows_the_quarter_to_readers(client):
    make_period(), make_target()
    reader = make_user(BOARD_MEMBER)
    assert not ReportingPeriod.objects.visible_to(reader).exists()
    client.force_login(make_user(APPROVER))

    client.post(reverse("quarter_publish", args=[Q3]), {"read": "on"})

    assert ReportingPeriod.objects.visible_to(reader).get().quarter == Q3


def test_a_quarter_closes_and_opens_again_only_with_a_reason(client):
    make_period()
    client.force_login(make_user(EDITOR))

    client.post(reverse("quarter_close", args=[Q3]))
    refused = client.post(reverse("quarter_reopen", args=[Q3]), {"reason": ""})
    still_closed = ReportingPeriod.objects.get().state
    client.post(reverse("quarter_reopen", args=[Q3]), {"reason": "A late return"})

    assert refused.status_code == 422 and still_closed == "closed"
    assert ReportingPeriod.objects.get().is_open


def test_checks_change_on_the_page_with_a_reason(client):
    make_period()
    client.force_login(make_user(EDITOR))
    url = reverse("quarter_checks", args=[Q3])

    refused = client.post(url, {"to": "yes", "reason": ""})
    stood = ReportingPeriod.objects.get().needs_check
    done = client.post(url, {"to": "yes", "reason": "Two new approvers"}, follow=True)

    assert refused.status_code == 422 and not stood
    assert "Say why the checks change" in refused.content.decode()
    assert "asks for a check before every approval" in done.content.decode()
    assert "Ask for no check any more" in done.content.decode()


def test_opening_by_mistake_is_taken_back_on_the_page(client):
    make_period(state="closed")
    page = get(client, make_user(EDITOR), "quarter", Q3).content.decode()

    refused = client.post(reverse("quarter_take_back", args=[Q3]), {"reason": " "})
    stood = ReportingPeriod.objects.exists()
    done = client.post(reverse("quarter_take_back", args=[Q3]), {"reason": "By mistake"}, follow=True)

    assert "Take back the opening" in page
    assert refused.status_code == 422 and stood
    assert "Say why the opening is taken back" in refused.content.decode()
    assert done.redirect_chain == [(reverse("quarter_list"), 302)]
    assert not ReportingPeriod.objects.exists()


def test_page_says_why_an_opening_stays(client):
    make_update(make_target(), make_period())

    page = get(client, make_user(EDITOR), "quarter", Q3).content.decode()
    answer = client.post(reverse("quarter_take_back", args=[Q3]), {"reason": "By mistake"}, follow=True)

    why = "The opening of Q3 2020/21 cannot be taken back: progress updates (1) are saved in it."
    assert why in page and why in answer.content.decode()
    assert "Take back the opening" not in page


def test_approver_is_not_offered_what_editors_do(client):
    make_period()

    assert "Opened by mistake" not in get(client, make_user(APPROVER), "quarter", Q3).content.decode()


@pytest.mark.parametrize("role", [BOARD_MEMBER, REGIONAL_LEAD])
def test_readers_have_no_part_in_the_round(client, role):
    make_period()

    for name, args in [("my_quarter", ()), ("quarter_list", ()), ("quarter", (Q3,))]:
        assert get(client, make_user(role), name, *args).status_code == 403


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (EDITOR, "quarter_publish"),
        (APPROVER, "quarter_close"),
        (APPROVER, "quarter_take_back"),
        (APPROVER, "quarter_checks"),
    ],
)
def test_a_step_of_another_role_is_refused(client, role, name):
    make_period()
    client.force_login(make_user(role))

    assert client.post(reverse(name, args=[Q3]), {"read": "on"}).status_code == 403
    assert ReportingPeriod.objects.get().is_open


@pytest.mark.parametrize(
    "name", ["quarter_close", "quarter_publish", "quarter_reopen", "quarter_checks", "quarter_take_back"]
)
def test_steps_are_taken_by_post_only(client, name):
    make_period()

    answer = get(client, make_user(EDITOR, APPROVER), name, Q3)

    assert answer.status_code == 405


@pytest.mark.parametrize("name", ["my_quarter", "quarter_list", "quarter"])
def test_the_number_of_queries_does_not_grow(client, name, query_count):
    period, editor = make_period(), make_user(EDITOR, APPROVER)
    args = (Q3,) if name == "quarter" else ()

    def fill(number):
        for _ in range(number):
            make_update(make_target(), period, by=editor, state="submitted", submitted_at=NOON)

    client.force_login(editor)
    fill(3)
    few = query_count(lambda: client.get(reverse(name, args=args)))
    fill(27)

    assert query_count(lambda: client.get(reverse(name, args=args))) == few


def test_quarter_opened_after_midnight_in_london_says_that_day(client):
    period = make_period("Q2 2020/21", opened_by=make_user(EDITOR))
    period.opened_at = datetime(2020, 6, 30, 23, 30, tzinfo=UTC)
    period.save()
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("quarter_list")).content.decode()

    assert "1 July 2020, National editor" in page


def test_a_quarter_loaded_from_a_report_says_when_that_was_published_and_not_when_it_was_loaded(client):
    source = Source.objects.create(slug="report", kind="document", title="Progress report", published="September 2020")
    publish(make_period("Q2 2020/21", source=source))
    client.force_login(make_user(EDITOR))

    for name, args in [("quarter_list", ()), ("quarter", (Quarter(2020, 2),))]:
        page = client.get(reverse(name, args=args)).content.decode()
        assert "September 2020" in page
        assert f"{NOON.day} {NOON:%B %Y}" not in page


def test_a_published_quarter_says_no_more_how_far_the_writing_was(client):
    make_update(make_target(), make_period())
    publish(ReportingPeriod.objects.get())

    page = get(client, make_user(EDITOR), "quarter", Q3)

    assert [column.name for column in page.context["table"].columns] == ["target", "deliverers"]


def test_quarters_say_what_they_cover(client):
    make_period("Q3 2020/21", covers_programmes=True)
    client.force_login(make_user(EDITOR))

    for name, args in [("quarter_list", ()), ("quarter", (Q3,))]:
        assert "Objectives and programmes" in client.get(reverse(name, args=args)).content.decode()


def test_quarter_loaded_from_an_undated_report_says_no_date(client):
    source = Source.objects.create(slug="report", kind="document", title="Progress report")
    publish(make_period("Q2 2020/21", source=source))
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("quarter_list")).content.decode()

    assert "As that report" in page
    assert ", as that report" not in page
