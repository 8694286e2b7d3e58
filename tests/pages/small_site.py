"""A site with one of each: what the tests of access and of bad input look at.

Q2 2020/21 is published, Q3 2020/21 is open. SC-1 has two targets that the collaboratives deliver; SC-2 with SC-2.1,
which acute trusts deliver, begins in the open quarter, so no reader has seen it. PSC-N works in the region NORTH, PSC-S
in SOUTH. The programme Alpha has the deliverables ALPHA-D1 and ALPHA-D2, which are to each other as SC-1.1 and SC-2.1;
the outcome "lives" has a value in Q2, and the framework "way" a count. The section `story`, the framework `steps` and
the measure `rate` of England have an approved entry in the published quarter and a submitted one in the open quarter.
That the chart of `rate` starts again in July is decided, that it does in October is submitted. The measure `visits` is
reported by collaboratives; `warm` has values of England and of both collaboratives, and goes on after Q2. What PSC-N
and PSC-S owe of SC-1.1 in Q3 are the expected returns 9001 and 9002, and the due day of all targets is the day 9001; of
the first the submitter had the reminder 9001.
Each update of SC-1.1 has a file: England's in Q2 is 9001, in Q3 England's is 9002, PSC-N's 9003 and PSC-S's 9004.
PSC-N asks to move the deadline of SC-1.2, and the editor that of ALPHA-D2: each is the request 9001 of its area.
One invitation waits, and the person `gone` has left. The approver has asked about PSC-N’s draft of SC-1.1.
"""

from collections.abc import Iterable
from datetime import date

from objectives.models import ProgressUpdate, Target
from programmes.models import (
    Deliverable,
    Measure,
    MeasureReturn,
    NarrativeText,
    PhaseReturn,
    StepChangeProposal,
    Workstream,
)
from pssdash.accounts.models import User
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.queries.actions import ask
from tests.factories.accounts import make_user
from tests.factories.evidence import make_file
from tests.factories.moves import make_request
from tests.factories.objectives import NOON, make_objective, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer, make_england, make_icb, make_region
from tests.factories.people import make_invitation
from tests.factories.programme_pages import enter, make_model, make_stated_count
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_update,
    make_framework,
    make_measure,
    make_monthly,
    make_observation,
    make_programme,
    make_section,
    make_workstream,
    publish_programmes,
)
from tests.factories.rounds import make_expected, make_reminder
from tests.factories.second_factor import enrol


def make_small_site() -> dict[str, User]:
    """Make the records; the people by the names of the table of access."""
    north, south = make_region(code="NORTH", name="North"), make_region(code="SOUTH", name="South")
    ours, theirs = make_collaborative(code="PSC-N"), make_collaborative(code="PSC-S")
    make_icb(north, ours)
    make_icb(south, theirs)
    people = {
        "none": make_user(),
        "editor": make_user(EDITOR),
        "approver": make_user(APPROVER),
        "region": make_user(REGIONAL_LEAD, organisations=(north,)),
        "submitter": make_user(SUBMITTER, organisations=(ours,)),
        "board": make_user(BOARD_MEMBER),
        "admin": make_user(ADMINISTRATOR),
        "gone": make_user(EDITOR),
    }
    make_leaver(people["gone"])
    make_invitation(by=people["admin"])
    targets, deliverables = make_targets(), make_deliverables()
    make_values(make_measure(slug="warm", workstream=deliverables[0].workstream), (make_england(), ours, theirs))
    make_quarters(targets, deliverables, people, (ours, theirs))
    make_entries(people["editor"], people["approver"])
    make_due_days(targets[0], (ours, theirs), people["editor"], people["submitter"])
    make_evidence(targets[0], people["editor"])
    make_request(targets[1].milestones.get(), by=people["submitter"], organisation=ours, pk=9001)
    make_request(deliverables[1].milestones.get(), by=people["editor"], pk=9001)
    update = ProgressUpdate.objects.get(organisation=ours)
    ask(entry=update, by=people["approver"], text="Which units?", about="Progress")
    return people


def make_evidence(target: Target, editor: User) -> None:
    """One file for each update of the target."""
    for pk, update in enumerate(target.updates.order_by("period__quarter", "organisation__code"), 9001):
        make_file(update, editor, pk=pk)


def make_leaver(user: User) -> None:
    """A closed account with a second factor."""
    enrol(user)
    user.is_active = False
    user.save(update_fields=["is_active"])


