"""Everybody looks from England, as an editor."""

import pytest

from pssdash.accounts import roles
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england


@pytest.fixture(autouse=True)
def england():
    return make_england()


@pytest.fixture
def editor(client):
    user = make_user(roles.EDITOR)
    client.force_login(user)
    return user
