"""A rating that lapsed is offered to its reviewer again, and to nobody else."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from objectives.actions.updates import TARGET_UPDATES
from programmes.actions.deliverables import DELIVERABLE_UPDATES
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.rag import Rag
from pssdash.reporting.updates.earlier_ratings import said_before
from pssdash.rounds.queries.models import FIELD_OF
from pssdash.rounds.queries.pages import IN_ROUND
from tests.factories.desks import make_desk
from tests.factories.reviews import WHY, otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01 09:30", tick=False)]


@pytest.fixture(params=[TARGET_UPDATES, DELIVERABLE_UPDATES], ids=["target", "deliverable"])
def desk(request):
    """A submitted update that reports Green, and that its approver checks with Amber before it is changed."""
    desk = make_desk(request.param, "England", "submitted")
    request.param.model.objects.update(reported_rag="green")
    sign(desk, actions.check, "approver", otherwise())
    return desk


def sign(desk, step, who="approver", review=None):
    entry = desk.entry
    return step(desk.kind, entry=entry, by=desk.people[who], base=last_revision(entry), review=review)


def change(desk, **typed):
    author = desk.people["author"]
    typed = {"progress": "More"} | typed
    actions.save(desk.kind, of=desk.of, typed=typed, by=author, base=last_revision(desk.entry))
    desk.kind.model.objects.update(state="submitted")


def offered(desk, who="approver"):
    entry = desk.entry
    return said_before([entry], desk.people[who]).get(entry.pk)


def test_reviewer_is_offered_what_they_said_and_nobody_else_is(desk):
    change(desk)

    assert (offered(desk).rag, offered(desk).reason) == (Rag.AMBER, WHY)
    assert offered(desk, "editor") is None


def test_nothing_is_offered_while_a_rating_stands(desk):
    assert offered(desk) is None


def test_what_is_reported_now_is_no_other_rating(desk):
    change(desk, reported_rag="amber")

    assert offered(desk) is None


def test_last_word_counts(desk):
    change(desk)
    sign(desk, actions.check)
    change(desk, progress="Still more")

    assert offered(desk) is None


def test_what_was_said_of_the_version_before_is_offered_for_a_correction(desk):
    """Red with the reason of the check before: the trail of the approval has the rating alone."""
    approved = sign(desk, actions.approve, review=otherwise("red"))
    draft = actions.start_correction(desk.kind, entry=approved, by=desk.people["author"], reason="A slip")

    earlier = said_before([draft], desk.people["approver"])[draft.pk]

    assert (earlier.rag, earlier.reason) == (Rag.RED, WHY)


def test_page_fills_it_in_and_says_so(client, desk):
    change(desk)
    client.force_login(desk.people["approver"])

    page = client.get(IN_ROUND[FIELD_OF[desk.kind.model]].describe(desk.entry)[1])

    form = page.context["page"].review_form
    assert (form["reviewer_rag"].value(), form["reviewer_reason"].value()) == ("amber", WHY)
    assertContains(page, "at 09:30 on 1 February 2021. It was changed since, so that rating has lapsed.")
    assertContains(page, '<details class="nhsuk-details" open>')


def test_list_of_several_says_it_before_a_signature_agrees(client, desk):
    change(desk)
    client.force_login(desk.people["approver"])

    assertContains(client.get(reverse("approve_several")), "Before this was changed you rated it Amber")
    client.force_login(desk.people["editor"])
    assertNotContains(client.get(reverse("check_several")), "you rated it Amber")
