"""Who sees which updates and quarters: one table of roles and rows."""

import pytest

from objectives.models import ProgressUpdate
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_icb, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """A published and an open quarter, each with updates by England, an ICB, its PSC and an ICB elsewhere."""
    region, elsewhere, psc = make_region(), make_region(), make_collaborative()
    organisations = {"england": None, "icb": make_icb(region, psc), "psc": psc, "other": make_icb(elsewhere)}
    target, approver = make_target(), make_user(APPROVER)
    published, still_open = make_period("Q2 2020/21"), make_period("Q3 2020/21")
    for name, organisation in organisations.items():
        make_update(target, published, organisation=organisation, state="approved", approved_by=approver, action=name)
        make_update(target, still_open, organisation=organisation, action=f"draft {name}")
    publish(published)
    return {"region": region, **organisations}


PUBLISHED = {"england", "icb", "psc", "other"}
DRAFTS = {f"draft {name}" for name in PUBLISHED}


@pytest.mark.parametrize(
    ("roles", "answers_for", "seen"),
    [
        ([EDITOR], [], PUBLISHED | DRAFTS),
        ([APPROVER], [], PUBLISHED | DRAFTS),
        ([REGIONAL_LEAD], ["region"], {"england", "icb", "psc"}),
        ([REGIONAL_LEAD], [], {"england"}),
        ([SUBMITTER], ["psc"], {"england", "psc", "draft psc"}),
        ([SUBMITTER], [], {"england"}),
        ([BOARD_MEMBER], ["psc"], {"england"}),
        ([BOARD_MEMBER], [], {"england"}),
        ([ADMINISTRATOR], [], {"england"}),
        ([REGIONAL_LEAD, SUBMITTER], ["region", "other"], {"england", "icb", "psc", "other", "draft other"}),
        ([], ["region", "psc"], set()),
    ],
)
def test_a_person_sees_the_updates_of_their_roles_and_organisations(rows, roles, answers_for, seen):
    user = make_user(*roles, organisations=tuple(rows[name] for name in answers_for))

    visible = ProgressUpdate.objects.visible_to(user)

    assert sorted(visible.values_list("action", flat=True)) == sorted(seen)


@pytest.mark.parametrize(
    ("role", "quarters"),
    [(EDITOR, 2), (APPROVER, 2), (REGIONAL_LEAD, 1), (SUBMITTER, 1), (BOARD_MEMBER, 1), (ADMINISTRATOR, 1)],
)
def test_only_the_national_team_sees_a_quarter_before_it_is_published(rows, role, quarters):
    assert ReportingPeriod.objects.visible_to(make_user(role)).count() == quarters
