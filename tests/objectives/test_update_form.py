"""The update form: what it shows, what it saves, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from objectives.actions.updates import find_update
from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_milestone, make_objective, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer, make_england

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def target(period):
    return make_target(deadline="by 31 March 2022")


@pytest.fixture
def editor(client):
    editor = make_user(EDITOR)
    client.force_login(editor)
    return editor


def url_of(target, period, name="update"):
    return reverse(name, args=[target.ref, period.quarter])


def filled(target, period, **values):
    """What a browser posts: every field, all milestones in progress, from the save that is there now."""
    update = find_update(target, period, make_england())
    blank = ("rag_reason", "action", "action_owner", "action_due", "evidence", "reported_rag")
    data = {name: "" for name in blank} | {"progress": "Typed", "base": last_revision(update)}
    for milestone in target.milestones.all():
        line = {"status": "in_progress", "status_reason": "", "forecast": "", "met_on": ""}
        data |= {f"line-{milestone.pk}-{name}": value for name, value in line.items()}
    return data | values


def line_field(target, name):
    return f"line-{target.milestones.get().pk}-{name}"


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


def test_draft_is_saved_with_everything_typed(client, target, period, editor):
    typed = filled(
        target, period, progress="Typed", reported_rag="amber", rag_reason="Staff left", action="Hire",
        action_owner="Team", action_due="January 2021", evidence="https://example.org/a",
    )  # fmt: skip
    typed[line_field(target, "forecast")] = "31 March 2022"

    response = client.post(url_of(target, period), typed | {"save": ""})

    update = ProgressUpdate.objects.get()
    line = update.lines.get()
    assertRedirects(response, url_of(target, period))
    assert (update.progress, update.reported_rag, update.action_owner) == ("Typed", "amber", "Team")
    assert update.action_due.isoformat() == "2021-01-31"
    assert (line.status, line.forecast_text, line.forecast.isoformat()) == (
        "in_progress",
        "31 March 2022",
        "2022-03-31",
    )


def test_saved_message_says_when(client, target, period, editor, time_machine):
    time_machine.move_to("2021-01-12 14:32:00+00:00", tick=False)

    page = client.post(url_of(target, period), filled(target, period) | {"save": ""}, follow=True)

    assertContains(page, "Saved as a draft at 14:32 on 12 January 2021.")


def test_unchanged_save_of_a_submitted_update_says_that_it_stays_submitted(client, target, period, editor):
    client.post(url_of(target, period), filled(target, period) | {"submit": ""})

    page = client.post(url_of(target, period), filled(target, period) | {"save": ""}, follow=True)

    assertContains(page, "the update stays submitted")


def test_forecast_comes_back_as_it_was_written(client, target, period, editor):
    typed = filled(target, period) | {line_field(target, "forecast"): "Q4  2021/22"}
    client.post(url_of(target, period), typed)

    page = client.get(url_of(target, period))

    assert page.context["page"].form[line_field(target, "forecast")].value() == "Q4 2021/22"


def test_page_shows_how_the_saved_update_comes_out(client, target, period, editor):
    client.post(url_of(target, period), filled(target, period) | {line_field(target, "forecast"): "30 April 2022"})

    page = client.get(url_of(target, period))

    assert page.context["page"].row.rating.label == "Amber"
    assertContains(page, page.context["page"].row.rating.sentence)


def test_page_lists_before_what_a_submission_would_refuse(client, target, period, editor):
    typed = filled(target, period, progress="") | {line_field(target, "status"): ""}
    client.post(url_of(target, period), typed)
    shown = client.get(url_of(target, period)).context["page"].problems

    refused = client.post(
        url_of(target, period), typed | {"base": last_revision(ProgressUpdate.objects.get()), "submit": ""}
    )

    errors = refused.context["page"].form.errors
    assert [text for text, _ in shown] == [text for texts in errors.values() for text in texts]


def test_submission_gives_a_receipt(client, target, period, editor):
    page = client.post(url_of(target, period), filled(target, period) | {"submit": ""}, follow=True)

    assertContains(page, f"{target.ref}, Q3 2020/21, England, version 1.")
    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED


def test_incomplete_submission_saves_the_draft_and_links_each_field(client, target, period, editor):
    page = client.post(url_of(target, period), filled(target, period, progress="") | {"submit": ""})

    assertContains(page, '<a href="#id_progress">Write what was done this quarter</a>')
    assertContains(page, "Saved as a draft")
    assert ProgressUpdate.objects.get().state == EntryState.DRAFT


def test_form_can_be_submitted_once_completed(client, target, period, editor):
    page = client.post(url_of(target, period), filled(target, period, progress="") | {"submit": ""})

    base = page.context["page"].form["base"].value()
    client.post(url_of(target, period), filled(target, period, base=base) | {"submit": ""})

    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("action_due", "the 45th of May"),
        ("evidence", "ftp://example.org"),
        ("action_owner", "x" * 151),
        ("reported_rag", "blue"),
    ],
)
def test_invalid_field_keeps_what_was_typed_and_links_to_it(client, target, period, editor, field, typed):
    page = client.post(url_of(target, period), filled(target, period, **{field: typed}) | {"submit": ""})

    form = page.context["page"].form
    assert form[field].value() == typed
    assert form["progress"].value() == "Typed"
    assertContains(page, "Not saved yet.")
    assertContains(page, f'href="#{form[field].first_id}"')
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("part", ["forecast", "met_on"])
@pytest.mark.parametrize("typed", ["when it suits", "31 April 2021", "31 March 2021" + " or so" * 10])
def test_unreadable_date_of_a_milestone_keeps_what_was_typed(client, target, period, editor, part, typed):
    name = line_field(target, part)

    page = client.post(url_of(target, period), filled(target, period) | {name: typed})

    assert page.context["page"].form[name].value() == typed
    assert page.context["page"].form.errors[name]


def test_nothing_is_met_after_the_quarter_ended(client, target, period, editor):
    name = line_field(target, "met_on")
    status = line_field(target, "status")

    page = client.post(url_of(target, period), filled(target, period) | {name: "1 January 2021", status: "complete"})

    assertContains(page, "This is after the quarter’s end, 31 December 2020.")


def test_closed_quarter_refuses_says_why_and_keeps_the_text(client, target, period, editor):
    typed = filled(target, period, progress="A long evening’s work")
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    page = client.post(url_of(target, period), typed)

    assertContains(page, "Q3 2020/21 is closed", status_code=409)
    assertContains(page, "A long evening’s work</textarea>", status_code=409)
    assert not ProgressUpdate.objects.exists()


def test_update_approved_meanwhile_refuses_says_why_and_keeps_the_text(client, target, period, editor):
    make_update(target, period, state=EntryState.APPROVED, approved_by=make_user(APPROVER), progress="Approved")

    page = client.post(url_of(target, period), filled(target, period, progress="Too late"))

    assertContains(page, "This update is approved and stays as it is.", status_code=409)
    assertContains(page, "Too late</textarea>", status_code=409)
    assert ProgressUpdate.objects.get().progress == "Approved"


def test_form_of_a_closed_quarter_is_not_shown_but_its_words_are(client, target, period, editor):
    make_update(target, period, progress="Words of a draft")
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    page = client.get(url_of(target, period))

    assertContains(page, "Words of a draft")
    assertContains(page, "Q3 2020/21 is closed")
    assertNotContains(page, "Save draft")


def test_text_typed_when_the_session_ended_comes_back(client, target, period, editor):
    page = client.get(url_of(target, period))
    typed = filled(target, period, progress="Typed before lunch") | {"typed_by": page.context["typed_by"]}
    client.logout()
    asked_to_sign_in = client.post(url_of(target, period), typed).url

    page = client.post(asked_to_sign_in, {"username": editor.email, "password": PASSWORD}, follow=True)

    assertContains(page, "Typed before lunch</textarea>")
    assertContains(page, "not saved yet")
    assert not ProgressUpdate.objects.exists()


def test_second_editor_sees_both_versions(client, target, period, editor):
    typed = filled(target, period, progress="Mine is this")
    other = make_user(EDITOR)
    make_update(target, period, by=other, progress="Theirs is that")

    page = client.post(url_of(target, period), typed)

    assertContains(page, f"{other.name} saved {target.ref} before you", status_code=409)
    assertContains(page, "Theirs<span", status_code=409)
    assertContains(page, "Mine<span", status_code=409)
    assert ProgressUpdate.objects.get().progress == "Theirs is that"


def differing(client, target, period):
    """The page of a conflict."""
    typed = filled(target, period, progress="Mine")
    make_update(target, period, by=make_user(EDITOR), progress="Theirs")
    return client.post(url_of(target, period), typed)


def test_keeping_mine_after_a_conflict_saves_it(client, target, period, editor):
    page = differing(client, target, period)

    data = {field.html_name: field.value() or "" for field in page.context["page"].form}
    client.post(url_of(target, period), data | {"save": ""})

    assert ProgressUpdate.objects.get().progress == "Mine"


def test_writing_a_third_after_a_conflict_keeps_all_three(client, target, period, editor):
    page = differing(client, target, period)

    data = {field.html_name: field.value() or "" for field in page.context["page"].form}
    client.post(url_of(target, period), data | {"progress": "Both of us"})

    texts = UpdateRevision.objects.order_by("number").values_list("content__progress", flat=True)
    assert list(texts) == ["Theirs", "Mine", "Both of us"]


def test_form_says_who_saved_a_little_while_ago(client, target, period, editor):
    make_update(target, period, by=make_user(EDITOR))

    assertContains(client.get(url_of(target, period)), "may still be writing")


def test_form_does_not_warn_of_an_old_save_or_of_ones_own(client, target, period, editor, time_machine):
    make_update(target, period, by=editor)
    assertNotContains(client.get(url_of(target, period)), "may still be writing")
    UpdateRevision.objects.all()._raw_delete("default")
    update = ProgressUpdate.objects.get()
    UpdateRevision.objects.create(
        update_of=update, number=1, saved_by=make_user(EDITOR), content={},
        saved_at=timezone.now() - timedelta(minutes=31),
    )  # fmt: skip

    assertNotContains(client.get(url_of(target, period)), "may still be writing")


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


def test_target_that_ended_in_the_quarter_is_asked_for_words_only(client, period, editor):
    target = make_target(ended_quarter=period.quarter, ended_as="withdrawn", ended_reason="No longer needed")

    client.post(url_of(target, period), filled(target, period) | {"submit": ""})

    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED


def test_next_is_the_next_target_without_a_finished_update(client, period, editor):
    first, second, finished, last = (make_target() for _ in range(4))
    make_update(finished, period, state=EntryState.SUBMITTED)

    assert client.get(url_of(second, period)).context["page"].next_up.text == last.ref
    assert client.get(url_of(last, period)).context["page"].next_up.text == first.ref


def test_nothing_is_next_when_all_the_others_are_finished(client, target, period, editor):
    make_update(make_target(), period, state=EntryState.APPROVED, approved_by=make_user(APPROVER))

    assert client.get(url_of(target, period)).context["page"].next_up is None


def test_nothing_is_next_for_a_writer_once_the_quarter_is_closed(client, target, period, editor):
    make_target()
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)

    assert client.get(url_of(target, period)).context["page"].next_up is None


def test_update_that_missed_the_publication_says_where_its_news_belong(client, target, period, editor):
    publish(period)

    assertContains(client.get(url_of(target, period)), "It was published without this one")


def test_list_of_an_objective_shows_each_target_and_its_state(client, period, editor):
    objective = make_objective()
    first, second = make_target(objective=objective), make_target(objective=objective)
    make_update(second, period, state=EntryState.SUBMITTED)

    page = client.get(reverse("objective_updates", args=[objective.ref, period.quarter]))

    assertContains(page, url_of(first, period))
    assert [item.status for item in page.context["page"].items] == ["not_started", "submitted"]


def test_list_of_an_objective_with_one_target_leads_to_its_form(client, target, period, editor):
    response = client.get(reverse("objective_updates", args=[target.objective.ref, period.quarter]))

    assertRedirects(response, url_of(target, period))


def test_list_takes_as_many_queries_for_few_targets_as_for_many(client, period, editor, query_count):
    objective = make_objective()
    url = reverse("objective_updates", args=[objective.ref, period.quarter])
    for _ in range(3):
        make_update(make_target(objective=objective), period)
    few = query_count(lambda: client.get(url))
    for _ in range(27):
        make_update(make_target(objective=objective), period)

    assert query_count(lambda: client.get(url)) == few


def test_page_takes_as_many_queries_for_few_targets_as_for_many(client, target, period, editor, query_count):
    make_update(target, period, by=make_user(EDITOR))
    few = query_count(lambda: client.get(url_of(target, period)))
    for _ in range(20):
        make_update(make_target(), period, by=editor)
    for _ in range(8):
        make_milestone(target)

    assert query_count(lambda: client.get(url_of(target, period))) == few
