"""Two voices: a reviewer's rating stands beside the reported one, with its reason, and lapses with what was read."""

import pytest
from django.db import IntegrityError, transaction

from objectives.actions.updates import TARGET_UPDATES
from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from pssdash.accounts.models import AuditEvent
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.refusals import Incomplete
from tests.factories.desks import make_desk
from tests.factories.reviews import WHY, otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.fixture(params=[TARGET_UPDATES, DELIVERABLE_UPDATES], ids=["target", "deliverable"])
def desk(request):
    """A submitted update that reports Green."""
    desk = make_desk(request.param, "England", "submitted")
    request.param.model.objects.update(reported_rag="green")
    return desk


def sign(desk, step, who="approver", review=None):
    entry = desk.entry
    return step(desk.kind, entry=entry, by=desk.people[who], base=last_revision(entry), review=review)


def said(entry):
    return entry.reported_rag, entry.reviewer_rag, entry.reviewer_reason, entry.reviewed_by


@pytest.mark.parametrize("review", [None, otherwise("", ""), otherwise("green", "")])
def test_approver_who_says_nothing_else_agrees_with_the_reported_rating(desk, review):
    approved = sign(desk, actions.approve, review=review)

    assert said(approved) == ("green", "", "", desk.people["approver"])
    assert approved.review_in_words == "Agrees with Green"


def test_other_rating_stands_beside_the_reported_one(desk):
    approved = sign(desk, actions.approve, review=otherwise())

    assert said(approved) == ("green", "amber", WHY, desk.people["approver"])
    assert approved.review_in_words == "Amber, where Green is reported"


@pytest.mark.parametrize("step", [actions.check, actions.approve])
def test_other_rating_needs_a_reason(desk, step):
    before = desk.snapshot()

    with pytest.raises(Incomplete) as refused:
        sign(desk, step, review=otherwise(reason=" "))

    assert refused.value.problems == {"reviewer_reason": "Say why you rate this Amber when the update reports Green"}
    assert desk.snapshot() == before


def test_reason_without_a_rating_of_its_own_is_not_lost_but_asked_about(desk):
    with pytest.raises(Incomplete) as refused:
        sign(desk, actions.approve, review=otherwise("green"))

    assert list(refused.value.problems) == ["reviewer_rag"]


def test_reviewer_may_rate_what_its_writers_did_not(desk):
    desk.kind.model.objects.update(reported_rag="")

    assert sign(desk, actions.approve, review=otherwise()).review_in_words == "Amber, where no rating is reported"


def test_rating_given_with_a_check_stands_under_its_name_after_the_approval(desk):
    sign(desk, actions.check, "editor", otherwise())

    approved = sign(desk, actions.approve)

    assert said(approved)[1:] == ("amber", WHY, desk.people["editor"])


def test_approver_may_say_otherwise_than_who_checked_it(desk):
    sign(desk, actions.check, "editor", otherwise())

    approved = sign(desk, actions.approve, review=otherwise("", ""))

    assert said(approved)[1:] == ("", "", desk.people["approver"])
    assert {"field": "Reviewer’s rating", "before": "amber", "after": "agrees"} in AuditEvent.objects.first().changes


@pytest.mark.parametrize("step", ["save", "send_back"])
def test_what_a_reviewer_said_does_not_outlive_what_they_read(desk, step):
    entry = sign(desk, actions.check, "editor", otherwise())

    if step == "save":
        author, base = desk.people["author"], last_revision(entry)
        actions.save(desk.kind, of=desk.of, typed={"progress": "More"}, by=author, base=base)
    else:
        actions.send_back(desk.kind, entry=entry, by=desk.people["editor"], note="Once more")

    assert said(desk.entry)[1:] == ("", "", None)
    assert not desk.entry.is_reviewed


def test_correction_begins_without_a_reviewers_rating(desk):
    approved = sign(desk, actions.approve, review=otherwise())

    draft = actions.start_correction(desk.kind, entry=approved, by=desk.people["editor"], reason="A slip")

    assert (draft.reported_rag, draft.is_reviewed, draft.reviewer_rag) == ("green", False, "")


def test_trail_keeps_both_voices(desk):
    sign(desk, actions.approve, review=otherwise())

    event = AuditEvent.objects.get(action="approved")
    assert event.changes[1:] == [
        {"field": "Reviewer’s rating", "before": "", "after": "amber"},
        {"field": "Reason for the reviewer’s rating", "before": "", "after": WHY},
    ]


def test_confirmation_is_reviewed_against_the_rating_that_it_confirms(desk):
    confirmed = desk.entry
    confirming = desk.kind.model(**{**desk.of, "period": confirmed.period}, confirms=confirmed)

    assert confirming.review_problems(otherwise("green", "")) == {}
    assert confirming.review_problems(otherwise(reason="")) == {
        "reviewer_reason": "Say why you rate this Amber when the update reports Green"
    }


@pytest.mark.parametrize(
    "fields", [{"reviewer_rag": "amber"}, {"reviewer_reason": WHY}, otherwise(), {"reviewed_at": "2021-02-01T12:00Z"}]
)
def test_half_a_review_is_refused_by_the_database(desk, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.kind.model.objects.update(**fields)


def test_entries_without_a_rating_are_signed_as_before():
    desk = make_desk(NARRATIVE_TEXTS, "England", "submitted")

    approved = sign(desk, actions.approve)

    assert (approved.state, approved.reviewed(), approved.review_in_words, approved.rating_to_sign) == (
        "approved", {}, "", "",
    )  # fmt: skip
