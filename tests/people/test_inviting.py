"""Inviting people and accepting: who gets what, for how long a link works, and what the trail keeps."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER, SUBMITTER
from pssdash.people.given import Given
from pssdash.people.inviting import accept, invite, invite_again, withdraw
from pssdash.people.models import Invitation, digest
from pssdash.people.refusals import Refused
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative
from tests.factories.people import TOKEN, make_invitation
from tests.twenty_editors import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "heron lantern gravel"
INVITED = {"name": "Ann Example", "email": "ann@example.org", "codes": "psc-1"}


@pytest.fixture
def administrator(client):
    user = make_user(ADMINISTRATOR)
    client.force_login(user)
    return user


def invite_ann(client, **fields):
    make_collaborative(code="PSC-1", short_name="First PSC")
    return client.post(reverse("invite"), INVITED | {"roles": [Group.objects.get(name=SUBMITTER).pk]} | fields)


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:8000(/accounts/invitation/\S+)", message.body).group(1)


def choose(client, link, again=PASSWORD):
    return client.post(link, {"new_password1": PASSWORD, "new_password2": again})


def test_invited_person_gets_an_account_with_role_and_organisation(client, administrator):
    invite_ann(client)
    client.logout()

    response = choose(client, link_in(mail.outbox[0]))

    user = User.objects.get(email="ann@example.org")
    assert response.url == reverse("invitation_accepted")
    assert (user.name, user.check_password(PASSWORD)) == ("Ann Example", True)
    assert [role.name for role in user.groups.all()] == [SUBMITTER]
    assert [each.organisation.code for each in user.memberships.all()] == ["PSC-1"]
    assert Invitation.objects.get().state == "accepted"


def test_mail_names_who_invites_and_what_for(client, administrator):
    invite_ann(client)

    message = mail.outbox[0]
    texts = [message.body, message.alternatives[0].content]
    assert message.to == ["ann@example.org"]
    assert all(
        words in text for text in texts for words in ("Ann Example", administrator.name, "Submitter", "First PSC")
    )


def test_mail_arrives_through_a_server(client, administrator, settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port

    invite_ann(client)

    text = mail_server.messages[0].get_body(("plain",)).get_content()
    token = re.search(r"/accounts/invitation/([\w-]+)/", text).group(1)
    assert Invitation.objects.of_token(token).get().was_sent


def test_mail_that_cannot_be_sent_is_said_on_the_list(client, administrator, settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    mail_server.refused = {"ann@example.org"}

    response = invite_ann(client)

    assert "The mail could not be sent" in client.get(response.url).content.decode()


def test_token_is_not_stored_in_clear(client, administrator):
    invite_ann(client)

    token = link_in(mail.outbox[0]).split("/")[-2]
    row = Invitation.objects.values().get()
    assert len(token) > 40
    assert token not in str(row) and row["token_digest"] == digest(token)


def test_everything_is_in_the_trail(client, administrator):
    invite_ann(client)
    invite_again(invitation=Invitation.objects.get(), by=administrator)
    user = accept(invitation=Invitation.objects.get(), password=PASSWORD)

    events = AuditEvent.objects.order_by("pk")
    assert [(event.action, event.by, event.item_key) for event in events] == [
        ("invited", administrator, "ann@example.org"),
        ("invited again", administrator, "ann@example.org"),
        ("accepted the invitation", user, "ann@example.org"),
    ]
    assert {"field": "roles", "before": "", "after": "Submitter"} in events[0].changes
    assert {"field": "organisations", "before": "", "after": "First PSC"} in events[0].changes


@pytest.mark.parametrize(("days", "status", "state"), [(29, 200, "waiting"), (31, 404, "expired")])
def test_link_works_for_thirty_days(client, days, status, state):
    with time_machine.travel("2020-10-01", tick=False) as clock:
        invitation = make_invitation(by=make_user(ADMINISTRATOR))
        clock.shift(timedelta(days=days))

        response = client.get(reverse("accept_invitation", args=[TOKEN]))

        assert (response.status_code, invitation.state) == (status, state)


def test_old_link_does_not_work_once_a_new_one_is_sent(client, administrator):
    invitation = make_invitation(by=administrator)

    client.post(reverse("invite_again", args=[invitation.pk]))

    client.logout()
    assert client.get(reverse("accept_invitation", args=[TOKEN])).status_code == 404
    assert client.get(link_in(mail.outbox[0])).status_code == 200


def test_expired_invitation_is_sent_again_for_thirty_days(client):
    with time_machine.travel("2020-10-01", tick=False) as clock:
        by = make_user(ADMINISTRATOR)
        invitation = make_invitation(by=by)
        clock.shift(timedelta(days=40))
        invite_again(invitation=invitation, by=by)
        clock.shift(timedelta(days=29))

        assert client.get(link_in(mail.outbox[0])).status_code == 200


def test_withdrawn_invitation_is_over(client, administrator):
    invitation = make_invitation(by=administrator)

    client.post(reverse("withdraw_invitation", args=[invitation.pk]))

    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"
    assert client.get(reverse("accept_invitation", args=[TOKEN])).status_code == 404
    assert client.post(reverse("invite_again", args=[invitation.pk])).status_code == 404
    assert AuditEvent.objects.get().action == "withdrew the invitation"


def test_withdrawn_address_can_be_invited_anew(client, administrator):
    withdraw(invitation=make_invitation(by=administrator, email="ann@example.org"), by=administrator)

    invite_ann(client)

    assert Invitation.objects.waiting().get().name == "Ann Example"


def test_link_works_once(client):
    make_invitation(by=make_user(ADMINISTRATOR))
    link = reverse("accept_invitation", args=[TOKEN])
    choose(client, link)

    assert choose(client, link).status_code == 404
    assert User.objects.filter(email="new@example.org").count() == 1


def test_answered_invitation_is_not_accepted_by_who_had_it_open():
    by = make_user(ADMINISTRATOR)
    invitation = make_invitation(by=by)
    withdraw(invitation=Invitation.objects.get(), by=by)

    with pytest.raises(Invitation.DoesNotExist):
        accept(invitation=invitation, password=PASSWORD)


def test_passwords_that_differ_make_no_account(client):
    make_invitation(by=make_user(ADMINISTRATOR))

    response = choose(client, reverse("accept_invitation", args=[TOKEN]), again="other")

    assert list(response.context["form"].errors) == ["new_password2"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_weak_password_is_refused_by_the_rules_of_all(client):
    make_invitation(by=make_user(ADMINISTRATOR))

    response = client.post(
        reverse("accept_invitation", args=[TOKEN]),
        {"new_password1": "new@example.org", "new_password2": "new@example.org"},
    )

    assert "new_password2" in response.context["form"].errors


def test_unknown_link_says_no_more_than_an_old_one(client):
    make_invitation(by=make_user(ADMINISTRATOR))

    unknown = client.get(reverse("accept_invitation", args=["zebra"]))

    assert unknown.status_code == 404
    assert "new@example.org" not in unknown.content.decode()


def test_digest_of_a_token_is_no_link(client):
    invitation = make_invitation(by=make_user(ADMINISTRATOR))

    assert client.get(reverse("accept_invitation", args=[invitation.token_digest])).status_code == 404


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
def test_what_does_not_fit_is_said_at_its_field(client, administrator, fields, field, words):
    make_user(email="taken@example.org")
    make_invitation(by=administrator, email="waiting@example.org")

    response = invite_ann(client, **fields)

    assert words in response.context["form"].errors[field][0]
    assert mail.outbox == []


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


def test_address_invited_a_moment_ago_is_refused_by_its_name(administrator):
    make_invitation(by=administrator, email="ann@example.org")
    role = Group.objects.get(name=BOARD_MEMBER)
    people = [Given(f"{name}@example.org", name, (role,), ()) for name in ("ben", "Ann")]

    with pytest.raises(Refused, match=r"^ann@example.org is invited already"):
        invite(people=people, by=administrator)

    assert [each.email for each in Invitation.objects.all()] == ["ann@example.org"]
    assert mail.outbox == []


def test_invitation_to_an_address_with_an_account_by_now_is_over(client, administrator):
    invitation = make_invitation(by=administrator, email="ann@example.org")
    make_user(email="ann@example.org")

    with pytest.raises(Refused, match="has an account already"):
        accept(invitation=invitation, password=PASSWORD)


@pytest.mark.many_writers
def test_two_administrators_who_invite_one_address_at_once_get_an_answer(administrator):
    role = Group.objects.get(name=BOARD_MEMBER)
    sent = INVITED | {"codes": "", "roles": [role.pk]}

    def inviting():
        client = Client()
        client.force_login(make_user(ADMINISTRATOR), backend="django.contrib.auth.backends.ModelBackend")
        return lambda: client.post(reverse("invite"), sent)

    answers = sorted(at_once([inviting() for _ in range(4)]), key=lambda answer: -answer.status_code)

    assert [answer.status_code for answer in answers] == [302, 200, 200, 200]
    assert all("is invited already" in answer.content.decode() for answer in answers[1:])
    assert Invitation.objects.count() == len(mail.outbox) == 1
