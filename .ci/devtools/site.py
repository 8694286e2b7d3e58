"""The demo: its database, its static files, and serving it."""

import os
import socket
import sys

from devtools.console import Problem, environment, must_run, run_quietly, say
from devtools.places import PYTHON, ROOT

HOST = "127.0.0.1"
ADVICE = "Put right what it says, then start again."


def demo_environment() -> dict[str, str]:
    """The environment of the demo: it makes and keeps its own SECRET_KEY and accounts in var/."""
    return environment({"PSSDASH_DEMO": "1", "DJANGO_SETTINGS_MODULE": "pssdash.settings"})


def prepare(env: dict[str, str]) -> None:
    """Bring the database up to date, add what the demo lacks, and collect the static files."""
    manage = [PYTHON, ROOT / "manage.py"]
    say("  Database: bringing it up to date …")
    run_quietly([*manage, "migrate", "--no-input", "-v", "0"], ADVICE, env=env)
    say("  Static files …")
    run_quietly([*manage, "collectstatic", "--no-input", "-v", "0"], ADVICE, env=env)
    must_run([*manage, "setup_demo"], ADVICE, env=env)


def port_from(text: str) -> int:
    """The port that `text` names. Raises Problem for anything else."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Problem(f"“{text}” is not a port: give a number from 1 to 65535.")


def check_free(port: int) -> None:
    """Raise Problem where something else listens on `port`, or where this person may not use it."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise Problem(
                f"Port {port} cannot be used ({error.strerror}). Choose another: python3 dev.py run 8001"
            ) from error


def server_command(port: int) -> list[str]:
    server = [str(PYTHON), "-m", "waitress", f"--listen={HOST}:{port}", "--threads=8", "--ident="]
    return [*server, "pssdash.wsgi:application"]


def serve(port: int, env: dict[str, str]) -> int:
    """Serve the site until Ctrl-C; on POSIX as this very process, so that ending it ends the server."""
    say(f"\nServing on http://{HOST}:{port}/ – Ctrl-C stops it.")
    sys.stdout.flush()
    os.chdir(ROOT)
    if os.name == "posix":
        os.execve(PYTHON, server_command(port), env)
    must_run(server_command(port), ADVICE, env=env)
    return 0
