"""Several administrators who invite one address at the same time."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER
from pssdash.people.models import Invitation
from tests.factories.accounts import make_user
from tests.people.inviting.answering import INVITED
from tests.twenty_editors import at_once


@pytest.mark.django_db(transaction=True)
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
