"""Records tied to what a page has read already."""

import pytest

from programmes.models import Measure, Workstream
from programmes.ties import tie
from tests.factories.programme_pages import make_source
from tests.factories.programmes import make_measure, make_workstream

pytestmark = pytest.mark.django_db


def measures():
    return list(Measure.objects.order_by("pk"))


def test_what_is_known_is_not_read_again(django_assert_num_queries):
    workstreams = [make_workstream(), make_workstream()]
    for each in reversed(workstreams):
        make_measure(workstream=each)
    found = measures()

    with django_assert_num_queries(0):
        tie(found, "workstream", workstreams)
        assert [each.workstream for each in found] == workstreams[::-1]


def test_what_is_not_known_is_read_in_one_query(django_assert_num_queries):
    workstreams = [make_workstream() for _ in range(3)]
    for each in workstreams:
        make_measure(workstream=each)
    found = measures()

    with django_assert_num_queries(1):
        tie(found, "workstream", workstreams[:1])
        assert [each.workstream for each in found] == workstreams


def test_what_is_not_known_is_read_with_what_it_refers_to(django_assert_num_queries):
    make_measure()
    [found] = measures()

    with django_assert_num_queries(1):
        tie([found], "workstream", others=Workstream.objects.select_related("programme"))
        assert found.workstream.programme.name


def test_record_that_refers_to_nothing_is_tied_to_nothing(django_assert_num_queries):
    make_measure()
    make_measure(source=make_source())
    without, with_source = measures()

    with django_assert_num_queries(1):
        tie([without, with_source], "source")
        assert without.source is None
        assert with_source.source.title
