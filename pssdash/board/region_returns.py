"""Who in a region has submitted for the open quarter: how far each organisation is, never what it has written."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from objectives.live_rows import targets_in_force
from objectives.models import ProgressUpdate, TargetDeliverer
from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod

FINISHED = (EntryState.SUBMITTED, EntryState.APPROVED)


@dataclass(frozen=True)
class Return:
    """How many updates an organisation owes in a quarter, has begun and has finished (submitted or approved)."""

    name: str
    kind: str
    owed: int
    begun: int
    finished: int

    @property
    def state(self) -> str:
        if self.finished >= self.owed:
            return "submitted"
        return "in_progress" if self.begun else "not_started"


def returns_in(region: Organisation, period: ReportingPeriod) -> tuple[Return, ...]:
    """Every organisation inside `region` that owes an update in `period`, by name."""
    return returns_of(Organisation.objects.inside_regions([region]), period)


def returns_of(organisations: QuerySet, period: ReportingPeriod) -> tuple[Return, ...]:
    """Those of `organisations` that owe an update in `period`, by name. A constant number of queries."""
    inside = organisations.open_at(period.quarter.end).order_by("name")
    targets_by_deliverer = targets_to_deliver(period)
    deliverers = list(Deliverer.objects.filter(pk__in=targets_by_deliverer).prefetch_related("members"))
    states = last_states(period, inside)
    returns = []
    for organisation in inside:
        theirs = (targets_by_deliverer[each.pk] for each in deliverers if answers_for(organisation, each))
        owed = set().union(*theirs)
        if owed:
            returns.append(return_of(organisation, owed, states[organisation.pk]))
    return tuple(returns)


def return_of(organisation: Organisation, owed: Collection[int], states: dict[int, str]) -> Return:
    """`states` are those of the organisation's updates by target."""
    found = Counter(state in FINISHED for target, state in states.items() if target in owed)
    kind = OrganisationKind(organisation.kind).label
    return Return(organisation.name, kind, len(owed), found.total(), found[True])


def targets_to_deliver(period: ReportingPeriod) -> dict[int, set[int]]:
    """Deliverer -> the running targets that it helps to deliver."""
    in_force = targets_in_force(period.quarter).running_in(period.quarter).order_by().values("pk")
    found: dict[int, set[int]] = defaultdict(set)
    for deliverer, target in TargetDeliverer.objects.filter(target__in=in_force).values_list("deliverer", "target"):
        found[deliverer].add(target)
    return found


def last_states(period: ReportingPeriod, organisations: Iterable[Organisation]) -> dict[int, dict[int, str]]:
    """Organisation -> target -> the state of the last version of its update."""
    updates = ProgressUpdate.objects.filter(period=period, organisation__in=organisations).order_by("version")
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for organisation, target, state in updates.values_list("organisation", "target", "state"):
        found[organisation][target] = state
    return found


def answers_for(organisation: Organisation, deliverer: Deliverer) -> bool:
    """`Deliverer.objects.answered_by` for one pair, from what is already read."""
    if deliverer.organisation_id == organisation.pk or organisation in deliverer.members.all():
        return True
    of_kind = bool(deliverer.member_kind) and deliverer.member_kind == organisation.kind
    return of_kind and deliverer.member_trust_type in ("", organisation.trust_type)
