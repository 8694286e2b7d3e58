"""Whoever reads the pages."""

import pytest

from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user


@pytest.fixture
def reader(client):
    """Signs in an editor, or whoever is named."""

    def sign_in(*roles, **fields):
        client.force_login(make_user(*(roles or (EDITOR,)), **fields))
        return client

    return sign_in
