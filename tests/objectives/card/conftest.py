"""The objective whose card it is."""

import pytest

from tests.factories.objectives import (
    make_objective,
)


@pytest.fixture
def objective():
    return make_objective(ref="SC-1", title="A just culture")
