"""Serving the demo: the port, and the environment that makes it a demo."""

import socket

import pytest

from devtools import site
from devtools.console import Problem


@pytest.mark.parametrize("text", ["0", "65536", "-1", "eight", "", "80 80", "٨٠"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(Problem, match="is not a port"):
        site.port_from(text)


def test_port_is_read():
    assert site.port_from("8080") == 8080


def test_port_in_use_is_refused_with_advice():
    with socket.socket() as other:
        other.bind((site.HOST, 0))
        other.listen()

        with pytest.raises(Problem, match="Choose another"):
            site.check_free(other.getsockname()[1])


def test_demo_is_not_led_astray_by_python_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////chosen.sqlite3")

    env = site.demo_environment()

    assert "PYTHONPATH" not in env
    assert env["PSSDASH_DEMO"] == "1"
    assert env["DATABASE_URL"] == "sqlite:////chosen.sqlite3"
