"""Settings read from the environment, each with a message that says what to do when it is missing or bad."""

import json
import re
import secrets
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
MAIL_TIMEOUT = 10  # seconds
NO_SENDER = "Patient Safety Strategy dashboard <pssdash@localhost>"
DATABASES = ("postgres://", "postgresql://", "sqlite://")


def read_switch(name: str) -> bool:
    """Whether `name` is on. Off without it; a word that is neither is an error, not a guess."""
    text = env.str(name, default="").strip().lower()
    if text and text not in WORDS:
        raise ImproperlyConfigured(f"{name} is “{text}”. Set it to 1 (on) or 0 (off), or leave it out (off).")
    return WORDS.get(text, False)


def read_list(name: str) -> list[str]:
    """The parts of `name` between its commas; empty without it."""
    return [part.strip() for part in env.str(name, default="").split(",") if part.strip()]


def read_folder(name: str, default: Path) -> Path:
    """The folder `name`, made if need be."""
    folder = Path(env.str(name, default="") or default)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} names the folder {folder}, which cannot be made: {error.strerror}. Name another."
        ) from error
    return folder


def read_hosts(demo: bool) -> list[str]:
    """ALLOWED_HOSTS: required outside the demo, because links in mails are made of the name that was asked for."""
    hosts = read_list("ALLOWED_HOSTS")
    if not hosts and demo:
        return ["127.0.0.1", "localhost"]
    if not hosts or any(host == "*" or "/" in host for host in hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must hold the site's host names, separated by commas and without https://, "
            "for example pssdash.example.nhs.uk. It cannot be *, or a stranger could choose where links in mails lead."
        )
    return hosts


def read_origins() -> list[str]:
    """CSRF_TRUSTED_ORIGINS: addresses, with their scheme."""
    origins = read_list("CSRF_TRUSTED_ORIGINS")
    if not all(origin.startswith(("https://", "http://")) for origin in origins):
        raise ImproperlyConfigured(
            "CSRF_TRUSTED_ORIGINS must hold whole addresses, separated by commas, "
            "for example https://pssdash.example.nhs.uk."
        )
    return origins


def read_mail() -> dict:
    """The mail settings that EMAIL_URL stands for; mail is printed to the console without it."""
    settings = {}
    # Not the error itself: it may hold a piece of the password.
    with suppress(ValueError, KeyError, ImproperlyConfigured):
        settings = env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://")
    if not settings or (settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend") and not settings["EMAIL_HOST"]):
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be read, or names no mail server. It looks like smtp+tls://user:password@host:587 "
            "(in user and password, write %40 for @, %23 for # and so on)."
        )
    # A server that does not answer holds nobody's page for longer.
    return settings | {"EMAIL_TIMEOUT": MAIL_TIMEOUT}


def read_sender() -> str:
    """DEFAULT_FROM_EMAIL: the address that mails come from, perhaps with a name before it."""
    sender = env.str("DEFAULT_FROM_EMAIL", default="").strip() or NO_SENDER
    _, address = parseaddr(sender)
    if sender.count("@") != 1 or not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
        raise ImproperlyConfigured(
            f"DEFAULT_FROM_EMAIL is “{sender}”, which is not one address. It looks like "
            "Patient Safety Strategy <no-reply@pssdash.example.nhs.uk>, or the address alone."
        )
    return sender


def read_site_address(hosts: list[str], demo: bool) -> str:
    """SITE_ADDRESS: what links in mails begin with, since a command that sends mail is asked for by no address.

    Without it, the first of `hosts`, by HTTPS; the demo's is http://127.0.0.1:8000.
    """
    first = "http://127.0.0.1:8000" if demo else f"https://{hosts[0]}"
    address = (env.str("SITE_ADDRESS", default="") or first).rstrip("/")
    if not re.fullmatch(r"https?://[\w-][\w.-]*(:\d{1,5})?", address, re.ASCII):
        raise ImproperlyConfigured(
            f"SITE_ADDRESS is “{address}”. Set it to the whole address that people use for the site, without a path, "
            "for example https://pssdash.example.nhs.uk."
        )
    return address


def read_database(var: Path) -> dict:
    """The database that DATABASE_URL names, or an SQLite file in `var`."""
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{var / 'pssdash.sqlite3'}"
    database = {}
    # Of another scheme the library warns with all that the address holds, the password too.
    if url.startswith(DATABASES):
        with suppress(ValueError, ImproperlyConfigured):
            database = env.db_url_config(url)
    if not database.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read, or names no PostgreSQL or SQLite database. It looks like "
            "postgres://user:password@host:5432/name (a socket: postgres://user@/name?host=/folder) or "
            "sqlite:////full/path/file.sqlite3. In user and password, write %40 for @, %23 for # and so on."
        )
    if database["ENGINE"].endswith("sqlite3"):
        # Writers queue instead of failing half-way, and readers are not blocked by them.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;",
            "timeout": 20,
        }
    else:
        # Opening a connection for each request costs about 5 ms.
        database["CONN_MAX_AGE"] = 600
        database["CONN_HEALTH_CHECKS"] = True
    return database


def read_evidence_storage(var: Path) -> dict:
    """Where evidence files are kept: a folder in `var`, or what EVIDENCE_STORAGE names.

    That is the class of a storage of Django's, as of an object store; EVIDENCE_STORAGE_OPTIONS is a JSON object of its
    options.
    """
    backend = env.str("EVIDENCE_STORAGE", default="").strip()
    if not backend:
        private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": var / "evidence", **private},
        }
    options = None
    with suppress(ValueError):
        options = json.loads(env.str("EVIDENCE_STORAGE_OPTIONS", default="") or "{}")
    if not re.fullmatch(r"\w+(\.\w+)+", backend) or not isinstance(options, dict):
        # Not the options themselves: they may hold a password.
        raise ImproperlyConfigured(
            "EVIDENCE_STORAGE must be the whole name of a storage class, for example storages.backends.s3.S3Storage, "
            'and EVIDENCE_STORAGE_OPTIONS a JSON object of its options, for example {"bucket_name": "evidence"}.'
        )
    return {"BACKEND": backend, "OPTIONS": options}


def read_secret_key(var: Path, demo: bool) -> str:
    """SECRET_KEY from the environment; the demo makes one at its first start and keeps it in `var`."""
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if not demo:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random text and keep it secret, for example the output of: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))". For a trial, run python3 dev.py run.'
        )
    return kept_secret(var / "secret_key", 50)


def kept_secret(path: Path, size: int) -> str:
    """The text in the file `path`: made at the first call of `size` random bytes, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text().strip()
