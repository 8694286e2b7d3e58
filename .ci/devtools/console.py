"""Lines of progress, running other programs, and the one error that dev.py reports to a person."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from devtools.places import ROOT


class Problem(Exception):
    """Something that stops the command. The text says what is wrong and what to do about it."""


def say(text: str = "") -> None:
    print(text, flush=True)


def environment(extra: Mapping[str, str] | None = None, without: Iterable[str] = ()) -> dict[str, str]:
    """This process's environment for a child: without what would lead Python or pip astray, with `extra`."""
    astray = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in astray | set(without)}
    return kept | {"PYTHONUNBUFFERED": "1"} | dict(extra or {})


def run(command: Iterable[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> int:
    """Run `command` with its output shown as it comes, and return its exit code."""
    sys.stdout.flush()
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, check=False).returncode
    except OSError as error:
        raise Problem(f"{words[0]} cannot be started: {error}.") from error


def must_run(command: Iterable[str | Path], advice: str, *, env: Mapping[str, str] | None = None) -> None:
    """Run `command` with its output shown; stop with `advice` if it fails."""
    words = [str(word) for word in command]
    if run(words, env=env) != 0:
        raise Problem(f"This command failed: {shlex.join(words)}\n{advice}")


def run_quietly(
    command: Iterable[str | Path],
    advice: str,
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    show: str = "",
) -> str:
    """Run `command` and return its output; stop with that output and `advice` if it fails.

    Of lines that start with `show`, the next word is printed as it comes: a long step is seen to move.
    """
    words = [str(word) for word in command]
    output = []
    try:
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise Problem(f"{words[0]} cannot be started: {error}.\n{advice}") from error
    with process:
        for line in process.stdout or ():
            output.append(line)
            if show and line.startswith(show):
                say(f"      {line[len(show) :].split()[0]}")
    if process.returncode != 0:
        raise Problem(f"{''.join(output[-40:])}\nThis command failed: {shlex.join(words)}\n{advice}")
    return "".join(output)
