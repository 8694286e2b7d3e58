"""The generated country: the same seed makes the same, and it is whole."""

import pytest

from programmes.benchmarking import dataset
from programmes.models import Observation, RollUp
from programmes.observations import write_observations
from pssdash.organisations.models import Organisation
from tests.factories.programmes import make_batch, make_measure
from tests.programmes.observations.roll_up_twin import roll_ups_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch):
    """A country of the same shape, small enough to count."""
    sizes = {"REGIONS": 2, "COLLABORATIVES": 3, "ICBS": 4, "TRUSTS": 6, "PRACTICES": 8, "MEASURES": 3, "MONTHS": 2}
    for name, size in sizes.items():
        monkeypatch.setattr(dataset, name, size)
    monkeypatch.setattr(dataset, "SIZES", {"S": 16, "L": 24})


@pytest.mark.parametrize(("size", "level", "count"), [("S", "trust", 16), ("L", "practice", 24)])
def test_every_measure_has_every_organisation_in_every_month(small, size, level, count):
    made = dataset.make_dataset(size)

    assert (Organisation.objects.count(), Observation.objects.count()) == (count, count * 3 * 2)
    for measure in made.measures:
        found = {(row.organisation.code, "p", row.end): row.value for row in measure.roll_ups.all()}
        assert found == {key: row[1] for key, row in roll_ups_of(measure).items()}
    # England, and what stands above the level that reports.
    assert RollUp.objects.count() == (1 + 2 + 3 + 4) * 3 * 2


def test_a_months_return_is_written_over_what_is_there(small):
    made = dataset.make_dataset("S")

    written = write_observations(batch=make_batch(), rows=dataset.month_of_values(made, made.months[0]))

    assert written.added == 0 and written.changed + written.unchanged == 16 * 3
    assert written.changed > 40


def test_same_seed_makes_the_same_values(small):
    made = dataset.make_dataset("S")

    first, again, other = (list(dataset.month_of_values(made, made.months[0], seed=seed)) for seed in (5, 5, 6))

    assert first == again != other


def test_database_with_measures_is_left_alone():
    make_measure()

    with pytest.raises(ValueError, match="one of its own"):
        dataset.make_dataset("S")
