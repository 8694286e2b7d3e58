"""A database of the bench's own, made before Django starts and removed at the end."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """The URL of a new, empty database beside the one that `url` names; gone when the block ends.

    Of SQLite, `url` is the file itself.
    """
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        forget(file)
        yield url
        forget(file)
        return
    name = f"{urlsplit(url).path[1:]}_bench_{os.getpid()}"
    administer(url, f'CREATE DATABASE "{name}"')
    try:
        yield re.sub(r"^(\w+://[^/]*/)[^?]*", rf"\g<1>{name}", url)
    finally:
        administer(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def administer(url: str, statement: str) -> None:
    connection = psycopg2.connect(re.sub(r"^(\w+://[^/]*/)[^?]*", r"\g<1>postgres", url))
    connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    connection.cursor().execute(statement)
    connection.close()


def forget(file: Path) -> None:
    """With the files that SQLite keeps beside it."""
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
