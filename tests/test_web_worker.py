"""A process that serves pages holds little: no page needs pandas, which reads files in commands and imports."""

import json
import os
import subprocess
import sys

import pytest

from devtools.places import ROOT
from tests.browser.content import OPEN
from tests.browser.pages import ANYBODY, states_of

MEGABYTES = 200
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.browser.content import OPEN, reach
reach(OPEN)
"""


@pytest.fixture
def fresh_process(tmp_path):
    """fresh_process(*arguments, text=""): what Python prints in a process of its own, with a database of its own."""
    # DEBUG, because nobody has collected the static files here.
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'worker.sqlite3'}", "DEBUG": "1"}

    def run(*arguments, text=""):
        answer = subprocess.run(
            [sys.executable, *arguments],
            input=text,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | own | {"PYTHONPATH": str(ROOT / ".ci")},
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    return run


@pytest.mark.own_database
def test_no_page_imports_pandas_or_needs_much_memory(fresh_process):
    wanted = [("" if role == ANYBODY else role, page.path) for page, role in states_of(OPEN)]
    fresh_process("-c", PREPARE)

    served = json.loads(fresh_process("-m", "tests.bench.worker", text=json.dumps(wanted)))

    assert len(served) == len(wanted) > 100
    assert {status for _, _, status, _, _ in served} <= {200, 302, 403, 404}
    assert [(address, role) for role, address, _, _, has_pandas in served if has_pandas] == []
    assert all(megabytes is None or megabytes < MEGABYTES for _, _, _, megabytes, _ in served)
