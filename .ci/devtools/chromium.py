"""Chromium for the browser tests and the pictures: which one, how it is started, and how to get one."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from devtools import debian
from devtools.console import Problem, environment, run_quietly, say
from devtools.places import PYTHON

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = "Install Chromium or Chrome, then start again (Debian: apt-get install chromium)."
OPTIONS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks for another host gets no answer, and the test that opened it fails.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find() -> str | None:
    """The path of this machine's Chromium; None where there is none outside Playwright's own folder."""
    found = (shutil.which(name) for name in NAMES)
    placed = (place for place in PLACES if Path(place).exists())
    return next((path for path in (*found, *placed) if path), None)


def launch_options() -> dict:
    """The arguments for Playwright's `launch`. Without a path it takes the one that its installer brought."""
    # Chromium's sandbox does not work for root.
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    options = {"headless": True, "args": [*OPTIONS, *sandbox]}
    path = find()
    return options | {"executable_path": path} if path else options


def ready() -> None:
    """Make sure that there is a Chromium and that Playwright's driver can start."""
    if debian.can_install() and sys.platform == "linux" and ctypes.util.find_library("atomic") is None:
        debian.install("libatomic1")
    if not find():
        if debian.can_install():
            debian.install("chromium", "fonts-liberation")
        else:
            install_by_playwright()
    answer = start_once()
    if answer:
        raise Problem(f"{answer}\nChromium does not start. {ADVICE}")
    say(f"  Chromium: {find() or 'the one that Playwright brought'}")


def install_by_playwright() -> None:
    if start_once():
        say("  Chromium is not installed here: fetching one …")
        run_quietly([PYTHON, "-m", "playwright", "install", "chromium"], ADVICE, env=environment())


def start_once() -> str:
    """Start Chromium and end it; what went wrong, or nothing."""
    command = [PYTHON, "-m", "devtools.try_chromium"]
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        env=environment(),
        check=False,
    )
    return "" if answer.returncode == 0 else answer.stdout + answer.stderr
