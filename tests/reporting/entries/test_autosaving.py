"""Saving by itself: what is saved, what is answered, and that it never takes the place of what another wrote."""

import pytest
from django.urls import reverse

from objectives.actions.updates import TARGET_UPDATES, submit_update
from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.entries.actions import save
from pssdash.reporting.entries.histories import sittings
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.entries.states import EntryState
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import make_england

pytestmark = pytest.mark.django_db
WINDOW, OTHER_WINDOW = "a-first-window", "a-second-window"


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def target(period):
    return make_target()


def typed(target, progress="Six trusts have begun", base=0, window=WINDOW, **fields):
    """What the script sends of the form of a target with one milestone."""
    blank = ("rag_reason", "action", "action_owner", "action_due", "evidence", "reported_rag")
    line = {
        f"line-{target.milestones.get().pk}-{part}": "" for part in ("status", "status_reason", "forecast", "met_on")
    }
    return dict.fromkeys(blank, "") | line | {"progress": progress, "base": base, "window": window} | fields


def send(client, target, period, **values):
    url = reverse("update_autosave", args=[target.ref, period.quarter])
    return client.post(url, typed(target, **values), headers={"accept": "application/json"})


def forecast_of(target):
    return f"line-{target.milestones.get().pk}-forecast"


def as_content(target, progress, period):
    return {"of": {"target": target, "period": period, "organisation": make_england()}, "typed": {"progress": progress}}


@pytest.mark.time_machine("2021-01-05 14:32")
def test_text_is_saved_and_the_answer_says_when(client, target, period, editor):
    answer = send(client, target, period)

    revision = UpdateRevision.objects.get()
    assert answer.json() == {"said": "Saved at 14:32.", "base": revision.pk, "is_whole": True}
    assert ProgressUpdate.objects.get().progress == "Six trusts have begun"
    assert (revision.is_automatic, revision.window) == (True, WINDOW)
    assert AuditEvent.objects.filter(action="saved", by=editor).count() == 1


def test_what_cannot_be_read_is_left_out_and_named(client, target, period, editor):
    answer = send(client, target, period, **{forecast_of(target): "when the system is there"})

    assert answer.json()["said"].endswith("all but what cannot be read: Forecast.")
    assert answer.json()["is_whole"] is False
    assert ProgressUpdate.objects.get().progress == "Six trusts have begun"


def test_saved_value_stands_while_what_is_typed_over_it_cannot_be_read(client, target, period, editor):
    first = send(client, target, period, **{forecast_of(target): "March 2021"}).json()

    send(client, target, period, progress="Seven", base=first["base"], **{forecast_of(target): "March or so"})

    update = ProgressUpdate.objects.get()
    assert (update.progress, update.lines.get().forecast_text) == ("Seven", "March 2021")


def test_next_one_goes_on_from_the_one_before(client, target, period, editor):
    base = send(client, target, period).json()["base"]

    assert send(client, target, period, progress="Seven trusts", base=base).status_code == 200
    assert ProgressUpdate.objects.get().progress == "Seven trusts"


def test_answer_that_got_lost_is_no_conflict(client, target, period, editor):
    send(client, target, period)

    assert send(client, target, period, progress="Seven trusts", base=0).status_code == 200
    assert ProgressUpdate.objects.get().progress == "Seven trusts"


@pytest.mark.parametrize("window", [OTHER_WINDOW, ""])
def test_text_of_another_window_stays_and_ours_is_kept_aside(client, target, period, editor, window):
    send(client, target, period, window=OTHER_WINDOW if window else "", progress="Typed there")

    answer = send(client, target, period, window="" if not window else WINDOW, progress="Typed here", base=0)

    assert answer.status_code == 409
    assert answer.json()["said"].startswith("You saved this in another window at")
    assert ProgressUpdate.objects.get().progress == "Typed there"
    assert UpdateRevision.objects.get(outcome="conflict").content["progress"] == "Typed here"


