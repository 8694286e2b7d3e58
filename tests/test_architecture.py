"""The shape of the tree: imports point downwards only, and nothing lies about at the top."""

import subprocess
from pathlib import Path

from devtools.places import PYTHON

ROOT = Path(__file__).resolve().parent.parent
# DESIGN.md section 6, and what the tools ask for.
TOP = {
    ".ci",
    ".gitignore",
    "README.md",
    "dev.py",
    "fixtures",
    "manage.py",
    "objectives",
    "package-lock.json",
    "package.json",
    "programmes",
    "pssdash",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements-npm.lock",
    "requirements-postgresql.lock",
    "requirements.lock",
    "static",
    "templates",
    "tests",
}


def tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listing.stdout.splitlines()


def test_imports_point_downwards_only():
    answer = subprocess.run([PYTHON.with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout


def test_top_of_the_tree_holds_nothing_else():
    assert {path.partition("/")[0] for path in tracked()} <= TOP


def test_what_is_made_is_not_tracked():
    made = (".sqlite3", ".pyc", ".log", ".map")

    assert [path for path in tracked() if path.endswith(made)] == []


def test_dev_tools_use_the_standard_library_alone():
    # One part runs with .venv's Python, which has Playwright.
    tools = ROOT / ".ci"
    names = {path.stem for path in (tools / "devtools").glob("*.py")} - {"try_chromium"}
    program = f"import sys; sys.path.insert(0, {str(tools)!r}); from devtools import {', '.join(names)}"

    answer = subprocess.run([PYTHON, "-I", "-S", "-c", program], capture_output=True, text=True)

    assert answer.returncode == 0, answer.stderr
