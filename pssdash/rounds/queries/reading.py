"""Which queries there are: on an entry, in a quarter, and for whom they wait."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.queries.models import FIELD_OF, Query, QueryQuerySet, QueryState


def open_queries(period: ReportingPeriod) -> int:
    """How many queries of the quarter are neither resolved nor waived: each stands against an approval."""
    return Query.objects.open().filter(period=period).count()


def open_on(entries: Sequence[AbstractEntry]) -> Counter[int]:
    """Entries of one kind -> how many open queries each has, on any of its versions. One query."""
    if not entries:
        return Counter()
    model = type(entries[0])
    names = [model._meta.get_field(name).attname for name in model.IDENTITY]
    field = FIELD_OF[model]
    found = Query.objects.open().filter(
        period__in={entry.period_id for entry in entries}, **{f"{field}__isnull": False}
    )
    numbers = Counter(found.values_list(*(f"{field}__{name}" for name in names)))
    return Counter({entry.pk: numbers[tuple(getattr(entry, name) for name in names)] for entry in entries})


def waiting_for(user: User) -> QueryQuerySet:
    """The open queries that are this person's move: asked of what they write, or answered to what they asked. An answer
    to somebody whose account is closed waits for every approver, who can resolve it.
    """
    theirs = Q(state=QueryState.ANSWERED, asked_by=user)
    if user.has_perm(Permission.APPROVE_UPDATES):
        theirs |= Q(state=QueryState.ANSWERED, asked_by__is_active=False)
    if user.has_perm(Permission.EDIT_UPDATES):
        theirs |= Q(state=QueryState.ASKED, organisation__kind=OrganisationKind.NATION)
    if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION):
        theirs |= Q(state=QueryState.ASKED, organisation__in=Organisation.objects.of_user(user))
    return Query.objects.visible_to(user).filter(theirs)
