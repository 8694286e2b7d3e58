"""The national editor, signed in."""

import pytest

from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user


@pytest.fixture
def editor(client):
    editor = make_user(EDITOR)
    client.force_login(editor)
    return editor
