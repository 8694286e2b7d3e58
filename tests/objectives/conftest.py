"""An open quarter, its national editor who is signed in, and one of the PSCs."""

import pytest

from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def editor(client):
    editor = make_user(EDITOR)
    client.force_login(editor)
    return editor


@pytest.fixture
def collaborative():
    return make_collaborative(code="HI-ONE")
