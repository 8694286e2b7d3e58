"""The report as loaded, once for the tests of a file that only read it."""

import pytest
from django.db import transaction

from programmes.loading import load_programmes
from pssdash.organisations.loading import load_organisations
from tests.programmes.loading.facts import PROGRAMMES, ROOT


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker):
    """Organisations and programmes in a transaction that is taken back after the last test of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_organisations(ROOT / "fixtures" / "organisations")
        load_programmes(PROGRAMMES)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
