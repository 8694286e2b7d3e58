"""Writing down a new deadline, and the page on which an editor enters what needs no approver."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from objectives.actions.deadlines import enter_deadline
from objectives.models import DeadlineChange
from objectives.quarter_rows import rows_for, to_content
from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.deadline_reading import reading_of
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.changes import change_deadline
from pssdash.reporting.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target, publish

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
TYPED = {
    "deadline": "by 30 June 2021", "reason": "Clinics were shut", "agreed_by": "National Director",
    "decided_on": "12 January 2021",
}  # fmt: skip


@pytest.fixture
def milestone(period):
    return make_target(deadline="by 31 December 2020").milestones.get()


@pytest.fixture
def undated(period):
    return make_target(deadline="to be confirmed").milestones.get()


def move(milestone, by, *, to="by 30 June 2021", decided_on=date(2020, 12, 15), action=change_deadline, **fields):
    values = {"reason": "Clinics were shut", "agreed_by": "National Director"} | fields
    with transaction.atomic():
        return action(milestone=milestone, deadline=parse_deadline(to), decided_on=decided_on, by=by, **values)


def page_of(milestone):
    return reverse("strategy_milestone_deadline", args=[milestone.pk])


def contents(period):
    return [to_content(row) for row in rows_for(period)]


def test_move_counts_in_the_quarter_of_the_decision_and_shows_old_and_new(milestone, period, editor):
    move(milestone, editor)

    row = rows_for(period)[0].milestones[0]
    assert (row.deadline.text, row.deadline.end) == ("by 30 June 2021", date(2021, 6, 30))
    assert row.original_deadline.text == "by 31 December 2020"
    assert [(each.old, each.new, each.reason, each.agreed_by, each.decided_on) for each in row.moves] == [
        ("by 31 December 2020", "by 30 June 2021", "Clinics were shut", "National Director", date(2020, 12, 15))
    ]  # fmt: skip


def test_move_decided_after_the_quarter_leaves_it_as_it_was(milestone, period, editor):
    before = contents(period)

    move(milestone, editor, decided_on=date(2021, 1, 1))

    assert contents(period) == before


def test_move_leaves_a_published_quarter_as_it_was(milestone, period, editor):
    publish(period)
    before = contents(period)

    move(milestone, editor, decided_on=date(2020, 12, 15))

    assert contents(period) == before
    assert rows_for(make_period("Q4 2020/21"))[0].milestones[0].deadline.text == "by 30 June 2021"


def test_second_move_starts_from_the_first(milestone, editor):
    move(milestone, editor, decided_on=date(2020, 11, 1))

    second = move(milestone, editor, to="by 30 September 2021", decided_on=date(2020, 12, 1))

    assert (second.old_text, second.old_end) == ("by 30 June 2021", date(2021, 6, 30))


def test_move_writes_its_entry_in_the_trail(milestone, editor):
    move(milestone, editor)

    event = AuditEvent.objects.get()
    assert (event.by, event.reason) == (editor, "Clinics were shut")
    assert event.subject == f"objective/{milestone.target.objective.ref}"
    assert {each["field"]: (each["before"], each["after"]) for each in event.changes} == {
        "deadline": ("by 31 December 2020", "by 30 June 2021"),
        "ends": ("2020-12-31", "2021-06-30"),
        "agreed by": ("", "National Director"),
        "decided on": ("", "2020-12-15"),
        "counts from": ("", "Q3 2020/21"),
    }


def test_move_decided_in_an_earlier_quarter_counts_from_the_open_one(milestone, editor):
    move(milestone, editor, decided_on=date(2020, 5, 1))

    assert AuditEvent.objects.get().changes[-1] == {"field": "counts from", "before": "", "after": "Q3 2020/21"}


def test_move_is_never_changed_and_a_mistake_is_corrected_by_another(milestone, period, editor):
    mistaken = move(milestone, editor, to="by 30 June 2031")
    mistaken.deadline_text = "by 30 June 2021"

    with pytest.raises(WrittenOnce):
        mistaken.save()
    move(milestone, editor, to="by 30 June 2021", reason="The year was mistyped")

    assert rows_for(period)[0].milestones[0].deadline.text == "by 30 June 2021"
    assert DeadlineChange.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"to": "by 31 April 2021"}, "31 April 2021"),
        ({"to": "by Q5 2020/21"}, "Q5"),
        ({"decided_on": date(2021, 2, 2)}, "in the future"),
        ({"to": "by 31 December 2020"}, "the deadline already"),
        ({"reason": " "}, "Say why"),
        ({"agreed_by": ""}, "who agreed"),
    ],
)
def test_move_is_refused_with_the_reason(milestone, editor, what, words):
    with pytest.raises(Refused, match=words):
        move(milestone, editor, **what)

    assert not DeadlineChange.objects.exists()


@pytest.mark.parametrize("text", ["ongoing", "to be confirmed", "after the national review is published"])
def test_move_to_a_deadline_without_a_date_is_taken(milestone, period, editor, text):
    move(milestone, editor, to=text)

    row = rows_for(period)[0]
    assert (row.milestones[0].deadline.text, row.milestones[0].deadline.end) == (text, None)
    assert row.rating.label == "Not rated: no date set"


def test_move_of_what_has_ended_is_refused(period, editor):
    ended = {"ended_quarter": period.quarter, "ended_as": "withdrawn", "ended_reason": "Over"}
    milestone = make_milestone(make_target(), **ended)

    with pytest.raises(Refused, match="withdrawn in Q3 2020/21"):
        move(milestone, editor)


def test_move_that_would_count_in_a_closed_quarter_is_refused_and_a_later_one_taken(milestone, period, editor):
    period.state = ReportingPeriod.State.CLOSED
    period.save()

    for day in (date(2020, 12, 15), date(2020, 5, 1)):
        with pytest.raises(Refused, match="Q3 2020/21 is closed"):
            move(milestone, editor, decided_on=day)
    move(milestone, editor, decided_on=date(2021, 1, 15))

    assert DeadlineChange.objects.get().decided_on == date(2021, 1, 15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by June 2021", "ends 30 June 2021"),
        ("from Q2 2019/20", "starts 1 July 2019, at the latest 30 September 2019; no end"),
        ("to be confirmed", "no date yet: it is to be confirmed"),
        ("ongoing", "no date: it is ongoing"),
        ("annually", "no end: it recurs"),
        ("", "no date"),
        ("soonish", "no date: it cannot be read (No date can be read in “soonish”)"),
    ],
)
def test_reading_says_what_the_product_goes_by(text, words):
    assert reading_of(parse_deadline(text)) == words


@pytest.mark.parametrize("old", ["", "to be confirmed", "soonish"])
def test_first_deadline_is_entered_without_an_approver(period, editor, old):
    milestone = make_target(deadline=old).milestones.get()

    entered = move(milestone, editor, action=enter_deadline)

    assert (entered.old_text, entered.deadline_text) == (old, "by 30 June 2021")


def test_same_date_in_other_words_is_entered_without_an_approver(period, editor):
    milestone = make_target(deadline="by 30 Jun 2021").milestones.get()

    move(milestone, editor, action=enter_deadline)

    assert rows_for(period)[0].milestones[0].deadline.text == "by 30 June 2021"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by 31 December 2020", "by 30 June 2021"),
        ("by 30 June 2031", "by 30 June 2021"),
        ("by 31 December 2020", "ongoing"),
        ("by 31 December 2020", "to be confirmed"),
        ("after the national review is published", "after the second review is published"),
        ("ongoing", "by 30 June 2021"),
        ("from Q2 2019/20", "from Q3 2019/20"),
    ],
)
def test_deadline_that_is_set_is_not_changed_without_an_approver(period, editor, old, new):
    milestone = make_target(deadline=old).milestones.get()

    with pytest.raises(Refused, match="an approver decides"):
        move(milestone, editor, to=new, action=enter_deadline)

    assert not DeadlineChange.objects.exists()


def test_earlier_day_of_decision_is_no_way_around_the_approver(undated, editor):
    move(undated, editor, to="by 31 March 2021", decided_on=date(2021, 1, 12))

    with pytest.raises(Refused, match="an approver decides"):
        move(undated, editor, decided_on=date(2020, 11, 1), action=enter_deadline)


def test_page_leads_to_a_request_where_an_approver_decides(client, milestone, editor):
    answer = client.post(page_of(milestone), TYPED)

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "an approver decides" in words
    assert f'href="{reverse("objective_move", args=[milestone.pk])}"' in words
    assert not DeadlineChange.objects.exists()


def test_page_asks_to_confirm_how_the_deadline_is_read(client, undated, editor):
    page = client.post(page_of(undated), TYPED)

    words = page.content.decode()
    assert "We read this as: ends 30 June 2021." in words
    assert "It counts from Q4 2020/21 (Jan–Mar 2021)." in words
    assert 'value="by 30 June 2021"' in words
    assert not DeadlineChange.objects.exists()


def test_page_records_what_was_confirmed(client, undated, editor):
    seen = client.post(page_of(undated), TYPED).context["form"]["seen"].value()

    answer = client.post(page_of(undated), TYPED | {"seen": seen}, follow=True)

    moved = DeadlineChange.objects.get()
    assert answer.redirect_chain == [(page_of(undated), 302)]
    assert (moved.deadline_end, moved.decided_on, moved.recorded_by) == (date(2021, 6, 30), date(2021, 1, 12), editor)
    assert "It counts from Q4 2020/21 (Jan–Mar 2021)." in answer.content.decode()


def test_page_asks_again_when_the_wording_changed_after_the_preview(client, undated, editor):
    seen = client.post(page_of(undated), TYPED).context["form"]["seen"].value()

    answer = client.post(page_of(undated), TYPED | {"seen": seen, "deadline": "by 30 June 2022"})

    assert "We read this as: ends 30 June 2022." in answer.content.decode()
    assert not DeadlineChange.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"deadline": "by June 2021\x00"}, "Null characters are not allowed"),
        ({"deadline": "soonish"}, "This cannot be read as a deadline"),
        ({"deadline": "by June 2021 " * 20}, "at most 200 characters"),
        ({"deadline": ""}, "Write the deadline, or “to be confirmed”"),
        ({"decided_on": "March 2021"}, "“March 2021” is not a day"),
        ({"decided_on": "before 5 January 2021"}, "is not a day"),
        ({"decided_on": "2 February 2021"}, "This day is in the future"),
        ({"reason": ""}, "Say why it moves"),
        ({"agreed_by": ""}, "Say who agreed to it"),
    ],
)
def test_page_keeps_what_was_typed_and_says_what_is_wrong(client, milestone, editor, typed, message):
    answer = client.post(page_of(milestone), TYPED | typed)

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in words
    assert message in words
    assert "National Director" in words or "agreed_by" in typed
    assert not DeadlineChange.objects.exists()


def test_page_shows_the_original_every_move_and_the_one_in_force(client, milestone, editor):
    move(milestone, editor, decided_on=date(2020, 11, 1))
    move(milestone, editor, to="by 30 September 2021", decided_on=date(2021, 1, 12))

    history = client.get(page_of(milestone)).context["history"]

    assert (history.original, history.in_force) == ("by 31 December 2020", "by 30 June 2021")
    assert [(each.new, each.counts_from.short) for each in history.moves] == [
        ("by 30 September 2021", "Q4 2020/21"), ("by 30 June 2021", "Q3 2020/21")
    ]  # fmt: skip


def test_page_says_that_a_late_entry_counts_only_after_the_published_quarter(client, milestone, period, editor):
    publish(period)
    move(milestone, editor, decided_on=date(2020, 11, 1))

    (entry,) = client.get(page_of(milestone)).context["history"].moves

    assert entry.counts_from.short == "Q4 2020/21"


def test_page_warns_that_a_later_decision_stays_in_force(client, milestone, editor):
    move(milestone, editor, to="by 30 September 2021", decided_on=date(2021, 1, 20))

    words = client.post(page_of(milestone), TYPED | {"deadline": "September 2021"}).content.decode()

    assert "“by 30 September 2021” was decided later, on 20 January 2021" in words


def test_page_is_for_the_strategys_editors(client, milestone):
    client.force_login(make_user(APPROVER))

    assert client.get(page_of(milestone)).status_code == 403


def test_page_of_no_milestone_is_not_found(client, editor):
    for number in (0, 99_999_999, 10**30):
        assert client.get(f"/strategy/milestones/{number}/deadline/").status_code == 404
