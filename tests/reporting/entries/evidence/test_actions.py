"""Adding files to entries of every kind that takes them, and removing them."""

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from objectives.actions.updates import TARGET_UPDATES
from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.phases import PHASE_RETURNS
from programmes.actions.returns import MEASURE_RETURNS
from programmes.actions.step_changes import STEP_CHANGES
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.entries.actions import approve, start_correction
from pssdash.reporting.entries.cases import known_of
from pssdash.reporting.entries.evidence import accepting
from pssdash.reporting.entries.evidence.accepting import NotAccepted
from pssdash.reporting.entries.evidence.actions import add_file, remove_file
from pssdash.reporting.entries.evidence.reading import takes_evidence
from pssdash.reporting.entries.reading import last_revision, wrote_part
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused
from tests.factories.desks import make_desk
from tests.factories.evidence import PDF, make_file, make_upload
from tests.factories.objectives import NOON, make_target, make_update

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
KINDS = (TARGET_UPDATES, DELIVERABLE_UPDATES, NARRATIVE_TEXTS, MEASURE_RETURNS)


def add(desk, who="author", file=None):
    return add_file(
        desk.kind, entry=desk.entry, by=desk.people[who], file=file or make_upload(), description="The minutes"
    )


def stored():
    """How many contents the store holds."""
    store = storages["evidence"]
    return sum(len(store.listdir(folder)[1]) for folder in store.listdir("")[0])


def test_four_kinds_take_evidence():
    assert [kind for kind in (*KINDS, PHASE_RETURNS, STEP_CHANGES) if takes_evidence(kind.model)] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model.__name__)
def test_file_is_kept_whole_under_a_name_that_says_nothing(kind):
    desk = make_desk(kind, "England", "draft")

    file = add(desk)

    assert file.open().read() == PDF
    assert (file.name, file.content_type, file.size, file.added_by) == (
        "minutes.pdf", "application/pdf", len(PDF), desk.people["author"],
    )  # fmt: skip
    assert "minutes" not in file.stored_as


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model.__name__)
def test_correction_begins_with_the_files_and_leaves_the_approved_ones_alone(kind):
    desk = make_desk(kind, "England", "approved")
    approved, author = desk.entry, desk.people["author"]
    kept = make_file(approved, author)
    make_file(approved, author, "gone.pdf", PDF + b"2", removed_at=NOON, removed_by=author)

    draft = start_correction(kind, entry=approved, by=author, reason="The minutes were old")
    remove_file(kind, entry=draft, by=author, pk=draft.files.get().pk)

    assert draft.files.get().stored_as == kept.stored_as
    assert not draft.files.present().exists()
    assert list(approved.files.present()) == [kept]
    assert kept.open().read() == PDF


def test_both_changes_are_in_the_trail():
    desk = make_desk(TARGET_UPDATES, "England", "draft")

    file = add(desk)
    remove_file(desk.kind, entry=desk.entry, by=desk.people["author"], pk=file.pk)

    added, removed = AuditEvent.objects.filter(action__startswith="file").order_by("pk")
    assert (added.action, removed.action) == ("file added", "file removed")
    assert {"field": "File", "before": "", "after": "minutes.pdf"} in added.changes
    assert {"field": "SHA-256", "before": file.fingerprint, "after": ""} in removed.changes
    assert added.item_key == removed.item_key == f"{desk.entry.ref} 2020-21-q3 ENG v1"


def test_removed_file_is_marked_and_not_deleted():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    file = add(desk)

    remove_file(desk.kind, entry=desk.entry, by=desk.people["editor"], pk=file.pk)

    file.refresh_from_db()
    assert file.removed_by == desk.people["editor"]
    assert file.open().read() == PDF
    with pytest.raises(Refused, match="Somebody has removed this file already"):
        remove_file(desk.kind, entry=desk.entry, by=desk.people["editor"], pk=file.pk)


@pytest.mark.parametrize("state", ["submitted", "checked"])
def test_file_takes_an_entry_back_from_its_reviewers(state):
    desk = make_desk(TARGET_UPDATES, "England", state)
    read = last_revision(desk.entry)

    add(desk)

    assert (desk.entry.state, desk.entry.checked_by) == ("draft", None)
    assert last_revision(desk.entry) != read


