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


@pytest.mark.parametrize(
    "url", ["nonsense", "other://host", "smtp://", "smtp+tls://:587", "smtp+tls://somebody:he#ron@host:587"]
)
def test_bad_mail_server_is_told_without_its_password(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL cannot be read") as caught:
        environment.read_mail()

    assert "he#ron" not in str(caught.value)
    assert caught.value.__context__ is None


def test_mail_server_is_read_with_its_encryption(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://some%40body:he%23ron@mail.example.org:587")

    mail = environment.read_mail()

    assert mail["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("some@body", "he#ron")
    assert mail["EMAIL_TIMEOUT"] == 10


@pytest.mark.parametrize("url", ["", None])
def test_mail_is_printed_without_a_server(monkeypatch, url):
    monkeypatch.delenv("EMAIL_URL")
    if url is not None:
        monkeypatch.setenv("EMAIL_URL", url)

    assert environment.read_mail()["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize("sender", ["no-reply@example.org", "Patient Safety <no-reply@example.org>"])
def test_sender_is_an_address_perhaps_with_a_name(monkeypatch, sender):
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", sender)

    assert environment.read_sender() == sender


@pytest.mark.parametrize("sender", ["nobody", "a@example.org, b@example.org", "Name <>", "a b@example.org", "@"])
def test_sender_that_is_no_address_is_told(monkeypatch, sender):
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", sender)

    with pytest.raises(ImproperlyConfigured, match=r"DEFAULT_FROM_EMAIL is .* not one address"):
        environment.read_sender()


@pytest.mark.parametrize(
    ("text", "demo", "address"),
    [
        ("", False, "https://one.example.org"),
        ("", True, "http://127.0.0.1:8000"),
        ("https://two.example.org/", False, "https://two.example.org"),
        ("http://127.0.0.1:8123", True, "http://127.0.0.1:8123"),
    ],
)
def test_links_in_mails_begin_with_the_address_of_the_site(monkeypatch, text, demo, address):
    monkeypatch.setenv("SITE_ADDRESS", text)

    assert environment.read_site_address(["one.example.org", "two.example.org"], demo) == address


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("two.example.org", ["one.example.org"]), ("https://two.example.org/path", ["one.example.org"]),
        ("https://two.example.org?a=1", ["one.example.org"]), ("ftp://two.example.org", ["one.example.org"]),
        ("", [".example.org"]),
    ],
)  # fmt: skip
def test_address_of_the_site_that_links_cannot_begin_with_is_told(monkeypatch, text, hosts):
    monkeypatch.setenv("SITE_ADDRESS", text)

    with pytest.raises(ImproperlyConfigured, match="SITE_ADDRESS is"):
        environment.read_site_address(hosts, demo=False)


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


def test_evidence_is_kept_in_a_private_folder_by_default(monkeypatch, tmp_path):
    monkeypatch.delenv("EVIDENCE_STORAGE", raising=False)

    storage = environment.read_evidence_storage(tmp_path)

    assert storage["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert storage["OPTIONS"]["location"] == tmp_path / "evidence"
    assert storage["OPTIONS"]["file_permissions_mode"] == 0o600


def test_evidence_can_be_kept_in_an_object_store(monkeypatch, tmp_path):
    monkeypatch.setenv("EVIDENCE_STORAGE", "storages.backends.s3.S3Storage")
    monkeypatch.setenv("EVIDENCE_STORAGE_OPTIONS", '{"bucket_name": "evidence"}')

    assert environment.read_evidence_storage(tmp_path) == {
        "BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "evidence"},
    }  # fmt: skip


@pytest.mark.parametrize(("backend", "options"), [("S3Storage", ""), ("a.b.C", "secret"), ("a.b.C", '["secret"]')])
def test_bad_evidence_storage_is_an_error_that_tells_no_secret(monkeypatch, tmp_path, backend, options):
    monkeypatch.setenv("EVIDENCE_STORAGE", backend)
    monkeypatch.setenv("EVIDENCE_STORAGE_OPTIONS", options)

    with pytest.raises(ImproperlyConfigured, match="EVIDENCE_STORAGE must be the whole name") as error:
        environment.read_evidence_storage(tmp_path)
    assert "secret" not in str(error.value)
