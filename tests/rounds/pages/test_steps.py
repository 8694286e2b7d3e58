"""The steps of a quarter, from its page: closing, publishing, checks; who may take them."""

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target
from tests.rounds.pages.asking import Q3, get

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_publishing_asks_for_the_tick_and_lists_what_is_missing(client):
    period, _ = make_period(), make_target()
    client.force_login(make_user(APPROVER))

    asked = client.post(reverse("quarter_publish", args=[Q3]))

    assert asked.status_code == 422
    assert "Read the list of what is missing" in asked.content.decode()
    (kind,) = asked.context["completeness"].kinds
    assert (kind.missing, kind.missing_by_state) == (1, ["1 not started"])
    period.refresh_from_db()
    assert period.is_open


def test_publishing_with_the_tick_shows_the_quarter_to_readers(client):
    make_period(), make_target()
    reader = make_user(BOARD_MEMBER)
    assert not ReportingPeriod.objects.visible_to(reader).exists()
    client.force_login(make_user(APPROVER))

    client.post(reverse("quarter_publish", args=[Q3]), {"read": "on"})

    assert ReportingPeriod.objects.visible_to(reader).get().quarter == Q3


def test_a_quarter_closes_and_opens_again_only_with_a_reason(client):
    make_period()
    client.force_login(make_user(EDITOR))

    client.post(reverse("quarter_close", args=[Q3]))
    refused = client.post(reverse("quarter_reopen", args=[Q3]), {"reason": ""})
    still_closed = ReportingPeriod.objects.get().state
    client.post(reverse("quarter_reopen", args=[Q3]), {"reason": "A late return"})

    assert refused.status_code == 422 and still_closed == "closed"
    assert ReportingPeriod.objects.get().is_open


def test_checks_change_on_the_page_with_a_reason(client):
    make_period()
    client.force_login(make_user(EDITOR))
    url = reverse("quarter_checks", args=[Q3])

    refused = client.post(url, {"to": "yes", "reason": ""})
    stood = ReportingPeriod.objects.get().needs_check
    done = client.post(url, {"to": "yes", "reason": "Two new approvers"}, follow=True)

    assert refused.status_code == 422 and not stood
    assert "Say why the checks change" in refused.content.decode()
    assert "asks for a check before every approval" in done.content.decode()
    assert "Ask for no check any more" in done.content.decode()


def test_approver_is_not_offered_what_editors_do(client):
    make_period()

    assert "Opened by mistake" not in get(client, make_user(APPROVER), "quarter", Q3).content.decode()


@pytest.mark.parametrize("role", [BOARD_MEMBER, REGIONAL_LEAD])
def test_readers_have_no_part_in_the_round(client, role):
    make_period()

    for name, args in [("my_quarter", ()), ("quarter_list", ()), ("quarter", (Q3,))]:
        assert get(client, make_user(role), name, *args).status_code == 403


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (EDITOR, "quarter_publish"),
        (APPROVER, "quarter_close"),
        (APPROVER, "quarter_take_back"),
        (APPROVER, "quarter_checks"),
    ],
)
def test_a_step_of_another_role_is_refused(client, role, name):
    make_period()
    client.force_login(make_user(role))

    assert client.post(reverse(name, args=[Q3]), {"read": "on"}).status_code == 403
    assert ReportingPeriod.objects.get().is_open


@pytest.mark.parametrize(
    "name", ["quarter_close", "quarter_publish", "quarter_reopen", "quarter_checks", "quarter_take_back"]
)
def test_steps_are_taken_by_post_only(client, name):
    make_period()

    answer = get(client, make_user(EDITOR, APPROVER), name, Q3)

    assert answer.status_code == 405
