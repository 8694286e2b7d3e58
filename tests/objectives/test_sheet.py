"""The page on which a whole quarter is written: what is on it, and that each row is saved by itself."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.row_forms import FIELDS, FIELDS_A_MILESTONE
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target, make_update, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def targets(period):
    return [make_target(deadline="by 31 March 2022") for _ in range(3)]


def url_of(period, **query):
    return reverse("update_sheet", args=[period.quarter], query=query or None)


def sheet_of(client, period, **query):
    return client.get(url_of(period, **query)).context["sheet"]


def row_of(sheet, target):
    return next(row for row in sheet.rows if row.ref == target.ref)


def as_browser(page):
    """What a browser sends of a page's rows when nothing is typed."""
    data = {"row": [row.ref for row in page.rows if row.form]}
    for row in page.rows:
        for field in row.form or ():
            value = field.field.prepare_value(field.value())
            if value is not None and value is not False:
                data[field.html_name] = value
    return data


def typed(client, period, changes):
    """The whole page as a browser sends it, with `changes` {target: {field: text}} typed into it."""
    data = as_browser(sheet_of(client, period))
    for target, fields in changes.items():
        data |= {f"{target.ref}-{name}": text for name, text in fields.items()}
    return data


def save(client, period, changes):
    return client.post(url_of(period), typed(client, period, changes))


def status_of(target):
    return f"line-{target.milestones.get().pk}-status"


def forecast_of(target):
    return f"line-{target.milestones.get().pk}-forecast"


def progress_of(target):
    return ProgressUpdate.objects.get(target=target).progress


def test_rows_that_were_changed_are_saved_and_the_others_left_alone(client, period, targets, editor):
    one, two, three = targets

    answer = save(client, period, {one: {"progress": "One"}, three: {"progress": "Three"}})

    assertRedirects(answer, url_of(period), fetch_redirect_response=False)
    assert (progress_of(one), progress_of(three)) == ("One", "Three")
    assert not ProgressUpdate.objects.filter(target=two).exists()
    assertContains(client.get(url_of(period)), f"{one.ref} and {three.ref}.")


def test_untouched_page_saves_nothing(client, period, targets, editor):
    make_update(
        targets[0], period, by=editor, forecast="2021-03-31", evidence="https://one.example/\nhttps://two.example/"
    )

    save(client, period, {})

    assert UpdateRevision.objects.count() == 1
    assertContains(client.get(url_of(period)), "Nothing was changed, so nothing was saved.")


def test_row_that_cannot_be_read_comes_back_with_its_text_and_holds_no_other_back(client, period, targets, editor):
    one, two, _ = targets

    page = save(client, period, {one: {"progress": "One", forecast_of(one): "some day"}, two: {"progress": "Two"}})

    assert progress_of(two) == "Two"
    assert not ProgressUpdate.objects.filter(target=one).exists()
    assertContains(page, f"Not saved yet: {one.ref}.")
    assertContains(page, f'<a href="#id_{one.ref}-{forecast_of(one)}">{one.ref}: “some day” cannot be read')
    assert row_of(page.context["sheet"], one).form["progress"].value() == "One"


def test_evidence_of_the_full_form_outlives_a_save_of_the_row(client, period, targets, editor):
    make_update(targets[0], period, by=editor, evidence="https://one.example/")

    save(client, period, {targets[0]: {"progress": "New"}})

    update = ProgressUpdate.objects.get()
    assert (update.progress, update.evidence) == ("New", "https://one.example/")


def test_text_that_met_a_newer_one_is_kept_aside_and_the_row_leads_to_both(client, period, targets, editor):
    one, two, _ = targets
    update = make_update(one, period, by=editor)
    data = typed(client, period, {one: {"progress": "Mine"}, two: {"progress": "Two"}})
    other = make_user(EDITOR)
    their_save(update, other)

    page = client.post(url_of(period), data)

    aside = UpdateRevision.objects.get(outcome="conflict")
    assert (progress_of(one), progress_of(two), aside.content["progress"]) == ("Theirs", "Two", "Mine")
    both = reverse("update_kept", args=[one.ref, period.quarter], query={"save": aside.pk})
    assertContains(page, f'<a href="{both}">See both versions</a>')
    assertContains(page, f"{one.ref}: {other.name} saved this at")
    assert [(each.theirs, each.ours) for each in client.get(both).context["conflict"].choices] == [("Theirs", "Mine")]


def their_save(update, by):
    update.progress = "Theirs"
    update.save()
    update.revisions.create(number=update.revisions.count() + 1, saved_by=by, content=update.content())


def test_row_that_only_somebody_else_changed_is_no_conflict(client, period, targets, editor):
    update = make_update(targets[0], period, by=editor)
    data = typed(client, period, {targets[1]: {"progress": "Two"}})
    their_save(update, make_user(EDITOR))

    assertRedirects(client.post(url_of(period), data), url_of(period))
    assert progress_of(targets[0]) == "Theirs"
    assert not UpdateRevision.objects.filter(outcome="conflict").exists()


def test_ticked_row_is_submitted_and_one_that_lacks_something_is_a_draft(client, period, targets, editor):
    one, two, _ = targets
    whole = {"progress": "Done so far", status_of(one): "in_progress", "submit": "on"}

    page = save(client, period, {one: whole, two: {"progress": "Two", "submit": "on"}})

    assert ProgressUpdate.objects.get(target=one).state == EntryState.SUBMITTED
    assert (progress_of(two), ProgressUpdate.objects.get(target=two).state) == ("Two", EntryState.DRAFT)
    assertContains(page, "Submitted for approval at")
    assertContains(page, f"{two.ref}: Choose where this stands")


