"""The measures of public statistics: loaded when asked for, and never over what is there."""

import pytest
from django.conf import settings

from programmes.models import Measure, Programme
from programmes.public_measures import load_public_measures

pytestmark = pytest.mark.django_db
FILE = settings.ROOT / "fixtures" / "measures" / "public.toml"


def test_measures_are_loaded_into_a_programme_of_their_own():
    assert load_public_measures(FILE) == 11

    assert [programme.name for programme in Programme.objects.all()] == ["Public statistics"]
    for measure in Measure.objects.all():
        measure.full_clean()
        assert measure.source.slug == "public-statistics"
        # A rate without its parts cannot be added up; a share of a hundred is multiplied by it.
        assert measure.per == (100 if measure.is_percentage else 1)


def test_what_is_there_stays_as_it_is():
    load_public_measures(FILE)
    Measure.objects.filter(slug="ae-4hr-performance-pct").update(owner="The team")

    assert load_public_measures(FILE) == 0
    assert Measure.objects.get(slug="ae-4hr-performance-pct").owner == "The team"