@pytest.mark.parametrize("state", ["submitted", "sent_back"])
def test_nobody_approves_a_file_that_they_did_not_see(state):
    desk = make_desk(TARGET_UPDATES, "England", state)
    read = last_revision(desk.entry)
    add(desk)
    desk.kind.model.objects.update(state="submitted", submitted_at=NOON, submitted_by=desk.people["author"])

    with pytest.raises(Refused, match="Somebody saved this update while you were reading"):
        approve(desk.kind, entry=desk.entry, by=desk.people["approver"], base=read)


def test_file_leaves_the_open_form_of_a_draft_undisturbed():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    read = last_revision(desk.entry)

    add(desk)

    assert last_revision(desk.entry) == read


def test_whoever_added_a_file_wrote_part_of_the_entry():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    editor = desk.people["editor"]
    assert not wrote_part(desk.entry, editor)

    add(desk, "editor")

    assert wrote_part(desk.entry, editor)
    assert known_of(desk.kind, [desk.entry], editor)[desk.entry.pk].is_own


@pytest.mark.parametrize("who", ["approver", "region", "submitter", "stranger", "board", "admin", "nobody"])
def test_only_writers_of_england_change_its_files(who):
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    file = add(desk)
    before = stored()

    with pytest.raises(Refused, match="Your role does not let you"):
        add(desk, who, make_upload("other.txt", b"Other words"))
    with pytest.raises(Refused, match="Your role does not let you"):
        remove_file(desk.kind, entry=desk.entry, by=desk.people[who], pk=file.pk)

    assert list(desk.entry.files.present()) == [file]
    assert stored() == before


def test_approved_entry_takes_no_file_and_gives_none_up():
    desk = make_desk(TARGET_UPDATES, "England", "approved")
    file = make_file(desk.entry, desk.people["author"])

    with pytest.raises(Refused, match="is approved and stays as it is"):
        add(desk, file=make_upload("other.txt", b"Other words"))
    with pytest.raises(Refused, match="is approved and stays as it is"):
        remove_file(desk.kind, entry=desk.entry, by=desk.people["author"], pk=file.pk)

    assert list(desk.entry.files.present()) == [file]


def test_closed_quarter_takes_no_file():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    ReportingPeriod.objects.update(state="closed")

    with pytest.raises(Refused, match="Q3 2020/21 is closed"):
        add(desk)


def test_file_of_another_entry_is_not_removed():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    other = make_update(make_target(), desk.of["period"])
    file = make_file(other, desk.people["author"])

    with pytest.raises(Refused, match="removed this file already"):
        remove_file(desk.kind, entry=desk.entry, by=desk.people["author"], pk=file.pk)


def test_refused_content_leaves_nothing_in_the_store():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    add(desk)
    before = stored()

    with pytest.raises(NotAccepted, match=r"is here already, as “minutes\.pdf”"):
        add(desk, file=make_upload("again.pdf"))

    assert stored() == before


def test_removed_file_can_be_added_again():
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    remove_file(desk.kind, entry=desk.entry, by=desk.people["author"], pk=add(desk).pk)

    assert add(desk) in desk.entry.files.present()


def test_entry_holds_so_many_files(monkeypatch):
    monkeypatch.setattr(accepting, "MOST_FILES", 2)
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    add(desk)
    add(desk, file=make_upload("a.txt", b"a"))

    with pytest.raises(NotAccepted, match="There are 2 files already, which is the most"):
        add(desk, file=make_upload("b.txt", b"b"))


def test_entry_holds_so_much(monkeypatch):
    monkeypatch.setattr(accepting, "LARGEST_SUM", len(PDF) + 3)
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    add(desk)
    add(desk, file=make_upload("three.txt", b"abc"))

    with pytest.raises(NotAccepted, match=r"only 0.bytes of"):
        add(desk, file=make_upload("one.txt", b"a"))


def test_database_refuses_a_removal_by_nobody():
    desk = make_desk(TARGET_UPDATES, "England", "draft")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_file(desk.entry, desk.people["author"], removed_at=NOON)
