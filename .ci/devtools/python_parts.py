"""The virtual environment in .venv, and the pinned Python packages in it."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from devtools import debian
from devtools.console import Problem, environment, run_quietly, say
from devtools.places import PYTHON, ROOT, TOOLS, VENV, Stamp, fingerprint

SITE = ROOT / "requirements.lock"
# Holds all of SITE and what the tests and checks need.
DEVELOPMENT = ROOT / "requirements-dev.lock"
ADVICE = "Check that this machine reaches a Python package index (see: pip config list), then start again."


def ready(development: bool = False) -> None:
    """Make .venv hold what the site needs, or its tests too. Quick when the locks have not changed."""
    if not works():
        make()
    wanted = [DEVELOPMENT] if development else [SITE, DEVELOPMENT]
    if any(stamp(lock).agrees(fingerprint(lock)) for lock in wanted):
        say("  Python packages: in place")
        return
    say("  Python packages: installing (a minute or two the first time) …")
    install(wanted[0])
    stamp(wanted[0]).write(fingerprint(wanted[0]))


def stamp(lock: Path) -> Stamp:
    return Stamp(VENV / f"{lock.name}.installed")


def works() -> bool:
    """Whether .venv has a Python that starts, of the version that runs this."""
    if not PYTHON.exists():
        return False
    question = [str(PYTHON), "-c", "import sys, pip; print(*sys.version_info[:2])"]
    answer = subprocess.run(question, capture_output=True, text=True, env=environment(), check=False)
    return answer.stdout.split() == [str(number) for number in sys.version_info[:2]]


def make() -> None:
    say(f"  Virtual environment: making {VENV.name} …")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    package = f"python{version}-venv"
    if importlib.util.find_spec("ensurepip") is None:
        if not debian.can_install():
            raise Problem(f"Python's venv module is not complete. On Debian or Ubuntu: apt-get install {package}")
        debian.install(package)
    shutil.rmtree(VENV, ignore_errors=True)
    run_quietly(
        [sys.executable, "-m", "venv", VENV],
        f"Python's venv module does not work. On Debian or Ubuntu: apt-get install {package}",
        env=environment(),
    )


def install(lock: Path) -> None:
    """The packages of `lock`, each checked against its hash."""
    pip = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    run_quietly([*pip, "--require-hashes", "-r", lock], ADVICE, env=environment(), show="Collecting ")


def tool(name: str) -> Path:
    """The folder of the packages in requirements-<name>.lock, put there, outside .venv, at the first call."""
    lock = ROOT / f"requirements-{name}.lock"
    folder = TOOLS / name
    made = Stamp(TOOLS / f"{name}.installed")
    if folder.is_dir() and made.agrees(fingerprint(lock)):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
    run_quietly([*pip, "--require-hashes", "--no-deps", "--target", folder, "-r", lock], ADVICE, env=environment())
    made.write(fingerprint(lock))
    return folder