def test_text_of_another_person_stays_whatever_window_is_claimed(client, target, period, editor):
    other = make_user(EDITOR)
    save(TARGET_UPDATES, **as_content(target, "Theirs", period), by=other, base=0, window=WINDOW)

    answer = send(client, target, period, progress="Mine", base=0)

    assert answer.status_code == 409
    assert f"{other.name} saved this at" in answer.json()["said"]
    assert ProgressUpdate.objects.get().progress == "Theirs"


def test_same_text_is_kept_aside_once(client, target, period, editor):
    save(TARGET_UPDATES, **as_content(target, "Theirs", period), by=make_user(EDITOR), base=0)

    for _ in range(3):
        send(client, target, period, progress="Mine", base=0)

    assert UpdateRevision.objects.filter(outcome="conflict").count() == 1


def test_submitted_update_is_not_taken_back_into_draft(client, target, period, editor):
    update = make_update(target, period, by=editor, state=EntryState.SUBMITTED)

    answer = send(client, target, period, progress="One word more", base=last_revision(update))

    update.refresh_from_db()
    assert answer.status_code == 409
    assert answer.json()["said"].startswith("This update is submitted. Press Save draft to change it")
    assert (update.state, update.progress) == (EntryState.SUBMITTED, f"Progress of {target.ref}")


def test_sent_back_update_stays_sent_back(client, target, period, editor):
    update = make_update(target, period, by=editor, state=EntryState.SENT_BACK)

    send(client, target, period, progress="One word more", base=last_revision(update))

    update.refresh_from_db()
    assert (update.state, update.progress) == (EntryState.SENT_BACK, "One word more")


def test_closed_quarter_takes_nothing(client, target, period, editor):
    period.state = "closed"
    period.save()

    assert send(client, target, period).status_code == 409
    assert not ProgressUpdate.objects.exists()


def test_base_that_cannot_be_read_saves_nothing(client, target, period, editor):
    make_update(target, period, by=make_user(EDITOR))

    assert send(client, target, period, base="latest").status_code == 422
    assert ProgressUpdate.objects.get().progress == f"Progress of {target.ref}"


def test_whoever_is_signed_out_is_told_so_and_not_led_away(client, target, period):
    answer = send(client, target, period)

    assert (answer.status_code, answer.json()) == (401, {"said": "You are signed out."})
    assert "kept_text" not in client.session


def test_approver_saves_nothing(client, target, period):
    client.force_login(make_user(APPROVER))

    assert send(client, target, period).status_code == 403


def test_history_shows_one_sitting_as_one_event(client, target, period, editor):
    base = 0
    for progress in ("One", "Two", "Three"):
        base = send(client, target, period, progress=progress, base=base).json()["base"]
    save(TARGET_UPDATES, **as_content(target, "By button", period), by=editor, base=base, window=WINDOW)

    page = client.get(reverse("update_history", args=[target.ref, period.quarter])).context["page"]

    assert [event.what for event in page.events] == [
        "Version 1, save 4", "Version 1, saves 1 to 3, saved automatically",
    ]  # fmt: skip
    assert [(change.before, change.after) for change in page.events[1].changes] == [("", "Three")]


def test_sittings_end_with_another_person_or_window():
    editors = [make_user(EDITOR), make_user(EDITOR)]
    saves = [
        UpdateRevision(pk=number, saved_by=editors[who], window=window, is_automatic=True)
        for number, (who, window) in enumerate([(0, WINDOW), (0, WINDOW), (1, WINDOW), (0, WINDOW), (0, OTHER_WINDOW)])
    ]

    assert [len(together) for together in sittings(saves)] == [2, 1, 1, 1]


def test_submission_after_automatic_saves_hands_in_the_last(client, target, period, editor):
    base = send(client, target, period, **{f"line-{target.milestones.get().pk}-status": "complete"}).json()["base"]

    submit_update(update=ProgressUpdate.objects.get(), by=editor, base=base)

    assert ProgressUpdate.objects.get().state == EntryState.SUBMITTED
