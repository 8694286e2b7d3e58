"""The administrator, signed in."""

import pytest

from pssdash.accounts.roles import ADMINISTRATOR
from tests.factories.accounts import make_user


@pytest.fixture
def administrator(client):
    user = make_user(ADMINISTRATOR)
    client.force_login(user)
    return user
