"""The whole suite: on SQLite, on PostgreSQL with a browser, and some pages in the browser on SQLite too."""

import signal
from dataclasses import dataclass

from devtools import chromium, postgresql
from devtools.console import Problem, environment, run, say
from devtools.outcome import Outcome, read_outcome
from devtools.places import BUILD, PYTHON

NO_TESTS = 5
# The rest of the SQLite suite runs in memory; beside a browser several connections write to one file.
FILE = f"sqlite:///{BUILD / 'tests' / 'pages.sqlite3'}"
PARALLEL = ["-n", "2", "--dist", "worksteal"]


@dataclass(frozen=True)
class Run:
    """One run of pytest: its title, the name of its report, which tests it takes, on which database."""

    title: str
    name: str
    options: list[str]
    database: str | None = None


def run_all(arguments: list[str]) -> int:
    """Run the suite with `arguments` passed to each run of pytest; 0 when all passed and something ran."""
    # Ended from outside, the database server still has to be stopped.
    signal.signal(signal.SIGTERM, ended)
    chromium.ready()
    # To find those in a browser, the others need not be read.
    on_both = ["-m", "sqlite_too", *([] if arguments else ["tests/browser"])]
    with postgresql.server() as database:
        runs = [
            Run("SQLite", "sqlite", [*PARALLEL, "-m", "not browser and not many_writers"]),
            Run("PostgreSQL, and the pages in Chromium", "postgresql", [*PARALLEL, "-m", "not own_database"], database),
            Run("SQLite, some pages in Chromium", "sqlite-pages", [*PARALLEL, *on_both], FILE),
        ]
        outcomes = [run_one(each, arguments) for each in runs]
    return report(runs, outcomes)


def ended(number: int, frame: object) -> None:
    raise Problem("Stopped.")


def run_one(each: Run, arguments: list[str]) -> Outcome:
    """One run of pytest. It learns its database from TEST_DATABASE_URL, which tests/conftest.py reads."""
    say(f"\n=== {each.title} ===")
    path = BUILD / "tests" / f"{each.name}.xml"
    path.unlink(missing_ok=True)
    env = environment({"TEST_DATABASE_URL": each.database} if each.database else {}, without=["TEST_DATABASE_URL"])
    code = run([PYTHON, "-m", "pytest", *each.options, f"--junitxml={path}", *arguments], env=env)
    if code == NO_TESTS and arguments:
        return Outcome()
    return read_outcome(path, code)


def report(runs: list[Run], outcomes: list[Outcome]) -> int:
    """Print each run's count and, last and alone on its line, the sum; 0 when all is good."""
    say()
    for each, outcome in zip(runs, outcomes, strict=True):
        say(f"{each.title}: {outcome}")
        for reason in outcome.forbidden_skips:
            say(f"  skipped without leave: {reason}")
    total = sum(outcomes, Outcome())
    if total.passed + total.failed == 0:
        say("No test was run: nothing fits the arguments.")
    say(str(total))
    return 0 if total.good else 1
