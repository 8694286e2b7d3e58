"""The order of the parts, who delivers, and where."""

import pytest
from django.urls import reverse

from objectives.models import Theme
from pssdash.accounts.models import AuditEvent
from pssdash.organisations.models import Deliverer
from tests.factories.objectives import make_objective, make_target
from tests.factories.organisations import make_deliverer, make_region
from tests.objectives.strategy_pages.asking import about, rows, url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_order_is_made_with_buttons_and_saved_once(client, target, editor):
    objective, page = target.objective, url("objective_order", target.objective)
    second, third = make_target(objective=objective), make_target(objective=objective)
    order = f"{target.pk},{second.pk},{third.pk}"

    pressed = client.post(page, about(order=order, move=f"{third.pk}:up", reason="Half written"))

    assert pressed.context["order"] == f"{target.pk},{third.pk},{second.pk}"
    assert "Half written</textarea>" in words_of(pressed)
    assert "There is a problem" not in words_of(pressed)
    assert not AuditEvent.objects.exists()
    client.post(page, about(order=pressed.context["order"]))
    assert list(objective.targets.all()) == [target, third, second]


@pytest.mark.parametrize("move", ["1:up", "nonsense", ":", "999999:down", "²:up"])
def test_button_that_leads_nowhere_leaves_the_order(client, target, editor, move):
    answer = client.post(url("objective_order", target.objective), about(order=str(target.pk), move=move))

    assert answer.status_code == 200
    assert answer.context["order"] == str(target.pk)


@pytest.mark.parametrize("order", ["", "1,2,3", "²", "x", "9" * 40])
def test_order_that_does_not_fit_is_refused(client, target, editor, order):
    make_target(objective=target.objective)

    answer = client.post(url("objective_order", target.objective), about(order=order))

    assert answer.status_code == 422
    assert [item.ref for item in answer.context["items"]] == [target.ref, f"{target.objective.ref}.2"]


def test_order_of_a_themes_objectives_is_saved(client, target, editor):
    other = make_objective(theme=target.objective.theme)
    page = reverse("strategy_theme_order", args=[other.theme.slug])

    client.post(page, about(order=f"{other.pk},{target.objective.pk}"))

    assert list(Theme.objects.get().objectives.all()) == [other, target.objective]


def test_deliverers_are_set_by_their_places_with_a_new_one_last(client, target, editor):
    first, second = make_deliverer(name="First"), make_deliverer(name="Second")
    typed = rows((first, "delivers", 2), (second, "supports", 1), (None, "delivers", 3))
    new = {"new_name": "Patient partners", "new_part": "supports"}

    client.post(url("target_deliverers", target), about(**typed | new))

    assert [(part.deliverer.name, part.part) for part in target.delivered_by.all()] == [
        ("Second", "supports"), ("First", "delivers"), ("Patient partners", "supports")
    ]  # fmt: skip
    assert Deliverer.objects.get(name="Patient partners").kind == "group"


@pytest.mark.parametrize("case", ["twice", "nobody", "known"])
def test_deliverers_that_do_not_fit_are_refused(client, target, editor, case):
    known = target.delivered_by.get().deliverer
    typed, message = {
        "twice": (rows((known, "delivers", 1), (known, "supports", 2)), "is in the list twice"),
        "nobody": (rows((None, "delivers", 1)), "Choose at least one deliverer"),
        "known": (rows((None, "delivers", 1)) | {"new_name": known.name.upper()}, "already. Choose it there"),
    }[case]

    answer = client.post(url("target_deliverers", target), about(**typed))

    assert answer.status_code == 422
    assert message in words_of(answer)
    assert [part.deliverer for part in target.delivered_by.all()] == [known]


def test_deliverers_form_shows_who_delivers_now(client, target, editor):
    shown = client.get(url("target_deliverers", target)).context["rows"]

    assert [row["deliverer"].value() for row in shown][:2] == [target.delivered_by.get().deliverer_id, None]


def test_regions_are_set_from_the_page(client, target, editor):
    north, _ = make_region(), make_region()

    client.post(url("target_regions", target), about(scope="some", regions=[north.pk]))

    target.refresh_from_db()
    assert not target.concerns_all_regions
    assert list(target.regions.all()) == [north]


def test_regions_without_a_choice_say_so(client, target, editor):
    answer = client.post(url("target_regions", target), about(scope="some"))

    assert '<a href="#id_regions_0">Choose at least one region, or all</a>' in words_of(answer)