def approved_before(targets):
    before = make_period("Q2 2020/21", "published")
    for target in targets:
        make_update(target, before, state="approved", approved_by=make_user(APPROVER), progress="As it was")


def test_nothing_has_changed_confirms_and_submits(client, period, targets, editor):
    approved_before(targets)

    save(client, period, {targets[0]: {"unchanged": "on"}})

    update = ProgressUpdate.objects.get(period=period)
    assert (update.state, update.said.progress, update.progress) == (EntryState.SUBMITTED, "As it was", "")


def test_row_with_both_words_and_a_tick_that_nothing_changed_is_asked_about(client, period, targets, editor):
    approved_before(targets)

    page = save(client, period, {targets[0]: {"unchanged": "on", "progress": "But this"}})

    assertContains(page, "You wrote something in this row too")
    assert row_of(page.context["sheet"], targets[0]).form["progress"].value() == "But this"
    assert not ProgressUpdate.objects.filter(period=period).exists()


def test_what_is_handed_in_is_read_and_not_written_here(client, period, targets, editor):
    update = make_update(targets[0], period, by=editor)
    data = typed(client, period, {targets[0]: {"progress": "One word more"}})
    ProgressUpdate.objects.update(state=EntryState.SUBMITTED)

    page = client.post(url_of(period), data)

    update.refresh_from_db()
    assert (update.state, update.progress) == (EntryState.SUBMITTED, f"Progress of {targets[0].ref}")
    assertContains(page, "One word more")
    assert row_of(sheet_of(client, period), targets[0]).form is None


def test_last_time_stands_beside_the_fields(client, period, targets, editor):
    before = make_period("Q2 2020/21")
    make_update(targets[0], before, state="approved", approved_by=make_user(APPROVER), progress="As it was")
    publish(before)

    sheet = sheet_of(client, period)

    assert row_of(sheet, targets[0]).beside.last.progress == "As it was"
    assert row_of(sheet, targets[1]).beside.last is None


def test_missing_parts_lead_to_their_fields(client, period, targets, editor):
    make_update(targets[0], period, by=editor, progress="")

    page = client.get(url_of(period))

    assertContains(page, f'<a href="#id_{targets[0].ref}-progress">Write what was done this quarter</a>')


def test_saved_row_stands_where_it_is_now_beside_one_that_could_not_be_read(client, period, targets, editor):
    saved, mistaken = targets[:2]

    page = save(client, period, {
        saved: {"progress": "Drafted", status_of(saved): "in_progress", forecast_of(saved): "30 June 2022"},
        mistaken: {forecast_of(mistaken): "some day"},
    })  # fmt: skip

    row = row_of(page.context["sheet"], saved).found.row
    assert (row.work_state, row.computed_rag) == ("draft", Rag.AMBER)


def test_row_saved_by_itself_is_told_where_it_stands(client, period, targets, editor):
    target = targets[0]
    sent = {"progress": "Drafted", status_of(target): "in_progress", forecast_of(target): "30 June 2022"}
    sent |= {"base": 0, "window": "a-window-of-mine", "missing": "yes"}

    told = client.post(reverse("update_autosave", args=[target.ref, period.quarter]), sent).json()["standing"]

    sheet = client.get(url_of(period)).content.decode()
    assert "Draft</strong>" in told and "Amber</strong>" in told
    assert told.strip() in sheet


def test_closed_quarter_is_read_only_and_says_so(client, period, targets, editor):
    make_update(targets[0], period, by=editor)
    period.state = "closed"
    period.save()

    page = client.get(url_of(period))

    assertContains(page, "can be read here and no longer be written")
    assertNotContains(page, "<textarea")
    assertContains(page, f"Progress of {targets[0].ref}")


def test_text_typed_until_the_quarter_closed_stays_in_its_row(client, period, targets, editor):
    data = typed(client, period, {targets[0]: {"progress": "Too late"}})
    period.state = "closed"
    period.save()

    page = client.post(url_of(period), data)

    assertContains(page, "Too late")
    assertContains(page, "can no longer be edited")
    assert not ProgressUpdate.objects.exists()


def test_filter_narrows_the_rows_by_where_they_stand(client, period, targets, editor):
    make_update(targets[0], period, by=editor)

    assert [row.ref for row in sheet_of(client, period, state="draft").rows] == [targets[0].ref]
    assert len(sheet_of(client, period, state="not_started").rows) == 2


def test_mistaken_filter_shows_no_row(client, period, targets, editor):
    assertContains(client.get(url_of(period, state="zebra")), "No target is shown, because a filter could not be read")


def test_long_quarter_is_parted_and_no_part_has_more_fields_than_the_server_takes(client, period, editor, settings):
    for _ in range(40):
        make_milestone(make_target())

    sheet = sheet_of(client, period)

    shown = [sheet_of(client, period, page=number).rows for number in range(1, len(sheet.parts) + 1)]
    assert len(sheet.parts) > 1
    assert sum(len(rows) for rows in shown) == 40
    assert max(len(rows) for rows in shown) * (FIELDS + 2 * FIELDS_A_MILESTONE) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_row_counts_no_more_fields_than_it_has(client, period, targets, editor):
    approved_before(targets)

    row = sheet_of(client, period).rows[0]

    assert len(row.form.fields) + 1 == FIELDS + FIELDS_A_MILESTONE


def test_number_of_queries_does_not_grow_with_the_targets(client, period, editor, query_count):
    before = make_period("Q2 2020/21", "published")

    def make(number):
        for _ in range(number):
            target = make_target(deadline="by 31 March 2022")
            make_update(target, before, state="approved", approved_by=make_user(APPROVER))
            make_update(target, period, by=editor)

    make(3)
    few = query_count(lambda: client.get(url_of(period)))
    make(27)

    assert query_count(lambda: client.get(url_of(period))) == few
