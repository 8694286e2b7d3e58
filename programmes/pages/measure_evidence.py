"""The evidence files of a measure's values, by the return that brought them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from programmes.models import Measure, MeasureReturn, MeasureReturnFile
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.evidence.links import FileLink
from pssdash.reporting.entries.evidence.reading import link_to
from pssdash.reporting.entries.states import EntryState


@dataclass(frozen=True)
class ReturnFiles:
    """The files of one approved return: of which quarter, and whose."""

    quarter: str
    whose: str
    files: tuple[FileLink, ...]


def files_of_returns(user: User, measure: Measure, organisation: Organisation) -> tuple[ReturnFiles, ...]:
    """Those that the person may see of the returns of `organisation`, and of England's, which hold the values of all;
    the newest quarter first, of each return the version in force. One query.
    """
    later = MeasureReturn.objects.approved().filter(
        measure=measure, period=OuterRef("entry__period"), organisation=OuterRef("entry__organisation"),
        version__gt=OuterRef("entry__version"),
    )  # fmt: skip
    files = MeasureReturnFile.objects.visible_to(user).filter(
        ~Exists(later),
        Q(entry__organisation=organisation) | Q(entry__organisation__kind=OrganisationKind.NATION),
        entry__measure=measure,
        entry__state=EntryState.APPROVED,
    )
    in_order = files.order_by("-entry__period__quarter", "entry__organisation__name", "entry", "added_at", "pk")
    return tuple(by_return(in_order.select_related("entry__period", "entry__organisation")))


def by_return(files: Iterable[MeasureReturnFile]) -> Iterable[ReturnFiles]:
    for entry, of_it in groupby(files, key=lambda file: file.entry):
        links = tuple(link_to(file) for file in of_it)
        yield ReturnFiles(str(entry.period.quarter), entry.organisation.short_name, links)
