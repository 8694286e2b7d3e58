"""Two versions that met: field by field, and nothing of either is lost whatever is kept."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from objectives.actions.updates import TARGET_UPDATES
from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.entries.actions import save
from pssdash.reporting.entries.choosing import chosen
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target
from tests.factories.organisations import make_england

pytestmark = pytest.mark.django_db
THEIRS = {"progress": "Six trusts", "action": "Weekly calls", "reported_rag": "red"}
MINE = {"progress": "Seven trusts", "action": "A visit", "reported_rag": "amber"}


@pytest.fixture
def target():
    return make_target()


@pytest.fixture
def url(target):
    return reverse("update", args=[target.ref, make_period("Q3 2020/21").quarter])


@pytest.fixture
def conflict(client, target, url):
    """The page that the second of two people gets."""
    period = ReportingPeriod.objects.get()
    of = {"target": target, "period": period, "organisation": make_england()}
    save(TARGET_UPDATES, of=of, typed=THEIRS, by=make_user(EDITOR), base=0)
    client.force_login(make_user(EDITOR))
    return client.post(url, sent(target) | MINE)


def sent(target):
    blank = ("rag_reason", "action_owner", "action_due", "evidence")
    parts = ("status", "status_reason", "forecast", "met_on")
    lines = {f"line-{each.pk}-{part}": "" for each in target.milestones.all() for part in parts}
    return dict.fromkeys(blank, "") | lines | {"base": 0, "window": "mine"}


def send_on(client, conflict, target, url, **choices):
    """Send the form of the conflict page as a browser would, with `choices` of single fields."""
    data = sent(target) | MINE | {"base": conflict.context["page"].form["base"].value()}
    for choice in conflict.context["conflict"].choices:
        data |= {choice.choice_name: "mine", choice.value_name: list(choice.value)}
    return client.post(url, data | choices)


def kept():
    update = ProgressUpdate.objects.get()
    return update.progress, update.action, update.reported_rag


def test_each_field_that_differs_is_shown_with_both_in_words(conflict):
    choices = conflict.context["conflict"].choices

    assert [(each.label, each.theirs, each.ours) for each in choices] == [
        ("Progress this quarter", "Six trusts", "Seven trusts"),
        ("Your rating (optional)", "Red", "Amber"),
        ("Recovery action", "Weekly calls", "A visit"),
    ]
    assert conflict.status_code == 409


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, ("Seven trusts", "A visit", "amber")),
        ({"keep-progress": "theirs"}, ("Six trusts", "A visit", "amber")),
        ({"keep-reported_rag": "theirs", "keep-action": "theirs"}, ("Seven trusts", "Weekly calls", "red")),
        ({"progress": "Six or seven trusts"}, ("Six or seven trusts", "A visit", "amber")),
        ({"keep-progress": "theirs", "save": "mine"}, ("Seven trusts", "A visit", "amber")),
    ],
)
def test_theirs_mine_or_a_third_by_field(client, conflict, target, url, choices, expected):
    send_on(client, conflict, target, url, **choices)

    assert kept() == expected


@pytest.mark.parametrize("choices", [{}, {"keep-progress": "theirs"}, {"progress": "A third"}, None])
def test_both_texts_stay_in_the_history(client, conflict, target, url, choices):
    if choices is not None:
        send_on(client, conflict, target, url, **choices)

    texts = set(UpdateRevision.objects.values_list("content__progress", flat=True))
    assert {"Six trusts", "Seven trusts"} <= texts


def test_what_a_third_person_saves_meanwhile_is_not_taken_for_theirs(client, conflict, target, url):
    update = ProgressUpdate.objects.get()
    base = conflict.context["page"].form["base"].value()
    save(TARGET_UPDATES, of=update.of, typed={"progress": "Eight"}, by=make_user(EDITOR), base=int(base))

    again = send_on(client, conflict, target, url, **{"keep-progress": "theirs"})

    assert again.status_code == 409
    assert kept()[0] == "Eight"
    assert UpdateRevision.objects.filter(outcome="conflict", content__progress="Six trusts").exists()


def test_milestones_are_told_apart(client, target, url):
    second = make_milestone(target)
    period = ReportingPeriod.objects.get()
    of = {"target": target, "period": period, "organisation": make_england()}
    line = {"status": "paused", "status_reason": "", "forecast": None, "forecast_text": "", "met_on": None}
    typed = {"progress": "Same", "lines": {str(second.pk): line}}
    save(TARGET_UPDATES, of=of, typed=typed, by=make_user(EDITOR), base=0)
    client.force_login(make_user(EDITOR))

    page = client.post(url, sent(target) | {"progress": "Same", "action": "", "reported_rag": ""})

    choice = page.context["conflict"].choices[0]
    assert (choice.label, choice.theirs, choice.ours) == ("Milestone 2: Status", "Paused", "")


def test_nothing_chosen_changes_nothing():
    data = QueryDict("progress=Mine&keep-progress=mine&theirs-progress=Theirs")

    assert chosen(data) is data
