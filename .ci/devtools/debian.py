"""Debian's packages, where dev.py may install them: on Debian and its relatives, as root."""

import os
import shutil

from devtools.console import environment, run_quietly, say

updated = False


def can_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install `packages`, with the lists brought up to date once for each run of dev.py."""
    global updated
    env = environment({"DEBIAN_FRONTEND": "noninteractive"})
    advice = f"Install it by hand, then start again: apt-get install {' '.join(packages)}"
    say(f"    installing {' and '.join(packages)} with apt-get …")
    if not updated:
        run_quietly(["apt-get", "update", "-q"], advice, env=env)
        updated = True
    run_quietly(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], advice, env=env)


def has_program(name: str) -> bool:
    return shutil.which(name) is not None
