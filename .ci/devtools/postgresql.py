"""A PostgreSQL server of the tests' own in a temporary folder, removed afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from devtools import postgresql_programs
from devtools.console import Problem, environment, say
from devtools.postgresql_programs import ADVICE

START_SECONDS = 30
CONNECTING = {"listen_addresses": "", "max_connections": "60"}
# The tests' data need not survive a crash, so nothing waits for the disk.
FORGETFUL = CONNECTING | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def server(options: dict[str, str] = FORGETFUL) -> Iterator[str]:
    """A database URL for the tests: TEST_DATABASE_URL, else one on a server that lives as long as this."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="pssdash-postgresql-"))
    try:
        programs = postgresql_programs.find(folder)
        say(f"  PostgreSQL: {programs}")
        how = child_arguments(folder)
        make_cluster(programs, folder, how)
        process = start(programs, folder, how, options)
        try:
            wait_until_ready(process, folder)
            yield f"postgres://pssdash@/pssdash?host={folder}"
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def child_arguments(folder: Path) -> dict[str, Any]:
    """What subprocess needs to run PostgreSQL in `folder`: as another user for root, whom it refuses."""
    arguments = {"cwd": folder, "env": environment({"HOME": str(folder)}), "stdin": subprocess.DEVNULL}
    if not postgresql_programs.is_root():
        return arguments
    import pwd  # not on Windows, where the site runs too

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return arguments | {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def make_cluster(programs: Path, folder: Path, how: dict[str, Any]) -> None:
    options = "--username=pssdash --auth=trust --encoding=UTF8 --locale=C --no-sync"
    command = [programs / "initdb", "-D", folder / "data", *options.split()]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, **how)
    if answer.returncode != 0:
        raise Problem(f"{answer.stdout}{answer.stderr}\nPostgreSQL could not make its files. {ADVICE}")


def start(programs: Path, folder: Path, how: dict[str, Any], options: dict[str, str]) -> subprocess.Popen:
    """The server, in a process group of its own, so that Ctrl-C ends the tests first."""
    options = options | {"unix_socket_directories": str(folder)}
    settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    command = [programs / "postgres", "-D", folder / "data", *settings]
    with open(folder / "log", "wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **how)


def wait_until_ready(process: subprocess.Popen, folder: Path) -> None:
    """Return when the server takes connections: it writes so to its own pid file."""
    state = folder / "data" / "postmaster.pid"
    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            break
        if state.exists() and "ready" in state.read_text().split():
            return
        time.sleep(0.05)
    raise Problem(f"{(folder / 'log').read_text()}\nPostgreSQL did not start. {ADVICE}")


def stop(process: subprocess.Popen) -> None:
    """End the server at once, without waiting for its clients."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
