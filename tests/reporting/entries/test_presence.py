"""Who has a form open, and until when that counts."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pssdash.accounts.roles import APPROVER, EDITOR
from pssdash.reporting.models import OpenForm
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    """The addresses of one form: its page, and that of the signs of life."""
    target, period = make_target(ref="SC-1.1"), make_period("Q3 2020/21")
    args = [target.ref, period.quarter]
    return reverse("update", args=args), reverse("update_presence", args=args)


@pytest.fixture
def first(client, form, time_machine):
    """Somebody who opened the form at 14:20."""
    time_machine.move_to("2021-01-05 14:20", tick=False)
    user = make_user(EDITOR)
    client.force_login(user)
    client.get(form[0])
    return user


@pytest.fixture
def look(client, form, first):
    """What another person sees at the form."""
    user = make_user(EDITOR)

    def answer():
        client.force_login(user)
        return client.get(form[0])

    return answer


def test_second_person_sees_since_when_the_first_has_it_open(look, first):
    assertContains(look(), f"{first.name} has this open, opened at 14:20.")


def test_own_opening_is_not_shown_to_oneself(client, form, first):
    assertNotContains(client.get(form[0]), "has this open")


def test_who_saved_is_shown_with_the_time(client, form, first, look, time_machine):
    time_machine.move_to("2021-01-05 14:32", tick=False)
    client.post(form[0], {"progress": "Six trusts", "base": 0})

    assertContains(look(), f"{first.name} has this open, last saved 14:32.")


@pytest.mark.parametrize(("until", "is_there"), [("14:49", True), ("14:51", False)])
def test_opening_counts_for_half_an_hour(look, time_machine, until, is_there):
    time_machine.move_to(f"2021-01-05 {until}", tick=False)

    assert bool(look().context["page"].editors) == is_there


@pytest.mark.parametrize(("until", "is_there"), [("15:22", True), ("15:24", False)])
def test_sign_of_life_counts_for_three_minutes(client, form, look, time_machine, until, is_there):
    time_machine.move_to("2021-01-05 15:20", tick=False)
    client.post(form[1], {"base": 0})
    time_machine.move_to(f"2021-01-05 {until}", tick=False)

    assert bool(look().context["page"].editors) == is_there


def test_page_that_is_left_is_open_no_longer(client, form, look):
    client.post(form[1], {"base": 0, "left": "yes"})

    assert look().context["page"].editors == ()


def test_answer_says_who_is_there_and_who_saved_since(client, form, first, time_machine):
    client.post(form[0], {"progress": "Six trusts", "base": 0})
    client.force_login(make_user(EDITOR))
    client.get(form[0])

    answer = client.post(form[1], {"base": 0})

    assert answer.json()["editors"] == [
        f"{first.name} has this open, last saved 14:20.",
        f"{first.name} saved at 14:20, after you opened this. If you save, you see both versions.",
    ]


def test_old_openings_are_forgotten(client, form, first, time_machine):
    OpenForm.objects.update(address="/elsewhere/")
    time_machine.move_to("2021-01-07 09:00", tick=False)
    client.force_login(first)

    client.get(form[0])

    assert not OpenForm.objects.filter(address="/elsewhere/").exists()


def test_opening_of_another_form_is_not_shown(look, first):
    OpenForm.objects.update(address="/objectives/SC-9.9/updates/2020-21-q3/presence/")

    assert look().context["page"].editors == ()


def test_approver_who_reads_is_no_editor(client, form, first):
    client.force_login(make_user(APPROVER))
    client.get(form[0])

    assert OpenForm.objects.count() == 1
