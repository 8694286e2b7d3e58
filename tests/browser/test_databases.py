"""Sites at a stage share what was filled once, and nothing that a test does there reaches another."""

from pssdash.accounts.models import User
from tests.browser.content import EMPTY


def test_what_is_done_in_a_copy_is_in_no_other(stages, django_db_blocker):
    with django_db_blocker.unblock():
        with stages.copy_of(EMPTY):
            assert User.objects.update(is_active=False)
        with stages.copy_of(EMPTY):
            assert not User.objects.filter(is_active=False).exists()


def test_database_of_the_other_tests_stays_empty(stages, django_db_blocker):
    with django_db_blocker.unblock():
        with stages.copy_of(EMPTY):
            pass
        assert not User.objects.exists()
