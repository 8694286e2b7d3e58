"""An administrator who invites Ann."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from pssdash.accounts.roles import SUBMITTER
from tests.factories.organisations import make_collaborative
from tests.people.inviting.answering import INVITED


@pytest.fixture
def invite_ann(client, administrator, django_capture_on_commit_callbacks):
    """invite_ann(**fields): what the page answers, after its mail is sent."""

    def invite(**fields):
        make_collaborative(code="PSC-1", short_name="First PSC")
        roles = [Group.objects.get(name=SUBMITTER).pk]
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("invite"), INVITED | {"roles": roles} | fields)

    return invite
