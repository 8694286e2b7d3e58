"""Pictures of the pages, of a demo of their own on a fresh SQLite database in a temporary folder."""

import tempfile
from pathlib import Path

from devtools import chromium, debian, site
from devtools.console import environment, must_run
from devtools.places import PYTHON, ROOT

SETTINGS = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG")


def take(folder: str) -> int:
    """Write a picture of each page as each role to `folder`: NAME-ROLE-1280.png, -390, -grey, -print-1 …"""
    chromium.ready()
    target = Path(folder).resolve()
    target.mkdir(parents=True, exist_ok=True)
    if not debian.has_program("pdftoppm") and debian.can_install():
        debian.install("poppler-utils")
    with tempfile.TemporaryDirectory(prefix="pssdash-pictures-") as var:
        env = environment({"PSSDASH_DEMO": "1", "PSSDASH_VAR": var}, without=SETTINGS)
        env |= {"DJANGO_SETTINGS_MODULE": "pssdash.settings", "PYTHONPATH": str(ROOT / ".ci")}
        site.prepare(env)
        must_run([PYTHON, "-m", "tests.browser.take_pictures", target], site.ADVICE, env=env)
    return 0
