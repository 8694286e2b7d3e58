"""Prepares a site of one size, measures it part by part, and says what each part is doing."""

import os
import platform

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from programmes.benchmarking.dataset import Dataset, make_dataset
from pssdash.accounts import roles
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.bench import engine, memory, reading, serving, storing
from tests.bench.report import Line
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period


def measure(size: str) -> list[Line]:
    """The lines of the table, the floor first."""
    settings.ROOT_URLCONF = "tests.bench.floor"
    step("Database")
    call_command("migrate", verbosity=0)
    step("Data set")
    dataset = make_dataset(size)
    publish_and_let_read(dataset)
    step("Pages")
    lines = serving.lines()
    step("Memory")
    lines += memory.lines(serving.ACCOUNT, serving.EVERY_PAGE)
    step("Queries")
    lines += reading.lines()
    step("A month's return")
    lines += storing.lines(dataset)
    step("SPC engine")
    return lines + engine.lines()


def publish_and_let_read(dataset: Dataset) -> None:
    """The quarter of the last month is published, and read by an editor, a regional lead and a board member."""
    quarter = Quarter.containing(dataset.months[-1])
    make_period(str(quarter), ReportingPeriod.State.PUBLISHED, covers_objectives=False, covers_programmes=True)
    make_user(roles.EDITOR, email="editor@example.org")
    make_user(roles.BOARD_MEMBER, email="board@example.org")
    [region, *_] = dataset.of_kind(OrganisationKind.REGION)
    make_user(roles.REGIONAL_LEAD, organisations=(region,), email="region@example.org")


def about(size: str) -> str:
    """What the figures are of."""
    database = "SQLite" if connection.vendor == "sqlite" else f"PostgreSQL {connection.pg_version // 10000}"
    return f"{size} on {database}; Python {platform.python_version()}, {os.cpu_count()} cores"


def step(text: str) -> None:
    print(f"  {text} …", flush=True)
