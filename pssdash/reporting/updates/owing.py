"""Which organisation owes the update of which promise: who helps to deliver it, without what is finished already."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind
from pssdash.reporting.entries.rounds import Pair
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.live import FINAL
from pssdash.reporting.updates.models import AbstractUpdate


def owing_updates(
    model: type[AbstractUpdate], items: QuerySet, period: ReportingPeriod, organisations: Sequence[Organisation]
) -> Iterator[Pair]:
    """(item, organisation) for each of `items` that runs in the quarter: England owes all, others what they help to
    deliver. What is finished for England since an earlier quarter is asked of nobody, what an organisation has finished
    itself not of that one. The number of queries does not grow.
    """
    england = Organisation.england()
    local = [each for each in organisations if each.kind != OrganisationKind.NATION]
    running = set(items.running_in(period.quarter).order_by().values_list("pk", flat=True))
    finished = finished_before(model, period.quarter, [england, *local])
    asked = running - finished[england.pk]
    if len(local) < len(organisations):
        yield from ((item, england.pk) for item in asked)
    for organisation, delivered in delivered_by(model, local).items():
        yield from ((item, organisation) for item in delivered & asked - finished[organisation])


def delivered_by(model: type[AbstractUpdate], organisations: Sequence[Organisation]) -> dict[int, set[int]]:
    """Organisation -> what it helps to deliver."""
    if not organisations:
        return {}
    name = model.IDENTITY[0]
    deliveries = model._meta.get_field(name).related_model._meta.get_field("delivered_by").related_model.objects
    items: dict[int, set[int]] = defaultdict(set)
    for deliverer, item in deliveries.order_by().values_list("deliverer", f"{name}_id"):
        items[deliverer].add(item)
    found: dict[int, set[int]] = defaultdict(set)
    for deliverer in Deliverer.objects.filter(pk__in=items).prefetch_related("members"):
        for organisation in answering(deliverer, organisations):
            found[organisation] |= items[deliverer.pk]
    return found


def answering(deliverer: Deliverer, organisations: Sequence[Organisation]) -> set[int]:
    """`Deliverer.objects.answered_by` the other way round, from what is already read."""
    listed = {member.pk for member in deliverer.members.all()} | {deliverer.organisation_id}
    return {each.pk for each in organisations if each.pk in listed or is_of_kind(each, deliverer)}


def is_of_kind(organisation: Organisation, deliverer: Deliverer) -> bool:
    """Whether the organisation belongs to a group that is named by a kind."""
    if not deliverer.member_kind or deliverer.member_kind != organisation.kind:
        return False
    return deliverer.member_trust_type in ("", organisation.trust_type)


def finished_before(
    model: type[AbstractUpdate], quarter: Quarter, organisations: Sequence[Organisation]
) -> dict[int, set[int]]:
    """Organisation -> what its last approved updates before `quarter` said to be finished, every milestone of it.

    What has no milestone is never finished; a milestone that ends in the quarter is.
    """
    asked = milestones_in(model, quarter)
    said = last_statuses(model, quarter, organisations)
    over = {item for item, milestones in asked.items() if not milestones}
    found = {}
    for organisation in organisations:
        final = {milestone for milestone, status in said.get(organisation.pk, {}).items() if status in FINAL}
        # Most have not said so of any, and there are thousands.
        found[organisation.pk] = {item for item, each in asked.items() if each <= final} if final else over
    return found


def milestones_in(model: type[AbstractUpdate], quarter: Quarter) -> dict[int, set[int]]:
    """Item -> those of its milestones that are not over in the quarter, for every item that has any in force."""
    name = model.IDENTITY[0]
    milestones = model._meta.get_field("lines").related_model._meta.get_field("milestone").related_model.objects
    found: dict[int, set[int]] = defaultdict(set)
    for item, milestone, ended in (
        milestones.in_force(quarter).order_by().values_list(f"{name}_id", "pk", "ended_quarter")
    ):
        found[item] |= set() if ended == quarter else {milestone}
    return found


def last_statuses(
    model: type[AbstractUpdate], quarter: Quarter, organisations: Sequence[Organisation]
) -> dict[int, dict[int, str]]:
    """Organisation -> milestone -> its status in the last approved update before `quarter`."""
    lines = model._meta.get_field("lines").related_model.objects
    said = lines.filter(
        update_of__state=EntryState.APPROVED, update_of__period__quarter__lt=quarter,
        update_of__organisation__in=[each.pk for each in organisations],
    ).order_by("update_of__period__quarter", "update_of__version")  # fmt: skip
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for organisation, milestone, status in said.values_list("update_of__organisation", "milestone", "status"):
        found[organisation][milestone] = status
    return found
