"""Adds trusts that have closed, and who succeeded them: series go back to trusts that a current list no longer has."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.organisations.loading import day, rows_of
from pssdash.organisations.models import Organisation, OrganisationKind, Succession


@transaction.atomic
def add_closed_trusts(path: Path) -> int:
    """Add those whose successor is known, and their successions; returns how many were added. `path` is
    fixtures/organisations/closed_trusts.csv. A trust that is there already keeps all it has.
    """
    known, added = {each.code: each for each in Organisation.objects.all()}, []
    for row in rows_of(path):
        successor = known.get(row["successor"])
        if successor is None:
            continue
        if row["code"] not in known:
            known[row["code"]] = _make(row)
            added.append(row["code"])
        Succession.objects.get_or_create(
            predecessor=known[row["code"]], successor=successor, defaults={"date": day(row["date"])}
        )
    if added:
        record(by=None, action="loaded", item=("organisations", path.name), after={"added": added})
    return len(added)


def _make(row: dict[str, str]) -> Organisation:
    return Organisation.objects.create(
        code=row["code"], kind=OrganisationKind.TRUST, name=row["name"], short_name=row["name"], ods_code=row["code"],
        end=day(row["date"]) - timedelta(days=1), note=row["note"],
    )  # fmt: skip
