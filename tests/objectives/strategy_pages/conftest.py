"""A target in an open quarter, and its editor."""

import pytest

from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def target(period):
    return make_target()


@pytest.fixture
def editor(client):
    user = make_user(EDITOR)
    client.force_login(user)
    return user
