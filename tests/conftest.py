"""What every test runs under: which database, no network, no warnings, roles in place."""

import os
import socket
from pathlib import Path

import pytest

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
for name in ("DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "PROXY_COUNT"):
    os.environ.pop(name, None)
# WhiteNoise warns about a folder of static files that is not there.
(BUILD / "static").mkdir(parents=True, exist_ok=True)


def pytest_configure():
    """The real password hash takes a third of a second by design."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


LOOPBACK = ("127.", "::1", "localhost")


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
def django_db_setup(django_db_setup):
    """Roles come from a data migration; after a test that empties the tables they are made again."""
    from django.apps import apps
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType
    from django.db.models.signals import post_migrate

    from pssdash.accounts.roles import sync_roles

    def restore_roles(**kwargs):
        sync_roles(Group, Permission, ContentType)

    post_migrate.connect(restore_roles, sender=apps.get_app_config("accounts"), weak=False)
