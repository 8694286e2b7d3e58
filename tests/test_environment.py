"""Settings from the environment: what is read, and what a bad value answers."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pssdash import environment


@pytest.mark.parametrize(
    ("text", "is_on"), [("1", True), ("True", True), ("on", True), ("0", False), ("false", False), ("", False)]
)
def test_switch_is_on_or_off(monkeypatch, text, is_on):
    monkeypatch.setenv("DEBUG", text)

    assert environment.read_switch("DEBUG") is is_on


def test_switch_that_is_neither_is_an_error(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured, match="DEBUG is “maybe”"):
        environment.read_switch("DEBUG")


def test_hosts_are_read_with_or_without_spaces(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "one.example.org, two.example.org,")

    assert environment.read_hosts(demo=False) == ["one.example.org", "two.example.org"]


@pytest.mark.parametrize("text", ["", " , ", "*", "one.example.org,*", "https://one.example.org"])
def test_hosts_must_be_named_outside_the_demo(monkeypatch, text):
    monkeypatch.setenv("ALLOWED_HOSTS", text)

    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS must hold the site's host names"):
        environment.read_hosts(demo=False)


def test_demo_answers_on_this_machine(monkeypatch):
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    assert environment.read_hosts(demo=True) == ["127.0.0.1", "localhost"]


def test_origins_need_their_scheme(monkeypatch):
    monkeypatch.setenv("CSRF_TRUSTED_ORIGINS", "https://one.example.org,two.example.org")

    with pytest.raises(ImproperlyConfigured, match="whole addresses"):
        environment.read_origins()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense", "mysql://somebody:heron@host/name", "postgres://somebody:heron@host:port/name",
        "postgres://somebody:heron@host:5432", "other://somebody:heron@host:1/name",
    ],
)  # fmt: skip
def test_bad_database_is_told_without_its_password(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read") as caught:
        environment.read_database(Path("/nowhere"))

    assert "heron" not in str(caught.value)


def test_database_of_a_socket_is_read(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@/name?host=/run/postgresql")

    database = environment.read_database(Path("/nowhere"))

    assert (database["NAME"], database["OPTIONS"]) == ("name", {"host": "/run/postgresql"})


@pytest.mark.parametrize("url", ["nonsense", "other://host", "smtp+tls://somebody:he#ron@host:587"])
def test_bad_mail_server_is_told_without_its_password(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL cannot be read") as caught:
        environment.read_mail()

    assert caught.value.__suppress_context__


def test_folder_that_cannot_be_made_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("PSSDASH_VAR", str(tmp_path / "file" / "var"))

    with pytest.raises(ImproperlyConfigured, match=r"PSSDASH_VAR names the folder .* which cannot be made"):
        environment.read_folder("PSSDASH_VAR", tmp_path)


def test_secret_key_is_required_outside_the_demo(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        environment.read_secret_key(tmp_path, demo=False)


def test_secret_key_of_the_demo_is_kept_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    key = environment.read_secret_key(tmp_path, demo=True)

    assert environment.read_secret_key(tmp_path, demo=True) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_connections_to_postgresql_are_kept_and_checked_before_use(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@host:5432/name")

    database = environment.read_database(Path())

    assert database["CONN_MAX_AGE"] > 60
    assert database["CONN_HEALTH_CHECKS"]
