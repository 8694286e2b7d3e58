"""Loading once, again, over what people did, and from a fixture that is wrong."""

import shutil
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from programmes.loading import BadFixture, load_programmes
from programmes.models import Adoption, Measure, Observation, Programme, StatedFigure
from pssdash.accounts.models import AuditEvent
from pssdash.organisations.loading import load_organisations
from pssdash.organisations.models import Deliverer
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.programmes.loading.facts import PROGRAMMES, ROOT

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 10, 1, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def organisations():
    load_organisations(ROOT / "fixtures" / "organisations")


def counts():
    return {model: model.objects.count() for model in (Programme, Measure, StatedFigure, Observation, Adoption)}


def test_report_loads_once():
    assert load_programmes(PROGRAMMES) == 4
    before = counts()

    assert load_programmes(PROGRAMMES) == 0
    assert counts() == before
    assert AuditEvent.objects.filter(item_kind="programmes").count() == 1


def test_what_people_changed_stays():
    load_programmes(PROGRAMMES)
    Measure.objects.filter(slug="normothermia").update(owner="Team leads")

    load_programmes(PROGRAMMES)

    assert Measure.objects.get(slug="normothermia").owner == "Team leads"


def test_quarter_that_a_person_has_opened_stays_open_and_covers_programmes_too():
    ReportingPeriod.objects.create(quarter=Quarter(2024, 2), opened_at=NOON)

    load_programmes(PROGRAMMES)

    period = ReportingPeriod.objects.get(quarter=Quarter(2024, 2))
    assert period.is_open and period.covers_objectives and period.covers_programmes


def test_deliverer_of_the_strategy_is_not_made_again():
    Deliverer.objects.create(
        slug="patient-safety-collaboratives", name="PSCs", kind="group", member_kind="collaborative"
    )

    load_programmes(PROGRAMMES)

    assert Deliverer.objects.get().name == "PSCs"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("systems-safety/commitments.toml", "end = 2025-03-31", "end = 2025-04-30", "GP-D1: “by March 2025” has end"),
        ("systems-safety/stated.toml", "value = 56", "value = 54", "general-practice-pilot-organisations-q2"),
        ("maternity-and-neonatal/stated.toml", "value = 195", "value = 194", "preterm-lives-saved-q1-and-q2"),
        ("medicines/stated.toml", "value = 69", "value = 70", "icbs-in-whole-system-approach-share-q2 states 70"),
    ],
)
def test_fixture_that_contradicts_itself_leaves_nothing_behind(tmp_path, file, old, new, message):
    shutil.copytree(PROGRAMMES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadFixture, match=message):
        load_programmes(tmp_path)

    assert not Programme.objects.exists()
