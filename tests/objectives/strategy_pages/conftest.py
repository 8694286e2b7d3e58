"""A target in an open quarter, and its editor."""

import pytest

from tests.factories.objectives import make_target


@pytest.fixture
def target(period):
    return make_target()
