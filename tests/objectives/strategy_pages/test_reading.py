"""Who opens the pages on which the strategy is edited, and what the tree shows."""

import pytest
from django.urls import reverse

from objectives.models import Target
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, REGIONAL_LEAD, SUBMITTER
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_objective, make_target
from tests.factories.organisations import make_region
from tests.objectives.strategy_pages.asking import Q3, Q4, about, addresses, url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_page_of_a_target_made_by_a_split_says_what_it_was_split_from(client, target, editor):
    chosen = make_milestone(target, text="Goes on elsewhere")
    sent = about(parts=[chosen.pk], new_words="The other half", quarter="2020-21-q4")
    client.post(url("target_split", target), sent)

    page = client.get(url("target", Target.objects.get(summary="The other half"))).context["page"]

    assert ("Takes over from", target.ref) in [(fact.key, fact.value) for fact in page.facts]


def test_every_page_opens_for_an_editor(client, target, editor):
    for address in addresses(target):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", [APPROVER, REGIONAL_LEAD, SUBMITTER, BOARD_MEMBER, ADMINISTRATOR])
def test_no_page_opens_for_other_roles(client, target, role):
    client.force_login(make_user(role))

    for address in addresses(target):
        assert client.get(address).status_code == 403, address
        assert client.post(address, about(title="X", summary="X")).status_code == 403, address
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["objectives/SC-999/", "targets/SC-999.1/reword/", "milestones/99999999/withdraw/", f"milestones/{10**30}/",
     "themes/nothing/add/", "themes/nothing/order/"],
)  # fmt: skip
def test_page_of_what_is_not_there_is_not_found(client, editor, path):
    assert client.get(f"/strategy/{path}").status_code == 404


def test_tree_needs_the_same_queries_for_few_and_many(client, target, editor, query_count):
    make_objective(theme=target.objective.theme)
    page = reverse("strategy")
    few = query_count(lambda: client.get(page))
    for _ in range(30):
        make_milestone(make_target(regions=[make_region()]))

    assert query_count(lambda: client.get(page)) == few


def test_objective_page_needs_the_same_queries_for_few_and_many(client, target, editor, query_count):
    make_milestone(target)
    page = url("objective", target.objective)
    few = query_count(lambda: client.get(page))
    for _ in range(10):
        make_milestone(make_target(objective=target.objective, regions=[make_region()]))

    assert query_count(lambda: client.get(page)) == few


def test_tree_shows_what_runs_what_is_to_come_and_what_has_ended(client, target, editor):
    make_objective(theme=target.objective.theme, title="Still to come", from_quarter=Q4)
    make_objective(
        theme=target.objective.theme, title="Long gone", ended_quarter=Quarter(2019, 4), ended_as="withdrawn",
        ended_reason="Done elsewhere",
    )  # fmt: skip
    ending = {"ended_quarter": Q3, "ended_as": "superseded", "ended_reason": "Better words", "replaced_by": target}
    make_target(objective=target.objective, **ending)

    page = client.get(reverse("strategy"))

    (theme,) = page.context["themes"]
    assert [(each.standing.kind, each.standing.words) for each in theme.objectives] == [
        ("", ""), ("coming", "From Q4 2020/21"), ("ended", "Withdrawn in Q4 2019/20")
    ]  # fmt: skip
    assert theme.current == 2
    ending = theme.objectives[0].parts[1].standing
    assert (ending.kind, ending.words) == ("ending", f"Superseded in Q3 2020/21, now {target.ref}")
    assert "Reason: Done elsewhere" in words_of(page)
