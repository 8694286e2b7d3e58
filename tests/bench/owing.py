"""What a quarter costs: opening it for every organisation, then the pages that read what is owed."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from objectives.models import Milestone, Objective, StrategyVersion, Target, TargetDeliverer, Theme
from programmes.benchmarking.dataset import Dataset
from pssdash.accounts import roles
from pssdash.accounts.models import User
from pssdash.organisations.models import Deliverer, Membership, OrganisationKind
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.actions import open_quarter
from tests.bench.asking import Visitor
from tests.bench.report import Aim, Line
from tests.bench.timing import Sample, milliseconds, repeat, seconds_of
from tests.factories.accounts import make_user

TARGETS, TIMES, ROUNDS = 90, 3, 10
WITHIN = Aim(10)  # seconds, for 285 organisations on PostgreSQL
LEVELS = (OrganisationKind.TRUST, OrganisationKind.ICB, OrganisationKind.COLLABORATIVE)


def lines(dataset: Dataset) -> list[Line]:
    """Opened and taken back a few times; the last opening stays for the pages."""
    quarter, editor = make_strategy(dataset), User.objects.get(email__startswith="editor@")
    opened = [opened_and_taken_back(quarter, editor) for _ in range(TIMES)]
    period = open_quarter(quarter=quarter, by=editor, covers_programmes=True)
    rows, organisations = period.expected.count(), len(dataset.organisations)
    [trust, *_] = dataset.of_kind(OrganisationKind.TRUST)
    submitter = make_user(roles.SUBMITTER, email="submitter@example.org")
    Membership.objects.create(user=submitter, organisation=trust)
    address = f"/quarters/{quarter.slug}/"
    pages = {
        "the matrix": (editor, address),
        "the matrix of one kind, target by target": (editor, f"{address}?kind=target"),
        "the list of all returns": (editor, f"{address}returns/"),
        "my quarter, national editor": (editor, "/my-quarter/"),
        "my quarter, submitter of a trust": (submitter, "/my-quarter/"),
    }
    what = f"opening a quarter for {organisations:,} organisations, {rows:,} returns"
    return [
        Line(what, Sample(tuple(opened), "s"), WITHIN if organisations < 1000 else None),
        *(Line(name, milliseconds(repeat(asking(who, url), ROUNDS))) for name, (who, url) in pages.items()),
    ]


class Undone(Exception):
    """Ends a transaction that was only to be timed."""


def opened_and_taken_back(quarter: Quarter, editor: User) -> float:
    seconds: list[float] = []
    try:
        with transaction.atomic():
            seconds.append(seconds_of(lambda: open_quarter(quarter=quarter, by=editor, covers_programmes=True)))
            raise Undone
    except Undone:
        return seconds[0]


def asking(user: User, address: str) -> Callable[[], object]:
    visitor = Visitor(user)
    return lambda: visitor.get(address)


def make_strategy(dataset: Dataset) -> Quarter:
    """As many targets as the strategy has, a third each of trusts, ICBs and collaboratives; the quarter to open."""
    state = {"state": ReportingPeriod.State.PUBLISHED, "published_at": timezone.now()}
    ReportingPeriod.objects.unpublished().update(**state)
    quarter = ReportingPeriod.objects.first().quarter.next
    version = StrategyVersion.objects.create(slug="generated", name="Generated", from_quarter=quarter)
    theme = Theme.objects.create(prefix="GE", slug="generated", name="Generated", position=1)
    shared = {"version": version, "from_quarter": quarter}
    objective = Objective.objects.create(theme=theme, ref="GE-1", title="Generated", **shared)
    groups = [
        Deliverer.objects.create(slug=level, name=f"All of {level}", kind=Deliverer.Kind.GROUP, member_kind=level)
        for level in LEVELS
    ]
    targets = Target.objects.bulk_create(
        Target(objective=objective, ref=f"GE-1.{place}", summary=f"Target {place}", position=place, **shared)
        for place in range(1, TARGETS + 1)
    )
    TargetDeliverer.objects.bulk_create(
        TargetDeliverer(target=target, deliverer=groups[place % len(groups)]) for place, target in enumerate(targets)
    )
    due = Milestone.deadline_columns(parse_deadline("by 31 March 2026"))
    Milestone.objects.bulk_create(
        Milestone(target=target, text="Do it", position=1, **due, **shared) for target in targets
    )
    return quarter
