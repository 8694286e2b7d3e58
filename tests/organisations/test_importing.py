"""Importing trusts: additions, renames, closings, moves; the same file again changes nothing; a bad file neither."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from pssdash.accounts.models import AuditEvent
from pssdash.organisations.importing import BadFile, import_trusts
from pssdash.organisations.loading import load_organisations
from pssdash.organisations.models import Organisation, OrganisationLink
from tests.organisations.test_trust_file import written

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)
LATER = date(2026, 4, 1)
DORSET = {"ods_code": "R0D", "name": "University Hospitals Dorset NHS Foundation Trust", "open_date": "2020-10-01"}
EAST_CHESHIRE = {
    "ods_code": "RJN", "name": "East Cheshire NHS Trust", "icb_code": "QYG", "region_code": "Y62",
    "psc_code": "HI-Man", "psc_note": "Not with its ICB's main collaborative",
}  # fmt: skip


@pytest.fixture(autouse=True)
def organisations():
    load_organisations(settings.ROOT / "fixtures" / "organisations")


@pytest.fixture
def imports(tmp_path):
    """Import rows on a day; returns the summary in words."""
    return lambda *rows, day=DAY: str(import_trusts(written(tmp_path, *rows), day))


def links(code, kind="icb"):
    found = OrganisationLink.objects.filter(child__code=code, kind=kind).order_by("start", "pk")
    return [(link.parent.code, link.start, link.end) for link in found]


def test_new_trust_is_added_with_its_icb(imports):
    summary = imports(DORSET)

    trust = Organisation.objects.get(code="R0D")
    assert summary == "1 added, 0 changed, 0 unchanged"
    assert (trust.kind, trust.name, trust.short_name, trust.trust_type) == (
        "trust", DORSET["name"], DORSET["name"], "acute",
    )  # fmt: skip
    assert (trust.start, trust.end, trust.ods_code) == (date(2020, 10, 1), None, "R0D")
    assert links("R0D") == [("QVV", date(2022, 7, 1), None)]


def test_trust_has_no_collaborative_of_its_own_where_the_icb_says_the_same(imports):
    imports(DORSET)

    assert links("R0D", "collaborative") == []


def test_trust_whose_collaborative_is_not_its_icbs_has_a_link_of_its_own(imports):
    imports(EAST_CHESHIRE)

    own = OrganisationLink.objects.get(child__code="RJN", kind="collaborative")
    assert (own.parent.code, own.note) == ("HI-Man", "Not with its ICB's main collaborative")


def test_same_file_again_changes_nothing(imports):
    imports(DORSET, EAST_CHESHIRE)
    events = AuditEvent.objects.count()

    again = imports(DORSET, EAST_CHESHIRE, day=LATER)

    assert again == "0 added, 0 changed, 2 unchanged"
    assert AuditEvent.objects.count() == events


def test_import_is_in_the_audit_trail(imports):
    imports(DORSET)

    event = AuditEvent.objects.get(item_key="R0D")
    assert (event.action, event.item_kind, event.reason) == ("added", "organisation", "Import of trusts.csv")
    assert {"field": "ICB", "before": "", "after": "QVV from 2022-07-01"} in event.changes


def test_rename_keeps_the_old_name_in_the_trail(imports):
    imports(DORSET)

    summary = imports(DORSET | {"name": "Dorset NHS Trust"})

    trust, event = Organisation.objects.get(code="R0D"), AuditEvent.objects.filter(item_key="R0D").first()
    assert (summary, trust.name, trust.short_name) == (
        "0 added, 1 changed, 0 unchanged", "Dorset NHS Trust", "Dorset NHS Trust",
    )  # fmt: skip
    assert event.changes[0] == {"field": "name", "before": DORSET["name"], "after": "Dorset NHS Trust"}


def test_rename_leaves_a_short_name_that_somebody_gave(imports):
    imports(DORSET)
    Organisation.objects.filter(code="R0D").update(short_name="Dorset")

    imports(DORSET | {"name": "Dorset NHS Trust"})

    assert Organisation.objects.get(code="R0D").short_name == "Dorset"


def test_closing_ends_the_trust_and_its_links(imports):
    imports(EAST_CHESHIRE)

    imports(EAST_CHESHIRE | {"close_date": "2025-03-31", "status": "closed"})

    assert Organisation.objects.get(code="RJN").end == date(2025, 3, 31)
    assert links("RJN")[0][2] == links("RJN", "collaborative")[0][2] == date(2025, 3, 31)


def test_closing_taken_back_opens_the_link_again(imports):
    imports(DORSET)
    imports(DORSET | {"close_date": "2025-03-31", "status": "closed"})

    imports(DORSET)

    assert links("R0D") == [("QVV", date(2022, 7, 1), None)]


def test_closed_trust_is_added_with_a_link_that_ended(imports):
    imports(DORSET | {"close_date": "2024-09-30", "status": "closed"})

    assert links("R0D") == [("QVV", date(2022, 7, 1), date(2024, 9, 30))]


def test_move_to_another_icb_ends_the_old_link_the_day_before(imports):
    imports(DORSET)

    imports(DORSET | {"icb_code": "QRL", "region_code": "Y59"}, day=LATER)

    assert links("R0D") == [("QVV", date(2022, 7, 1), date(2026, 3, 31)), ("QRL", LATER, None)]


def test_move_back_makes_a_third_link(imports):
    imports(DORSET)
    imports(DORSET | {"icb_code": "QRL", "region_code": "Y59"}, day=date(2025, 7, 1))

    imports(DORSET, day=LATER)

    assert [code for code, *_ in links("R0D")] == ["QVV", "QRL", "QVV"]


def test_move_into_an_icb_that_opens_later_waits_for_it(imports):
    imports(DORSET | {"icb_code": "QRV", "region_code": "Y56", "psc_code": "ICHP"})

    imports(DORSET | {"icb_code": "Z9B2Z", "region_code": "Y56", "psc_code": "ICHP"})

    assert links("R0D") == [("QRV", date(2022, 7, 1), date(2026, 3, 31)), ("Z9B2Z", LATER, None)]


def test_trust_of_a_closed_icb_has_a_link_that_ended_with_it(imports):
    imports(DORSET | {"icb_code": "QRV", "region_code": "Y56", "psc_code": "ICHP"}, day=date(2026, 11, 22))

    assert links("R0D") == [("QRV", date(2022, 7, 1), date(2026, 3, 31))]


def test_second_move_on_the_same_day_corrects_the_first(imports):
    imports(DORSET)
    imports(DORSET | {"icb_code": "QRL", "region_code": "Y59"})

    imports(DORSET | {"icb_code": "QKS", "region_code": "Y59"})

    assert links("R0D") == [("QVV", date(2022, 7, 1), date(2025, 5, 31)), ("QKS", DAY, None)]


def test_closed_trust_does_not_move(imports):
    closed = DORSET | {"close_date": "2024-09-30", "status": "closed"}
    imports(closed)

    summary = imports(closed | {"icb_code": "QRL", "region_code": "Y59"})

    assert summary == "0 added, 0 changed, 1 unchanged"


def test_own_collaborative_ends_when_the_file_goes_back_to_the_icbs(imports):
    imports(DORSET | {"psc_code": "HI-SW"})

    imports(DORSET, day=LATER)

    assert links("R0D", "collaborative") == [("HI-SW", None, date(2026, 3, 31))]


@pytest.mark.parametrize(
    ("first", "then", "day", "problem"),
    [
        (
            {"icb_code": "QRL", "region_code": "Y59"}, {}, date(2020, 1, 1),
            "line 2: R0D has been with QRL since 2025-06-01, so it cannot move to QVV on 2022-07-01; "
            "give a later --date",
        ),
        (
            {"icb_code": "QRL", "region_code": "Y59"}, {"icb_code": "QRV", "region_code": "Y56"}, date(2026, 11, 22),
            "line 2: R0D cannot be with QRV from 2026-11-22, because QRV closed on 2026-03-31",
        ),
        (
            {"icb_code": "QRL", "region_code": "Y59"},
            {"icb_code": "QRL", "region_code": "Y59", "close_date": "2025-05-30", "status": "closed"}, LATER,
            "line 2: R0D cannot leave QRL on 2025-05-30, because it joined on 2025-06-01",
        ),
    ],
    ids=["a file older than the last move", "into a closed ICB", "closed before the last move"],
)  # fmt: skip
def test_dates_that_cannot_be_are_named(imports, first, then, day, problem):
    imports(DORSET)
    imports(DORSET | first)

    with pytest.raises(BadFile) as error:
        imports(DORSET | then, day=day)

    assert str(error.value) == problem


def test_one_bad_line_keeps_the_whole_file_out(imports):
    imports(DORSET)
    events = AuditEvent.objects.count()

    with pytest.raises(BadFile):
        imports(DORSET | {"name": "New name"}, {"ods_code": "RXX"}, EAST_CHESHIRE | {"icb_code": "QXX"})

    assert Organisation.objects.get(code="R0D").name == DORSET["name"]
    assert not Organisation.objects.filter(code="RXX").exists()
    assert AuditEvent.objects.count() == events


def test_impossible_move_keeps_the_whole_file_out(imports):
    imports(DORSET)
    imports(DORSET | {"icb_code": "QRL", "region_code": "Y59"})

    with pytest.raises(BadFile):
        imports({"ods_code": "RXX"}, DORSET, day=date(2022, 8, 1))

    assert not Organisation.objects.filter(code="RXX").exists()


def test_command_prints_the_summary(tmp_path):
    out = StringIO()

    call_command("import_organisations", written(tmp_path, DORSET), "--date=2025-06-01", stdout=out)

    assert out.getvalue() == "1 added, 0 changed, 0 unchanged\n2 closed trusts added that they succeeded\n"


def test_command_lists_every_problem(tmp_path):
    path = written(tmp_path, DORSET | {"name": ""}, EAST_CHESHIRE | {"icb_code": "QXX"})

    with pytest.raises(CommandError) as error:
        call_command("import_organisations", path)

    assert str(error.value).splitlines() == [
        "Nothing was imported. 2 problems:",
        "line 2: the name is missing",
        "line 3: the ICB “QXX” is not known",
    ]


REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "orgs" / "trusts.csv"


@pytest.mark.skipif(not REAL.exists(), reason=f"the public list of trusts is not there: {REAL}")
def test_public_list_of_trusts_is_imported_and_again_without_change():
    first = str(import_trusts(REAL, DAY))
    again = str(import_trusts(REAL, DAY))

    trusts = Organisation.objects.of_kind("trust")
    assert (first, again) == ("207 added, 0 changed, 0 unchanged", "0 added, 0 changed, 207 unchanged")
    assert trusts.open_at(DAY).count() == 202
    assert links("RJN", "collaborative") == [("HI-Man", None, None)]
