"""dev.py as it is called: its verbs, its answers to a wrong call, and which database the tests run on."""

import socket
import subprocess
import sys

import pytest
from django.db import connection

from devtools import commands, console
from devtools.places import ROOT


def call(*arguments):
    command = [sys.executable, ROOT / "dev.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_dev_without_a_known_verb_names_every_verb(arguments, code):
    answer = call(*arguments)

    assert answer.returncode == code
    assert all(f"dev.py {verb}" in answer.stdout for verb in commands.VERBS)


def test_dev_refuses_a_port_that_is_none_before_it_sets_anything_up():
    answer = call("run", "http")

    assert answer.returncode == 1
    assert answer.stderr.strip() == "“http” is not a port: give a number from 1 to 65535."
    assert answer.stdout == ""


def test_dev_refuses_arguments_that_a_verb_does_not_take():
    assert "Too many arguments" in call("setup", "now").stderr


def test_failing_step_shows_its_output_and_what_to_do():
    program = [sys.executable, "-c", "print('it', 'broke'); raise SystemExit(3)"]

    with pytest.raises(console.Problem, match=r"(?s)it broke.*Mend it\."):
        console.run_quietly(program, "Mend it.")


def test_missing_program_is_a_problem_and_not_a_traceback():
    with pytest.raises(console.Problem, match="cannot be started"):
        console.run(["/no/such/program"])


def test_tests_run_on_psycopg2_or_sqlite():
    # Django silently prefers psycopg 3 where both are installed.
    if connection.vendor == "postgresql":
        assert connection.Database.__name__ == "psycopg2"
    else:
        assert connection.vendor == "sqlite"


def test_tests_reach_no_other_machine():
    with pytest.raises(AssertionError, match="this machine only"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
