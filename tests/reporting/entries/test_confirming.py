"""Nothing has changed: confirmed and not copied, by the rules of any submission."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from objectives.actions.updates import TARGET_UPDATES, approve_update, start_correction
from objectives.live_rows import live_rows
from objectives.models import MilestoneLine, ProgressUpdate, PublishedRow, UpdateRevision
from objectives.quarter_rows import from_content
from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.models import NarrativeText
from programmes.narrative_rows import narrative_rows
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.actions import approve, save
from pssdash.reporting.entries.confirming import confirm, confirmable, write_instead
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.rag import Rag
from pssdash.reporting.refusals import Incomplete, Refused
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import make_deliverable, make_deliverable_update, make_programme, make_section

pytestmark = pytest.mark.django_db
RECOVERY = {"action": "Weekly calls", "action_owner": "The team", "action_due": date(2021, 6, 30)}


@pytest.fixture
def editor():
    return make_user(EDITOR)


@pytest.fixture
def approver():
    return make_user(APPROVER)


@pytest.fixture
def of(editor, approver):
    """What identifies the update in Q3 of a target that was approved and published in Q2."""
    target, before = make_target(deadline="by 31 March 2022"), make_period("Q2 2020/21")
    make_update(target, before, by=editor, state=EntryState.APPROVED, approved_by=approver, progress="Six trusts")
    publish(before)
    return {"target": target, "period": make_period("Q3 2020/21"), "organisation": make_england()}


def row_in(period):
    (row,) = live_rows(period)
    return row


@pytest.mark.time_machine("2021-01-05 14:32")
def test_confirmation_points_at_the_text_and_holds_none(of, editor):
    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=0)

    assert (entry.state, entry.confirms.period.quarter.short) == (EntryState.SUBMITTED, "Q2 2020/21")
    assert (entry.progress, MilestoneLine.objects.filter(update_of=entry).count()) == ("", 0)
    assert UpdateRevision.objects.get(update_of=entry).content == {"confirms": entry.confirms_id}
    assert entry.confirmation == "No change since Q2 2020/21, confirmed by England on 5 January 2021"


@pytest.mark.time_machine("2021-01-05 14:32")
def test_row_has_the_words_confirmed_and_the_rating_of_this_quarter(of, editor, approver):
    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=0)
    approve_update(update=entry, by=approver, base=last_revision(entry))

    row = row_in(of["period"])

    assert (row.progress, row.computed_rag) == ("Six trusts", Rag.GREEN)
    assert row.confirmation == "No change since Q2 2020/21, confirmed by England on 5 January 2021"
    assert row.milestones[0].status == "in_progress"


def test_confirmation_of_a_confirmation_points_at_the_words(of, editor, approver):
    first = confirm(TARGET_UPDATES, of=of, by=editor, base=0)
    approve_update(update=first, by=approver, base=last_revision(first))
    publish(of["period"])

    second = confirm(TARGET_UPDATES, of=of | {"period": make_period("Q4 2020/21")}, by=editor, base=0)

    assert second.confirms == first.confirms


def test_published_row_keeps_words_and_confirmation(of, editor, approver):
    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=0)
    approve_update(update=entry, by=approver, base=last_revision(entry))

    publish(of["period"])

    row = from_content(PublishedRow.objects.get(period=of["period"]))
    assert row.progress == "Six trusts"
    assert row.confirmation.startswith("No change since Q2 2020/21, confirmed by England on")


def test_refused_where_this_quarter_asks_for_an_action(editor, approver):
    target, before = make_target(deadline="by 31 March 2021"), make_period("Q2 2020/21")
    make_update(target, before, by=editor, state=EntryState.APPROVED, approved_by=approver)
    of = {"target": target, "period": make_period("Q3 2020/21"), "organisation": make_england()}

    with pytest.raises(Incomplete) as refused:
        confirm(TARGET_UPDATES, of=of, by=editor, base=0)

    assert refused.value.problems["action"] == "Write what will be done to recover: the computed rating is Amber"
    assert not ProgressUpdate.objects.filter(period=of["period"]).exists()


def test_accepted_where_the_text_confirmed_has_the_action(editor, approver):
    target, before = make_target(deadline="by 31 March 2021"), make_period("Q2 2020/21")
    make_update(target, before, by=editor, state=EntryState.APPROVED, approved_by=approver, **RECOVERY)
    of = {"target": target, "period": make_period("Q3 2020/21"), "organisation": make_england()}

    assert confirm(TARGET_UPDATES, of=of, by=editor, base=0).state == EntryState.SUBMITTED


def test_only_the_last_quarter_can_be_confirmed(of, editor):
    publish(of["period"])

    later = of | {"period": make_period("Q4 2020/21")}

    assert confirmable(TARGET_UPDATES, None, **later) is None
    with pytest.raises(Refused, match="no approved update of the last quarter"):
        confirm(TARGET_UPDATES, of=later, by=editor, base=0)


def test_text_of_another_organisation_is_not_confirmed(of):
    assert confirmable(TARGET_UPDATES, None, **of | {"organisation": make_collaborative()}) is None


def test_draft_gives_way_and_stays_in_the_history(of, editor):
    base = save(TARGET_UPDATES, of=of, typed={"progress": "Begun"}, by=editor, base=0).base

    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=base)

    assert entry.progress == ""
    assert UpdateRevision.objects.filter(update_of=entry, content__progress="Begun").exists()


def test_refused_where_somebody_saved_meanwhile(of, editor):
    save(TARGET_UPDATES, of=of, typed={"progress": "Theirs"}, by=make_user(EDITOR), base=0)

    with pytest.raises(Refused, match="saved this update while you were reading"):
        confirm(TARGET_UPDATES, of=of, by=editor, base=0)

    assert ProgressUpdate.objects.get(period=of["period"]).progress == "Theirs"


def test_words_take_the_place_of_a_confirmation(of, editor):
    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=0)

    saved = save(TARGET_UPDATES, of=of, typed={"progress": "News"}, by=editor, base=last_revision(entry)).entry

    assert (saved.progress, saved.confirms_id, saved.state) == ("News", None, EntryState.DRAFT)


def test_confirmation_can_be_taken_back_to_write(of, editor):
    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=0)

    draft = write_instead(TARGET_UPDATES, of=of, by=editor, base=last_revision(entry))

    assert (draft.state, draft.confirms_id, draft.progress) == (EntryState.DRAFT, None, "")


def test_correction_of_a_confirmation_begins_with_its_words(of, editor, approver):
    entry = confirm(TARGET_UPDATES, of=of, by=editor, base=0)
    approve_update(update=entry, by=approver, base=last_revision(entry))

    draft = start_correction(update=entry, by=editor, reason="It had changed after all")

    assert (draft.progress, draft.confirms_id) == ("Six trusts", None)
    assert confirmable(TARGET_UPDATES, draft, **of) is None


def test_writer_of_the_text_may_approve_no_confirmation_of_their_own(of, approver):
    both = make_user(EDITOR, APPROVER)
    entry = confirm(TARGET_UPDATES, of=of, by=both, base=0)

    with pytest.raises(Refused, match="another approver"):
        approve_update(update=entry, by=both, base=last_revision(entry))


def test_two_actions_from_my_quarter(client, of, editor):
    client.force_login(editor)
    url = reverse("update", args=[of["target"].ref, of["period"].quarter])

    page = client.get(url)
    assertContains(page, "Nothing has changed")
    done = client.post(page.context["page"].assignment.confirm_url, {"base": 0}, follow=True)

    assertContains(done, "Submitted for approval at")
    assertContains(done, "No change since Q2 2020/21, confirmed by England on")
    assertContains(done, "Six trusts")


def test_refusal_lists_what_is_missing_with_links_to_the_form(client, editor, approver):
    target, before = make_target(deadline="by 31 March 2021"), make_period("Q2 2020/21")
    make_update(target, before, by=editor, state=EntryState.APPROVED, approved_by=approver)
    period = make_period("Q3 2020/21")
    client.force_login(editor)

    page = client.post(reverse("update_confirm", args=[target.ref, period.quarter]), {"base": 0})

    form = reverse("update", args=[target.ref, period.quarter])
    assertContains(
        page, f'<a href="{form}#id_action">Write what will be done to recover: the computed rating is Amber</a>'
    )


def test_nothing_to_confirm_is_not_found(client, editor):
    target, period = make_target(), make_period("Q3 2020/21")
    client.force_login(editor)

    assert client.get(reverse("update_confirm", args=[target.ref, period.quarter])).status_code == 404


def test_history_and_receipt_say_since_when(client, of, editor):
    client.force_login(editor)
    confirm(TARGET_UPDATES, of=of, by=editor, base=0)

    receipt = client.get(reverse("update_receipt", args=[of["target"].ref, of["period"].quarter])).context["receipt"]

    assert [(field.label, field.after) for field in receipt.text] == [("No change since", "Q2 2020/21")]


def test_narrative_text_is_confirmed_and_shown(editor, approver):
    section = make_section(make_programme())
    before, period = (make_period(quarter, covers_programmes=True) for quarter in ("Q2 2020/21", "Q3 2020/21"))
    NarrativeText.objects.create(
        section=section, period=before, organisation=make_england(), text="What was done.", state="approved",
        approved_at=NOON, approved_by=approver,
    )  # fmt: skip
    of = {"section": section, "period": period, "organisation": make_england()}

    entry = confirm(NARRATIVE_TEXTS, of=of, by=editor, base=0)
    approve(NARRATIVE_TEXTS, entry=entry, by=approver, base=last_revision(entry))

    (row,) = narrative_rows(period, [section.programme])[section.programme.pk]
    assert (row.text, entry.text) == ("What was done.", "")
    assert row.confirmation.startswith("No change since Q2 2020/21, confirmed by England on")


def test_deliverable_update_is_confirmed(editor, approver):
    deliverable = make_deliverable(deadline="by 31 March 2028")
    before, period = (make_period(quarter, covers_programmes=True) for quarter in ("Q2 2024/25", "Q3 2024/25"))
    make_deliverable_update(deliverable, before, by=editor, state=EntryState.APPROVED, approved_by=approver)
    of = {"deliverable": deliverable, "period": period, "organisation": make_england()}

    entry = confirm(DELIVERABLE_UPDATES, of=of, by=editor, base=0)

    assert entry.said.progress == f"Progress of {deliverable.ref}"
