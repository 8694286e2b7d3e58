"""What a worker in a fresh process holds after it has served each page several times."""

import json
import subprocess
import sys

from tests.bench.floor import BARE, FLOOR
from tests.bench.report import Aim, Line
from tests.bench.serving import PAGES
from tests.bench.timing import Sample

ROUNDS = 3


def lines() -> list[Line]:
    wanted = [[who, address] for address, who, _ in PAGES.values() if address not in (FLOOR, BARE)] * ROUNDS
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.worker"],
        input=json.dumps(wanted), capture_output=True, text=True, check=True,
    )  # fmt: skip
    served = json.loads(answer.stdout)
    wrong = [(address, status) for _, address, status, _, _ in served if status != 200]
    if wrong:
        raise RuntimeError(f"Not measured: {wrong}")
    peaks = [peak for _, _, _, peak, _ in served if peak is not None]
    # The peak only grows, so the last one is that of all pages together.
    return [Line("memory of a web worker after every page", Sample((peaks[-1],), "MB"), Aim(200))] if peaks else []
