"""The fixtures of organisations: what they hold, and that loading them never writes over a person's change."""

from collections import Counter
from datetime import date

import pytest
from django.conf import settings

from pssdash.accounts.models import AuditEvent
from pssdash.organisations.loading import load_organisations
from pssdash.organisations.models import Organisation, OrganisationKind, OrganisationLink, Succession

pytestmark = pytest.mark.django_db
FIXTURES = settings.ROOT / "fixtures" / "organisations"
Kind = OrganisationLink.Kind


@pytest.fixture
def loaded():
    return load_organisations(FIXTURES)


def parents(code, kind, **only):
    links = OrganisationLink.objects.filter(child__code=code, kind=kind, **only)
    return sorted(link.parent.code for link in links)


def test_everything_is_loaded(loaded):
    kinds = Counter(Organisation.objects.values_list("kind", flat=True))

    assert kinds == {"nation": 1, "region": 7, "collaborative": 15, "icb": 48, "national_body": 18}
    assert loaded == sum(kinds.values())


def test_england_has_its_code(loaded):
    england = Organisation.england()

    assert (england.code, england.ons_code) == ("ENG", "E92000001")


def test_icbs_of_2022_and_of_2026_follow_each_other(loaded):
    icbs = Organisation.objects.of_kind(OrganisationKind.ICB)

    assert icbs.open_at(date(2022, 6, 30)).count() == 0
    assert icbs.open_at(date(2022, 7, 1)).count() == 42
    assert icbs.open_at(date(2026, 3, 31)).count() == 42
    assert icbs.open_at(date(2026, 4, 1)).count() == 36


def test_dorset_is_in_the_south_west_and_works_with_wessex(loaded):
    assert parents("QVV", Kind.REGION) == ["Y58"]
    assert parents("QVV", Kind.COLLABORATIVE) == ["HI-Wessex"]


def test_cheshire_and_merseyside_works_with_two_collaboratives(loaded):
    assert parents("QYG", Kind.COLLABORATIVE) == ["HI-Man", "HI-NWC"]


def test_link_says_how_sure_it_is(loaded):
    link = OrganisationLink.objects.get(child__code="QNQ", parent__code="HI-KSS")

    assert link.note.startswith("Second collaborative. Confidence low: ")


def test_split_icb_has_two_successors(loaded):
    found = Succession.objects.filter(predecessor__code="QJG").values_list("successor__code", "date")

    assert sorted(found) == [("D7T5G", date(2026, 4, 1)), ("T6Y0W", date(2026, 4, 1))]


def test_every_icb_lies_in_one_region(loaded):
    links = OrganisationLink.objects.filter(kind=Kind.REGION).values_list("child__code", flat=True)

    assert sorted(links) == sorted(Organisation.objects.of_kind("icb").values_list("code", flat=True))


def test_region_of_a_successor_says_that_it_is_inferred(loaded):
    link = OrganisationLink.objects.get(child__code="Z9B2Z", kind=Kind.REGION)

    assert (link.parent.code, link.start, link.note[:8]) == ("Y56", date(2026, 4, 1), "Inferred")


def test_links_of_closed_icbs_end_with_them(loaded):
    closed = OrganisationLink.objects.filter(child__end__isnull=False)

    assert closed.exists()
    assert set(closed.values_list("end", flat=True)) == {date(2026, 3, 31)}


def test_notes_fit_their_column(loaded):
    longest = max(len(note) for note in OrganisationLink.objects.values_list("note", flat=True))

    assert longest <= OrganisationLink._meta.get_field("note").max_length


def test_second_load_adds_nothing_and_keeps_what_a_person_changed(loaded):
    Organisation.objects.filter(code="Y62").update(short_name="The North West")
    OrganisationLink.objects.filter(child__code="QYG", parent__code="HI-Man").delete()
    events = AuditEvent.objects.count()

    again = load_organisations(FIXTURES)

    assert again == 0
    assert Organisation.objects.get(code="Y62").short_name == "The North West"
    assert parents("QYG", Kind.COLLABORATIVE) == ["HI-NWC"]
    assert AuditEvent.objects.count() == events == 1


def test_load_adds_what_is_missing(loaded):
    Succession.objects.filter(predecessor__code="QUE").delete()
    OrganisationLink.objects.filter(child__code="QUE").delete()
    Organisation.objects.filter(code="QUE").delete()

    again = load_organisations(FIXTURES)

    assert again == 1
    assert parents("QUE", Kind.REGION) == ["Y61"]
    assert Succession.objects.filter(predecessor__code="QUE", successor__code="S1Y5D").count() == 1
