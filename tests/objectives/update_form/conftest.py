"""The target whose update is written."""

import pytest

from tests.factories.objectives import make_target


@pytest.fixture
def target(period):
    return make_target(deadline="by 31 March 2022")
