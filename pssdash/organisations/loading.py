"""Loads fixtures/organisations: England, the regions, the collaboratives, the ICBs and the national bodies.

What is there already is left as it is, with its links: a person may have changed it.
"""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind, OrganisationLink, Succession

ENGLAND = {
    "kind": OrganisationKind.NATION, "name": "England", "short_name": "England", "ons_code": "E92000001",
}  # fmt: skip


@transaction.atomic
def load_organisations(folder: Path) -> int:
    """Add the organisations that are not there yet; returns how many. `folder` is fixtures/organisations."""
    loader = _Loader()
    loader.add("ENG", ENGLAND)
    for row in rows_of(folder / "regions.csv"):
        loader.add_region(row)
    for row in rows_of(folder / "collaboratives.csv"):
        loader.add_collaborative(row)
    for row in rows_of(folder / "icbs.csv"):
        loader.add_icb(row)
    for row in rows_of(folder / "icb_successors.csv"):
        loader.add_succession(row)
    for row in rows_of(folder / "national-bodies.csv"):
        loader.add(row.pop("code"), {"kind": OrganisationKind.NATIONAL_BODY, **row})
    if loader.added:
        after = {"added": sorted(loader.added)}
        record(by=None, action="loaded", item=("organisations", folder.name), after=after)
    return len(loader.added)


def load_deliverer(entry: dict[str, Any]) -> Deliverer:
    """The deliverer of that slug; where there is none, made as a fixture of objectives or programmes describes it."""
    organisation = Organisation.objects.get(code=entry["organisation"]) if entry.get("organisation") else None
    deliverer, is_new = Deliverer.objects.get_or_create(
        slug=entry["slug"],
        defaults={
            "name": entry["name"],
            "kind": entry["kind"],
            "organisation": organisation,
            "member_kind": entry.get("member_kind", ""),
            "member_trust_type": entry.get("member_trust_type", ""),
            "note": entry.get("note", ""),
        },
    )
    if is_new:
        deliverer.members.set(Organisation.objects.filter(code__in=entry.get("members", [])))
    return deliverer


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a fixture by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """An ISO date, None where the cell is empty."""
    return date.fromisoformat(text) if text else None


class _Loader:
    """Adds organisations by code and remembers which were new: only those get links."""

    def __init__(self) -> None:
        self.known = {organisation.code: organisation for organisation in Organisation.objects.all()}
        self.added: set[str] = set()

    def add(self, code: str, fields: dict) -> Organisation | None:
        """The new organisation; None where there is one with this code."""
        if code in self.known:
            return None
        self.added.add(code)
        self.known[code] = Organisation.objects.create(code=code, **fields)
        return self.known[code]

    def add_region(self, row: dict[str, str]) -> None:
        self.add(row["code"], {
            "kind": OrganisationKind.REGION, "name": row["official_name"], "short_name": row["name"],
            "ods_code": row["code"], "ons_code": row["ons_code"], "note": row["note"],
        })  # fmt: skip

    def add_collaborative(self, row: dict[str, str]) -> None:
        before = f", formerly {row['host_before']}" if row["host_before"] else ""
        self.add(row["code"], {
            "kind": OrganisationKind.COLLABORATIVE, "name": row["name"], "short_name": row["name"],
            "note": f"Hosted by {row['host']}{before}. “{row['label_q2_2024_25']}” in the Q2 2024/25 report.",
        })  # fmt: skip

    def add_icb(self, row: dict[str, str]) -> None:
        icb = self.add(row["code"], {
            "kind": OrganisationKind.ICB, "name": row["name"], "short_name": row["short_name"],
            "ods_code": row["code"], "ons_code": row["ons_code"],
            "start": day(row["start"]), "end": day(row["end"]),
        })  # fmt: skip
        if icb is None:
            return
        self.link(icb, OrganisationLink.Kind.REGION, row["region"], row["region_evidence"])
        sure = f"Confidence {row['confidence']}: {row['evidence']}"
        for column, which in (("collaborative", "Main"), ("collaborative_secondary", "Second")):
            if row[column]:
                note = f"{which} collaborative. {sure}"
                self.link(icb, OrganisationLink.Kind.COLLABORATIVE, row[column], note)

    def link(self, icb: Organisation, kind: str, parent: str, note: str) -> None:
        OrganisationLink.objects.create(
            kind=kind, child=icb, parent=self.known[parent], start=icb.start, end=icb.end, note=note
        )

    def add_succession(self, row: dict[str, str]) -> None:
        if {row["predecessor"], row["successor"]} & self.added:
            Succession.objects.create(
                predecessor=self.known[row["predecessor"]],
                successor=self.known[row["successor"]],
                date=day(row["date"]),
            )
