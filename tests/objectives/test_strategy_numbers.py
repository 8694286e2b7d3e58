"""Crafted numbers on the strategy's forms: refused or ignored, never an error of the server."""

import pytest
from django.urls import reverse

from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_period, make_target

pytestmark = pytest.mark.django_db
HUGE = "9" * 20


@pytest.fixture
def target():
    make_period()
    target = make_target()
    make_milestone(target)
    return target


@pytest.mark.parametrize(("path", "field"), [("split/", "parts"), ("regions/", "regions")])
def test_item_with_a_number_that_no_database_holds_is_a_bad_request(client, target, path, field):
    client.force_login(make_user(EDITOR))
    client.raise_request_exception = False

    answer = client.post(f"{reverse('strategy_target', args=[target.ref])}{path}", {field: [HUGE], "reason": "x"})

    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("order", [HUGE, "1" * 5000, "", "a,b", "1,1"])
def test_order_of_other_items_leaves_the_one_in_force(client, target, order):
    client.force_login(make_user(EDITOR))

    answer = client.post(reverse("strategy_target_order", args=[target.ref]), {"order": order, "move": "x:up"})

    assert answer.status_code == 200
    assert [item.pk for item in answer.context["items"]] == [item.pk for item in target.milestones.all()]
