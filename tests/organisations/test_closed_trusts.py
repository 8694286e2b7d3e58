"""Closed trusts come with the trusts that succeeded them."""

from datetime import date

import pytest
from django.conf import settings

from pssdash.organisations.closed_trusts import add_closed_trusts
from pssdash.organisations.loading import rows_of
from pssdash.organisations.models import Organisation, Succession
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
FILE = settings.ROOT / "fixtures" / "organisations" / "closed_trusts.csv"


def test_closed_trust_is_added_with_its_successor():
    successor = make_organisation("trust", code="REM")

    assert add_closed_trusts(FILE) == 1

    closed = Organisation.objects.get(code="RQ6")
    assert (closed.kind, closed.start, closed.end) == ("trust", None, date(2019, 9, 30))
    assert list(Succession.objects.values_list("predecessor", "successor", "date")) == [
        (closed.pk, successor.pk, date(2019, 10, 1))
    ]
    assert add_closed_trusts(FILE) == 0


def test_trust_that_is_there_keeps_what_it_has_and_gains_its_succession():
    make_organisation("trust", code="REM")
    known = make_organisation("trust", code="RQ6", name="As somebody wrote it")

    assert add_closed_trusts(FILE) == 0

    known.refresh_from_db()
    assert (known.name, known.end) == ("As somebody wrote it", None)
    assert known.successions.count() == 1


def test_split_trust_has_two_successors():
    for code in ("RJE", "RL4"):
        make_organisation("trust", code=code)

    assert add_closed_trusts(FILE) == 1

    assert Organisation.objects.get(code="RJD").successions.count() == 2


def test_nothing_is_added_without_successors():
    assert add_closed_trusts(FILE) == 0


def test_file_has_no_succession_twice_and_firsts_of_months():
    rows = rows_of(FILE)

    assert len({(row["code"], row["successor"]) for row in rows}) == len(rows)
    assert {row["date"][-2:] for row in rows} == {"01"}
