"""python -m tests.bench SIZE FOLDER: measure at S or L on a database beside the one that DATABASE_URL names.

The ratios to the floor are left in FOLDER, so that a run at L can set those of the run at S beside its own.
"""

import json
import os
import sys
from pathlib import Path

import django

from tests.bench.database import fresh_database
from tests.bench.report import Line, ratio_of, table

# Playwright runs an event loop in this thread, where Django would refuse to reach the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def main(size: str, folder: Path) -> None:
    with fresh_database(os.environ["DATABASE_URL"]) as url:
        # Before Django starts; the processes that are measured on their own inherit it.
        os.environ["DATABASE_URL"] = url
        django.setup()
        # Only now, because they bring models with them.
        from tests.bench import run

        lines = run.measure(size)
        print(f"\n{run.about(size)}\n")
        print(table(lines, lines[0].sample, keep(size, folder, lines)), flush=True)


def keep(size: str, folder: Path, lines: list[Line]) -> dict[str, float] | None:
    """Write the ratios of this run; those of the run at S, if this is another and there was one."""
    ratios = {line.what: ratio_of(line, lines[0].sample) for line in lines}
    (folder / f"{size}.json").write_text(json.dumps({what: ratio for what, ratio in ratios.items() if ratio}))
    before = folder / "S.json"
    return json.loads(before.read_text()) if size != "S" and before.exists() else None


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