def make_targets() -> list[Target]:
    collaboratives = make_deliverer(name="Collaboratives", member_kind=OrganisationKind.COLLABORATIVE)
    trusts = make_deliverer(name="Acute trusts", member_kind=OrganisationKind.TRUST)
    seen, unseen = make_objective(ref="SC-1"), make_objective(ref="SC-2", from_quarter=Quarter(2020, 3))
    make_target(objective=unseen, deliverers=[trusts])
    return [make_target(objective=seen, deliverers=[collaboratives]) for _ in range(2)]


def make_deliverables() -> list[Deliverable]:
    workstream = make_workstream(programme=make_programme(slug="alpha", name="Alpha"), slug="alpha")
    enter(make_model(workstream=workstream, slug="lives").result, 22, quarter=Quarter(2020, 2))
    make_stated_count(make_framework(workstream, slug="way"), 23, first=1, quarter=Quarter(2020, 2))
    begins = {"Collaboratives": Quarter(2020, 2), "Acute trusts": Quarter(2020, 3)}
    return [
        make_deliverable(workstream=workstream, from_quarter=quarter, deliverers=[Deliverer.objects.get(name=name)])
        for name, quarter in begins.items()
    ]


def make_values(measure: Measure, organisations: Iterable[Organisation]) -> None:
    for organisation in organisations:
        make_monthly(measure, [60, 61, 59, 62], begin=date(2020, 7, 1), organisation=organisation)


def make_quarters(
    targets: list[Target], deliverables: list[Deliverable], people: dict[str, User], collaboratives
) -> None:
    """Q2 is approved and published; in Q3 SC-1.1 and ALPHA-D1 wait for an approver, and two PSCs have begun."""
    editor, first = people["editor"], deliverables[0]
    published = make_period("Q2 2020/21", covers_programmes=True)
    approved = {"by": editor, "state": "approved", "approved_by": people["approver"]}
    for target in targets:
        make_update(target, published, **approved)
    make_deliverable_update(first, published, **approved)
    publish(published, by=people["approver"])
    publish_programmes(published)
    period = make_period("Q3 2020/21", covers_programmes=True)
    submitted = {"by": editor, "state": "submitted", "submitted_at": NOON, "submitted_by": editor}
    make_update(targets[0], period, **submitted)
    make_deliverable_update(first, period, **submitted)
    for collaborative in collaboratives:
        make_update(targets[0], period, organisation=collaborative)
        make_deliverable_update(first, period, organisation=collaborative)


def make_due_days(target: Target, collaboratives: Iterable[Organisation], editor: User, submitter: User) -> None:
    period = ReportingPeriod.objects.open().get()
    for pk, collaborative in enumerate(collaboratives, 9001):
        make_expected(period, collaborative, pk=pk, target=target)
    make_reminder(pk=9001, person=submitter, expected=period.expected.get(pk=9001))
    period.due_days.create(pk=9001, item="target", day=date(2021, 1, 20), set_at=NOON, set_by=editor)


def make_entries(editor: User, approver: User) -> None:
    """Whatever else is written about a programme: approved for Q2, submitted for Q3."""
    workstream = Workstream.objects.get(slug="alpha")
    section = make_section(workstream.programme, slug="story")
    framework = make_framework(workstream, slug="steps")
    icb = Organisation.objects.of_kind(OrganisationKind.ICB).first()
    rate = make_measure(workstream=workstream, slug="rate", aggregation=Measure.Aggregation.SUM)
    published, period = ReportingPeriod.objects.covering_programmes().order_by("quarter")
    make_observation(rate, published.quarter.start, 12)
    make_measure(workstream=workstream, slug="visits", aggregation=Measure.Aggregation.SUM, reported_by="collaborative")
    for each in (published, period):
        state = {"state": "approved", "approved_at": NOON, "approved_by": approver} if each == published else {}
        shared = {"period": each, "organisation": make_england(), "submitted_at": NOON, "submitted_by": editor}
        shared |= {"state": "submitted"} | state
        begin = f"{each.quarter.start}"
        entries = [
            NarrativeText.objects.create(section=section, text="What was done.", **shared),
            PhaseReturn.objects.create(framework=framework, cells={icb.code: {"phase": "1"}}, **shared),
            MeasureReturn.objects.create(measure=rate, cells={f"ENG {begin}": {"value": "12"}}, **shared),
            StepChangeProposal.objects.create(
                measure=rate, series_of=make_england(), starts_on=each.quarter.start, decision="accepted",
                reason="A new form", **(shared | {"period": period}),
            ),
        ]  # fmt: skip
        for entry in entries:
            entry.revisions.create(number=1, saved_by=editor, content=entry.content())
