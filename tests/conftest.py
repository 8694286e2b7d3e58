"""What every test runs under: which database, no network, no warnings, roles in place."""

import os
import socket
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db.models.signals import post_migrate
from django.test.utils import setup_databases, teardown_databases

# Settings are read once, from the environment, so they are fixed before Django starts.
BUILD = Path(__file__).resolve().parent.parent / "build" / "tests"
os.environ.update(
    DJANGO_SETTINGS_MODULE="pssdash.settings",
    SECRET_KEY="only-for-the-tests",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or "sqlite://:memory:",
    PSSDASH_VAR=str(BUILD),
    PSSDASH_DEMO="1",
    PSSDASH_DEMO_PASSWORD="a password for the tests",
    EMAIL_URL="memorymail://",
)
SET_BY_NOBODY = (
    "DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEFAULT_FROM_EMAIL", "SECRET_KEY_FALLBACKS", "SITE_ADDRESS",
)  # fmt: skip
for name in SET_BY_NOBODY:
    os.environ.pop(name, None)
# WhiteNoise warns about a folder of static files that is not there.
(BUILD / "static").mkdir(parents=True, exist_ok=True)

LOOPBACK = ("127.", "::1", "localhost")


def settle_settings():
    """What the tests need otherwise than a site, from before the first connection is made."""
    from django.conf import settings

    # The real password hash takes a third of a second by design.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Files handed in as evidence leave nothing behind.
    settings.STORAGES["evidence"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:":
        # Django would still test in memory; a file is locked by its writers, as on a real site.
        database.setdefault("TEST", {})["NAME"] = f"{database['NAME']}.test"


settle_settings()
# Here and not later by pytest-django, so that every conftest.py may import models.
django.setup()


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """A test that reaches for another machine fails at once."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != getattr(socket, "AF_UNIX", None) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"A test tried to reach {address[0]}: tests talk to this machine only.")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The test database. It is made even when all the tests at hand share it through `demo_site`."""
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
    post_migrate.connect(restore_roles, sender=apps.get_app_config("accounts"))
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


def restore_roles(**kwargs):
    """Roles come from a data migration; after a test that empties the tables they are made again."""
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType

    from pssdash.accounts.roles import sync_roles

    sync_roles(Group, Permission, ContentType)


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test counted or remembered is nothing to the next, whose people have the same numbers."""
    from django.core.cache import cache

    from programmes.quarter_pages import forget_pages

    cache.clear()
    forget_pages()


@pytest.fixture
def mail_server():
    """A mail server of this test's own, for what is sent through SMTP."""
    from tests.mail_server import mail_server

    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def query_count():
    """Counts the queries that a call makes: `query_count(lambda: client.get(url))`."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count
