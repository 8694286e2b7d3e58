"""Prepares a site of one size, measures it part by part, and says what each part is doing."""

import os
import platform

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.bench import country, drawing, engine, memory, owing, reading, saving, serving, storing
from tests.bench.report import Line

BUSY = 0.75  # of the cores; the bench itself keeps about one busy


def measure(size: str) -> list[Line]:
    """The lines of the table, the floor first."""
    settings.ROOT_URLCONF = "tests.bench.floor"
    step("Database")
    call_command("migrate", verbosity=0)
    step("Generated country")
    dataset = country.settle(size)
    let_it_be_written()
    step("Pages")
    lines = serving.lines()
    step("Memory")
    lines += memory.lines()
    step("Charts in Chromium")
    lines += drawing.lines()
    step("Queries")
    lines += reading.lines()
    step("Opening a quarter")
    lines += owing.lines(dataset)
    step("Twenty editors")
    lines += saving.lines()
    step("A month's return")
    lines += storing.lines(dataset)
    step("SPC engine")
    return lines + engine.lines()


def let_it_be_written() -> None:
    """PostgreSQL would go on writing what was generated for minutes, beside what is measured."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")


def about(size: str) -> str:
    """What the figures are of."""
    database = "SQLite" if connection.vendor == "sqlite" else f"PostgreSQL {connection.pg_version // 10000}"
    cores = os.cpu_count() or 1
    said = f"{size} on {database}; Python {platform.python_version()}, {cores} cores"
    if hasattr(os, "getloadavg") and (load := os.getloadavg()[1]) > BUSY * cores:
        said += (
            f"\nThe machine is busy (load {load:.1f}): medians and ratios are of others' work too; compare the best."
        )
    return said


def step(text: str) -> None:
    print(f"  {text} …", flush=True)
