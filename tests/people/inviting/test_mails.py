"""The mail of an invitation: what it says, how it is sent and sent again, and the trail."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, SUBMITTER
from pssdash.people.inviting import accept, invite_again
from pssdash.people.models import Invitation, digest
from tests.factories.accounts import make_user
from tests.factories.people import TOKEN, make_invitation
from tests.people.inviting.answering import PASSWORD, choose, link_in

pytestmark = pytest.mark.django_db


def test_invited_person_gets_an_account_with_role_and_organisation(client, invite_ann):
    invite_ann()
    client.logout()

    response = choose(client, link_in(mail.outbox[0]))

    user = User.objects.get(email="ann@example.org")
    assert response.url == reverse("invitation_accepted")
    assert (user.name, user.check_password(PASSWORD)) == ("Ann Example", True)
    assert [role.name for role in user.groups.all()] == [SUBMITTER]
    assert [each.organisation.code for each in user.memberships.all()] == ["PSC-1"]
    assert Invitation.objects.get().state == "accepted"


def test_mail_names_who_invites_and_what_for(invite_ann, administrator):
    invite_ann()

    message = mail.outbox[0]
    texts = [message.body, message.alternatives[0].content]
    assert message.to == ["ann@example.org"]
    assert all(
        words in text for text in texts for words in ("Ann Example", administrator.name, "Submitter", "First PSC")
    )


def test_mail_arrives_through_a_server(invite_ann, settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port

    invite_ann()

    text = mail_server.messages[0].get_body(("plain",)).get_content()
    token = re.search(r"/accounts/invitation/([\w-]+)/", text).group(1)
    assert Invitation.objects.of_token(token).get().was_sent


def test_mail_that_cannot_be_sent_is_said_on_the_list(client, invite_ann, settings, mail_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    mail_server.refused = {"ann@example.org"}

    response = invite_ann()

    assert "The mail could not be sent" in client.get(response.url).content.decode()


def test_token_is_not_stored_in_clear(invite_ann):
    invite_ann()

    token = link_in(mail.outbox[0]).split("/")[-2]
    row = Invitation.objects.values().get()
    assert len(token) > 40
    assert token not in str(row) and row["token_digest"] == digest(token)


def test_everything_is_in_the_trail(invite_ann, administrator):
    invite_ann()
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


def test_old_link_does_not_work_once_a_new_one_is_sent(client, administrator, django_capture_on_commit_callbacks):
    invitation = make_invitation(by=administrator)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("invite_again", args=[invitation.pk]))

    client.logout()
    assert client.get(reverse("accept_invitation", args=[TOKEN])).status_code == 404
    assert client.get(link_in(mail.outbox[0])).status_code == 200


def test_expired_invitation_is_sent_again_for_thirty_days(client, django_capture_on_commit_callbacks):
    with time_machine.travel("2020-10-01", tick=False) as clock:
        by = make_user(ADMINISTRATOR)
        invitation = make_invitation(by=by)
        clock.shift(timedelta(days=40))
        with django_capture_on_commit_callbacks(execute=True):
            invite_again(invitation=invitation, by=by)
        clock.shift(timedelta(days=29))

        assert client.get(link_in(mail.outbox[0])).status_code == 200
