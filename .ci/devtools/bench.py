"""How fast the site is on this machine: a server of its own, a data set of its own, one table. No part of the tests."""

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools import chromium, postgresql, site
from devtools.console import Problem, environment, must_run, run_quietly, say
from devtools.places import PYTHON, ROOT
from devtools.screenshots import SETTINGS
from devtools.testing import ended

USAGE = "python3 dev.py bench [--large | --sqlite]"


def check(arguments: list[str]) -> None:
    if len(arguments) > 1 or not set(arguments) <= {"--large", "--sqlite"}:
        raise Problem(f"Use: {USAGE}")


def run(arguments: list[str]) -> int:
    """Measure at S (285 organisations) on PostgreSQL; `--large` at S, then L (6,785); `--sqlite` at S on SQLite."""
    # Ended from outside, the database server still has to be stopped.
    signal.signal(signal.SIGTERM, ended)
    chromium.ready()
    with tempfile.TemporaryDirectory(prefix="pssdash-bench-") as folder:
        env = environment({"PSSDASH_DEMO": "1", "PSSDASH_VAR": folder}, without=SETTINGS)
        env |= {"DJANGO_SETTINGS_MODULE": "pssdash.settings", "PYTHONPATH": str(ROOT / ".ci")}
        say("  Static files …")
        run_quietly([PYTHON, ROOT / "manage.py", "collectstatic", "--no-input", "-v", "0"], site.ADVICE, env=env)
        with database(Path(folder), arguments) as url:
            for size in ("S", "L") if "--large" in arguments else ("S",):
                must_run([PYTHON, "-m", "tests.bench", size, folder], site.ADVICE, env=env | {"DATABASE_URL": url})
    return 0


@contextmanager
def database(folder: Path, arguments: list[str]) -> Iterator[str]:
    """Where the bench makes its database: a server that keeps what it is told, as a real one does."""
    if "--sqlite" in arguments:
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    with postgresql.server(postgresql.CONNECTING) as url:
        yield url
