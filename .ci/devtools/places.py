"""Where things stand in the tree, and how dev.py remembers what it has already done."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
TOOLS = BUILD / "tools"
FRONTEND = BUILD / "frontend"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(*files: Path) -> str:
    """A text that changes when any of `files` changes."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


class Stamp:
    """A small file that says from which inputs something was made. Nothing is done again while they agree."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def agrees(self, text: str) -> bool:
        return self.path.is_file() and self.path.read_text() == text

    def write(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text)
