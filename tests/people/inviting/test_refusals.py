"""Who cannot be invited, and what the database holds impossible."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, transaction

from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER
from pssdash.people.given import Given
from pssdash.people.inviting import invite, withdraw
from pssdash.people.models import Invitation
from pssdash.people.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.people import make_invitation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"email": "Taken@example.org"}, "email", "Taken@example.org has an account already"),
        ({"email": "Waiting@example.org"}, "email", "Waiting@example.org is invited already"),
        ({"codes": "PSC-1 ZZZ"}, "codes", "There is no organisation with the code ZZZ"),
        ({"codes": ""}, "codes", "A submitter needs the code of the organisation"),
        ({"roles": []}, "roles", "Choose at least one role"),
        ({"name": ""}, "name", "Enter the name"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(invite_ann, administrator, fields, field, words):
    make_user(email="taken@example.org")
    make_invitation(by=administrator, email="waiting@example.org")

    response = invite_ann(**fields)

    assert words in response.context["form"].errors[field][0]
    assert mail.outbox == []


def test_withdrawn_address_can_be_invited_anew(invite_ann, administrator):
    withdraw(invitation=make_invitation(by=administrator, email="ann@example.org"), by=administrator)

    invite_ann()

    assert Invitation.objects.waiting().get().name == "Ann Example"


def test_one_unanswered_invitation_an_address():
    by = make_user(ADMINISTRATOR)
    make_invitation(by=by)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_invitation(by=by, email="NEW@example.org", token="another")


def test_accepted_invitation_without_account_is_refused():
    invitation = make_invitation(by=make_user(ADMINISTRATOR))
    invitation.accepted_at = invitation.invited_at

    with pytest.raises(IntegrityError), transaction.atomic():
        invitation.save()


def test_invitation_that_is_both_accepted_and_withdrawn_is_refused():
    invitation = make_invitation(by=make_user(ADMINISTRATOR))
    invitation.accepted_at = invitation.withdrawn_at = invitation.invited_at
    invitation.account = make_user(BOARD_MEMBER)

    with pytest.raises(IntegrityError), transaction.atomic():
        invitation.save()


def test_address_invited_a_moment_ago_is_refused_by_its_name(administrator, django_capture_on_commit_callbacks):
    make_invitation(by=administrator, email="ann@example.org")
    role = Group.objects.get(name=BOARD_MEMBER)
    people = [Given(f"{name}@example.org", name, (role,), ()) for name in ("ben", "Ann")]

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(Refused, match=r"^ann@example.org is invited already"),
    ):
        invite(people=people, by=administrator)

    assert [each.email for each in Invitation.objects.all()] == ["ann@example.org"]
    assert mail.outbox == []
