"""Settings read from the environment, each with a message that says what to do when it is missing or bad."""

import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def read(name: str, kind: str, default: object) -> object:
    """The variable `name` as `kind` (bool, int, list, url: a method of `environ.Env`), or `default`."""
    try:
        return getattr(env, kind)(name, default=default)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"The environment variable {name} cannot be read as {kind}: {error}.") from error


def read_database(var: Path) -> dict:
    """The database that DATABASE_URL names, or an SQLite file in `var`."""
    url = env.str("DATABASE_URL", default="")
    if not url:
        var.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{var / 'pssdash.sqlite3'}"
    try:
        database = env.db_url_config(url)
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. It looks like postgres://user:password@host:5432/name "
            "(a socket: postgres://user@/name?host=/folder) or sqlite:////full/path/file.sqlite3."
        ) from error
    if database["ENGINE"].endswith("sqlite3"):
        # Writers queue instead of failing half-way, and readers are not blocked by them.
        database["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;", "timeout": 20}
    elif database["ENGINE"].endswith("postgresql"):
        # Opening a connection for each request costs about 5 ms.
        database["CONN_MAX_AGE"] = 600
        database["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL or an SQLite database.")
    return database


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
    """The text in the file `path`, which is made at the first call with `size` random bytes and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text().strip()
