"""A site with one of each: what the tests of access and of bad input look at.

Q2 2020/21 is published, Q3 2020/21 is open. SC-1 has two targets that the collaboratives deliver; SC-2 with SC-2.1,
which acute trusts deliver, begins in the open quarter, so no reader has seen it. PSC-N works in the region NORTH, PSC-S
in SOUTH. The programme Alpha has the deliverables ALPHA-D1 and ALPHA-D2, which are to each other as SC-1.1 and SC-2.1;
the outcome "lives" has a value in Q2, and the framework "way" a count.
"""

from objectives.models import Target
from programmes.models import Deliverable
from pssdash.accounts.models import User
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Deliverer, OrganisationKind
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_objective, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer, make_icb, make_region
from tests.factories.programme_pages import enter, make_framework, make_model, make_stated_count
from tests.factories.programmes import (
    make_deliverable,
    make_deliverable_update,
    make_programme,
    make_workstream,
    publish_programmes,
)


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
    }
    make_quarters(make_targets(), make_deliverables(), people, (ours, theirs))
    return people


def make_targets() -> list[Target]:
    collaboratives = make_deliverer(name="Collaboratives", member_kind=OrganisationKind.COLLABORATIVE)
    trusts = make_deliverer(name="Acute trusts", member_kind=OrganisationKind.TRUST)
    seen, unseen = make_objective(ref="SC-1"), make_objective(ref="SC-2", from_quarter=Quarter(2020, 3))
    make_target(objective=unseen, deliverers=[trusts])
    return [make_target(objective=seen, deliverers=[collaboratives]) for _ in range(2)]


def make_deliverables() -> list[Deliverable]:
    workstream = make_workstream(programme=make_programme(slug="alpha", name="Alpha"), slug="alpha")
    enter(make_model(workstream=workstream, slug="lives").result, 22, quarter=Quarter(2020, 2))
    make_stated_count(make_framework(workstream=workstream, slug="way"), 23, first=1, quarter=Quarter(2020, 2))
    begins = {"Collaboratives": Quarter(2020, 2), "Acute trusts": Quarter(2020, 3)}
    return [
        make_deliverable(workstream=workstream, from_quarter=quarter, deliverers=[Deliverer.objects.get(name=name)])
        for name, quarter in begins.items()
    ]


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
