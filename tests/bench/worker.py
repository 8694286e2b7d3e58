"""A web worker in a fresh process: it serves the pages that it is given, and says what that took.

    echo '[["board", "/board/"]]' | python -m tests.bench.worker

Each item of the list is a demo account's name before the @ ("" for nobody) and an address. The answer is a JSON list of
[account, address, status, megabytes of memory at most so far, whether pandas has been imported].
"""

import json
import sys
from pathlib import Path

import django

STATUS = Path("/proc/self/status")


def serve(wanted: list[list[str]]) -> list[list[object]]:
    from pssdash.accounts.models import User
    from tests.bench.asking import Visitor

    users = {user.email.partition("@")[0]: user for user in User.objects.all()}
    visitors = {name: Visitor(users.get(name)) for name, _ in wanted}
    return [
        [name, address, visitors[name].ask(address).status, peak_megabytes(), "pandas" in sys.modules]
        for name, address in wanted
    ]


def peak_megabytes() -> float | None:
    """The most memory that this process has held; None where the system does not say (it is Linux that does)."""
    if not STATUS.exists():
        return None
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    django.setup()
    print(json.dumps(serve(json.load(sys.stdin))))
