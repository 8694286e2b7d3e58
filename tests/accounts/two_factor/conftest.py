"""A board member, and a clock."""

import pytest
import time_machine

from pssdash.accounts.roles import BOARD_MEMBER
from tests.accounts.two_factor.signing_in import EMAIL
from tests.factories.accounts import make_user


@pytest.fixture
def person():
    return make_user(BOARD_MEMBER, email=EMAIL)


@pytest.fixture
def clock():
    """The time, to be moved on."""
    with time_machine.travel("2020-10-01 12:00", tick=False) as traveller:
        yield traveller
