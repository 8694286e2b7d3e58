"""Brings a file of trusts into the database: new ones, renames, closings, moves to another ICB. All or nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from pssdash.accounts.audit import record
from pssdash.organisations.models import Organisation, OrganisationKind, OrganisationLink
from pssdash.organisations.trust_file import Known, Problem, TrustRow, read_trusts

ICB, COLLABORATIVE = OrganisationLink.Kind.ICB, OrganisationLink.Kind.COLLABORATIVE


class BadFile(Exception):
    """The file was not imported. `problems` holds every reason, in the order of the lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Imported:
    """How many trusts were new, were changed, and were there already just so."""

    added: int
    changed: int
    unchanged: int

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged"


@transaction.atomic
def import_trusts(path: Path, day: date) -> Imported:
    """Import the file. A trust that has another ICB or collaborative in it moved on `day`. Raises BadFile."""
    book = _Book(day, reason=f"Import of {path.name}")
    rows, problems = read_trusts(path, book.known(), day)
    if problems:
        raise BadFile(problems)
    outcomes = []
    for row in rows:
        try:
            outcomes.append(book.take(row))
        except _CannotMove as error:
            problems.append(Problem(row.line, str(error)))
    if problems:
        raise BadFile(problems)
    return Imported(*(outcomes.count(outcome) for outcome in ("added", "changed", "unchanged")))


class _CannotMove(Exception):
    """A link that the dates do not allow."""


class _Book:
    """Every organisation and link, read once, and what the file changes in them."""

    def __init__(self, day: date, reason: str) -> None:
        self.day, self.reason = day, reason
        self.by_code = {organisation.code: organisation for organisation in Organisation.objects.all()}
        self.links: dict[tuple[str, str], list[OrganisationLink]] = {}
        for link in OrganisationLink.objects.select_related("child", "parent").order_by("start", "pk"):
            self.links.setdefault((link.child.code, link.kind), []).append(link)

    def known(self) -> Known:
        kinds = {code: organisation.kind for code, organisation in self.by_code.items()}
        icbs = [code for code, kind in kinds.items() if kind == OrganisationKind.ICB]
        return Known(kinds, {code: self.parents(code, OrganisationLink.Kind.REGION) for code in icbs})

    def parents(self, code: str, kind: str) -> set[str]:
        return {link.parent.code for link in self.links.get((code, kind), [])}

    def take(self, row: TrustRow) -> str:
        """Write one row; returns what came of it."""
        trust = self.by_code.get(row.code)
        before = self.describe(trust) if trust else {}
        if trust is None:
            trust = Organisation(code=row.code, kind=OrganisationKind.TRUST, ods_code=row.code)
            self.by_code[row.code] = trust
        if trust.short_name in ("", trust.name):  # one that somebody shortened stays
            trust.short_name = row.name
        trust.name, trust.trust_type, trust.start, trust.end = row.name, row.trust_type, row.start, row.end
        trust.save()
        if row.icb:
            self.link(trust, ICB, self.by_code[row.icb], "")
        self.link(trust, COLLABORATIVE, self.own_collaborative(row), row.note)
        after = self.describe(trust)
        if after == before:
            return "unchanged"
        action = "changed" if before else "added"
        item = ("organisation", trust.code)
        record(by=None, action=action, item=item, before=before, after=after, reason=self.reason)
        return action

    def own_collaborative(self, row: TrustRow) -> Organisation | None:
        """The collaborative of the row, where the trust's ICB does not say the same by itself."""
        if not row.collaborative or self.parents(row.icb, COLLABORATIVE) == {row.collaborative}:
            return None
        return self.by_code[row.collaborative]

    def link(self, trust: Organisation, kind: str, parent: Organisation | None, note: str) -> None:
        """Make `parent` the one that the trust is linked to from `day`; None ends the present link."""
        links = self.links.setdefault((trust.code, kind), [])
        last = links[-1] if links else None
        if last is None:
            if parent is not None:
                start = parent.start and later(parent.start, trust.start)
                links.append(_new_link(trust, kind, parent, start, note))
        elif parent is None:
            _end(last, self.day - timedelta(days=1))
        elif last.parent == parent:
            _keep(last, earlier(parent.end, trust.end))
        else:
            self.move(links, trust, parent, note)

    def move(self, links: list[OrganisationLink], trust: Organisation, parent: Organisation, note: str) -> None:
        """End the last link the day before the new one begins; that is `day`, or when the new parent opens.

        A trust that has closed by then moves no more. A second move on the same day corrects the first.
        """
        last, start = links[-1], later(self.day, parent.start)
        if trust.end and trust.end < start:
            _keep(last, earlier(last.end, trust.end))
        elif last.start == start:
            last.parent, last.note = parent, note
            last.save(update_fields=["parent", "note"])
        elif last.start and last.start > start:
            raise _CannotMove(
                f"{trust.code} has been with {last.parent.code} since {last.start}, so it cannot move "
                f"to {parent.code} on {start}; give a later --date"
            )
        else:
            _end(last, start - timedelta(days=1))
            links.append(_new_link(trust, last.kind, parent, start, note))

    def describe(self, trust: Organisation) -> dict:
        """What the trail keeps of a trust: its fields and its links in words."""
        fields = {name: getattr(trust, name) for name in ("name", "short_name", "trust_type", "start", "end")}
        for name, kind in (("ICB", ICB), ("collaborative", COLLABORATIVE)):
            fields[name] = [in_words(link) for link in self.links.get((trust.code, kind), [])]
        return fields


def _new_link(trust: Organisation, kind: str, parent: Organisation, start: date | None, note: str) -> OrganisationLink:
    end = earlier(parent.end, trust.end)
    if start and end and end < start:
        closed = trust if trust.end == end else parent
        raise _CannotMove(
            f"{trust.code} cannot be with {parent.code} from {start}, because {closed.code} closed on {end}"
        )
    return OrganisationLink.objects.create(kind=kind, child=trust, parent=parent, start=start, end=end, note=note)


def _end(link: OrganisationLink, day: date) -> None:
    """End the link on `day`, unless it ended before."""
    _keep(link, earlier(link.end, day))


def _keep(link: OrganisationLink, end: date | None) -> None:
    """Let the link last until `end`."""
    if link.start and end and end < link.start:
        raise _CannotMove(
            f"{link.child.code} cannot leave {link.parent.code} on {end}, because it joined on {link.start}"
        )
    if link.end != end:
        link.end = end
        link.save(update_fields=["end"])


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends; None never ends."""
    return min((day for day in (one, other) if day), default=None)


def later(one: date | None, other: date | None) -> date | None:
    """The later of two starts; None is not known."""
    return max((day for day in (one, other) if day), default=None)


def in_words(link: OrganisationLink) -> str:
    """`QVV from 2022-07-01 until 2026-03-31`."""
    start = f" from {link.start}" if link.start else ""
    end = f" until {link.end}" if link.end else ""
    return f"{link.parent.code}{start}{end}"
