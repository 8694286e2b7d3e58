"""Databases filled up to a stage: each is made once, and every site of the tests works on a copy of its own.

To fill one takes seconds, to copy it a fraction of a second; and a copy is dropped, not emptied table by table.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.browser.content import STARTS_FROM, go_on_to

IN_MEMORY = (
    "The tests in a browser open several connections and copy databases, which SQLite in memory cannot do: "
    "start them with python3 dev.py test, or set TEST_DATABASE_URL."
)


class Stages:
    """The databases of the stages that were asked for."""

    def __init__(self) -> None:
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            raise RuntimeError(IN_MEMORY)
        self.empty = connection.settings_dict["NAME"]
        self.filled: dict[str, str] = {}

    @contextmanager
    def copy_of(self, stage: str) -> Iterator[None]:
        """Until the end, Django works on a copy of the database at `stage`."""
        name = copy(self.at(stage), "site")
        with working_on(name):
            yield
        drop(name)

    def at(self, stage: str) -> str:
        """The name of the database at `stage`, which grows out of that of the stage before."""
        if stage not in self.filled:
            before = STARTS_FROM.get(stage)
            name = copy(self.at(before) if before else self.empty, stage)
            with working_on(name):
                go_on_to(stage)
            self.filled[stage] = name
        return self.filled[stage]

    def drop_all(self) -> None:
        for name in self.filled.values():
            drop(name)


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Until the end, Django's connections are to the database `name`, those of a server's threads too."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def copy(source: str, suffix: str) -> str:
    """Copy the database `source`; the copy's name."""
    with working_on(source):
        send_others_away(source)
        connection.creation.clone_test_db(suffix, verbosity=0)
        return connection.creation.get_test_db_clone_settings(suffix)["NAME"]


def drop(name: str) -> None:
    before = connection.settings_dict["NAME"]
    with working_on(name):
        send_others_away(name)
        connection.creation.destroy_test_db(before, verbosity=0)


def send_others_away(name: str) -> None:
    """PostgreSQL copies and drops only what nobody else is connected to; idle connections may be left over."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
