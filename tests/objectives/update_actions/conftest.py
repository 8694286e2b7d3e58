"""A target in an open quarter, and who writes and approves of it."""

import pytest

from pssdash.accounts.roles import APPROVER
from tests.factories.accounts import make_user
from tests.factories.objectives import make_target


@pytest.fixture
def target():
    return make_target(deadline="by 31 March 2022")


@pytest.fixture
def approver():
    return make_user(APPROVER)
