"""The tests' own PostgreSQL: which programs, and that nothing of it stays behind."""

from pathlib import Path

import psycopg2
import pytest

from devtools import postgresql, postgresql_programs


def make_programs(folder, version):
    programs = folder / version / "bin"
    programs.mkdir(parents=True)
    (programs / "initdb").write_text(f"#!/bin/sh\necho 'initdb (PostgreSQL) {version}.3'\n")
    (programs / "initdb").chmod(0o755)
    return programs


@pytest.fixture
def no_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


def test_newest_installed_version_is_taken(tmp_path, no_path):
    make_programs(tmp_path, "9")
    make_programs(tmp_path, "15")
    newest = make_programs(tmp_path, "17")

    assert postgresql_programs.installed(tmp_path) == newest


def test_version_that_is_too_old_is_not_taken(tmp_path, no_path):
    make_programs(tmp_path, "14")

    assert postgresql_programs.installed(tmp_path) is None


def test_given_database_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://given")

    with postgresql.server() as url:
        assert url == "postgres://given"


def test_server_answers_and_leaves_nothing_behind(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)

    with postgresql.server() as url:
        folder = url.partition("host=")[2]
        connection = psycopg2.connect(host=folder, user="pssdash", dbname="postgres")
        assert connection.server_version >= 150000
        connection.close()

    assert not Path(folder).exists()
