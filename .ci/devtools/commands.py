"""The verbs of dev.py, and what each of them does in which order."""

import os
import sys
from collections.abc import Callable

from devtools import bench, checks, frontend, python_parts, screenshots, site, testing
from devtools.console import Problem, say


def main(arguments: list[str], usage: str) -> int:
    """Carry out the command line `arguments`; the exit code. A `Problem` becomes one plain message."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb in ("-h", "--help", "help"):
        say(usage)
        return 0
    if verb not in VERBS:
        say(usage)
        return 2
    try:
        return VERBS[verb](rest)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr, flush=True)
        return 130


def set_up(arguments: list[str]) -> int:
    expect(arguments, 0, "setup")
    say("Setting up pssdash")
    python_parts.ready()
    frontend.ready()
    site.prepare(site.demo_environment())
    return 0


def fetch_assets(arguments: list[str]) -> int:
    expect(arguments, 0, "assets")
    frontend.ready()
    return 0


def run(arguments: list[str]) -> int:
    expect(arguments, 1, "run [PORT]")
    port = site.port_from(arguments[0] if arguments else os.environ.get("PORT") or "8000")
    site.check_free(port)
    set_up([])
    return site.serve(port, site.demo_environment())


def test(arguments: list[str]) -> int:
    say("Setting up the tests")
    python_parts.ready(development=True)
    frontend.ready()
    return testing.run_all(arguments)


def check(arguments: list[str]) -> int:
    expect(arguments, 0, "check")
    say("Setting up the checks")
    python_parts.ready(development=True)
    frontend.ready()
    return checks.run_all()


def take_screenshots(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise Problem("Say where the pictures go: python3 dev.py screenshots DIR")
    say("Setting up the pictures")
    python_parts.ready(development=True)
    frontend.ready()
    return screenshots.take(arguments[0])


def measure(arguments: list[str]) -> int:
    bench.check(arguments)
    say("Setting up the bench")
    python_parts.ready(development=True)
    frontend.ready()
    return bench.run(arguments)


def expect(arguments: list[str], most: int, usage: str) -> None:
    if len(arguments) > most:
        raise Problem(f"Too many arguments. Use: python3 dev.py {usage}")


VERBS: dict[str, Callable[[list[str]], int]] = {
    "setup": set_up,
    "assets": fetch_assets,
    "run": run,
    "test": test,
    "check": check,
    "screenshots": take_screenshots,
    "bench": measure,
}
