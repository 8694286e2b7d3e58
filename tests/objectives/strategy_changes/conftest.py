"""Who changes the strategy, when and why."""

import pytest

from objectives.actions.strategy_changes import Change
from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import make_version
from tests.objectives.strategy_changes.reading import Q3


@pytest.fixture
def change(period):
    return Change(by=make_user(EDITOR), version=make_version(), quarter=Q3, reason="Agreed by the board")
