"""The public files are imported whole, add up, and their charts say what is in them."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from programmes.models import Measure, Observation, RollUp
from programmes.observations import roll_up_findings
from programmes.observations.importing import import_observations
from programmes.public_measures import load_public_measures
from programmes.series import analyse_series, read_series
from programmes.spc import notes, suggest_step_change
from pssdash.accounts import roles
from pssdash.organisations.loading import load_organisations
from pssdash.organisations.models import Organisation
from tests.factories.accounts import make_user

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
SERIES = SHARED / "series"
ECOLI, OPIOIDS = SERIES / "ecoli_trust_monthly_total.csv", SERIES / "opioids_icb_monthly_2014_2019.csv"
EMERGENCY, INFECTIONS = SERIES / "ae_4hr_icb_monthly_2022_2025.csv", SERIES / "hcai_icb_annual_rates.csv"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SERIES.exists(), reason="../shared/data is not there"),
]


@pytest.fixture(autouse=True)
def catalogue():
    load_organisations(settings.ROOT / "fixtures" / "organisations")
    load_public_measures(settings.ROOT / "fixtures" / "measures" / "public.toml")


def imported(path, slug):
    """The measure with its values; they are imported again without a change."""
    measure = Measure.objects.get(slug=slug)
    import_observations(path=path, measure=measure)
    assert import_observations(path=path, measure=measure).batch is None
    return measure


def analysed(measure, code):
    series = read_series(make_user(roles.EDITOR), [measure], [Organisation.objects.get(code=code)])
    return analyse_series(series)[0]


def test_ecoli_file_with_its_merger_its_gap_and_its_differences():
    call_command("import_organisations", str(SHARED / "orgs" / "trusts.csv"), verbosity=0)
    measure = imported(ECOLI, "ecoli-bacteraemia-total")

    assert Observation.objects.count() == 18155
    step = suggest_step_change(analysed(measure, "REM"))
    assert (step.start, step.sign) == (date(2020, 5, 1), 1)
    assert "does not suit" in notes(analysed(measure, "RPC"))[-1]
    england = {row.x: row for row in analysed(measure, "ENG").rows}
    gap = [row for day, row in england.items() if date(2022, 5, 1) <= day <= date(2023, 9, 1)]
    assert [(row.y, row.filled) for row in gap] == [(None, True)] * 17
    assert england[date(2023, 10, 1)].moving_range is None
    # What was printed for England is the sum of its trusts, but for three months.
    assert [(each.start, each.entered, each.rolled_up) for each in roll_up_findings(measure)] == [
        (date(2018, 3, 1), 3305, 3299), (date(2019, 3, 1), 3602, 3598), (date(2020, 3, 1), 3013, 2963),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "slug", ["high-dose-opioid-items-pct", "high-dose-opioid-items-per-1000", "opioid-ome-mg-per-1000"]
)
def test_opioid_file_is_mapped_to_icbs_that_add_up_to_england(slug):
    measure = imported(OPIOIDS, slug)

    icbs = Observation.objects.filter(organisation__kind="icb")
    assert (icbs.count(), icbs.filter(is_mapped=False).count()) == (42 * 60, 0)
    england = RollUp.objects.filter(organisation__kind="nation")
    assert set(england.values_list("reported", "expected")) == {(42, 42)}
    assert RollUp.objects.filter(organisation__kind="region").count() == 7 * 60
    assert roll_up_findings(measure) == []


def test_emergency_file_adds_up_to_regions_and_england():
    measure = imported(EMERGENCY, "ae-4hr-performance-pct")

    assert Observation.objects.filter(measure=measure).count() == 42 * 40
    months = Observation.objects.filter(organisation__kind="icb", end=date(2024, 4, 30))
    numerator, denominator = (sum(months.values_list(name, flat=True)) for name in ("numerator", "denominator"))
    row = RollUp.objects.get(organisation__kind="nation", end=date(2024, 4, 30))
    assert (row.value, row.reported, row.expected) == (numerator / denominator * 100, 42, 42)


def test_infections_file_holds_six_yearly_rates_that_are_not_added_up():
    slugs = ["cdi", "ecoli", "klebsiella", "mrsa", "mssa", "p-aeruginosa"]
    counts = [imported(INFECTIONS, f"{slug}-rate-per-100k").observations.count() for slug in slugs]

    assert counts == [630, 504, 294, 630, 546, 294]
    assert set(Observation.objects.values_list("start__month", "end__month").distinct()) == {(4, 3)}
    assert not RollUp.objects.exists()
