"""What is withdrawn, superseded or taken back."""

import pytest

from objectives.models import Target
from tests.factories.objectives import make_target
from tests.objectives.strategy_pages.asking import Q3, about, url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_withdrawing_asks_to_confirm_and_says_what_it_means(client, target, editor):
    page = url("objective_withdraw", target.objective)

    asked = client.get(page)
    refused = client.post(page, about())
    target.refresh_from_db()
    assert target.is_current
    client.post(page, about(read="on"))

    target.refresh_from_db()
    assert "1 target and 1 milestone" in words_of(asked)
    assert "Not rated: withdrawn" in words_of(asked)
    assert "Read what this means, then tick the box" in words_of(refused)
    assert (target.ended_as, target.ended_quarter) == ("withdrawn", Q3)


def test_superseding_by_one_that_is_there(client, target, editor):
    other = make_target(objective=target.objective)

    client.post(url("target_supersede", target), about(replacement=other.pk, read="on"))

    target.refresh_from_db()
    assert (target.ended_as, target.replaced_by) == ("superseded", other)


@pytest.mark.parametrize("kind", ["objective", "target", "milestone"])
def test_superseding_by_a_new_one(client, target, editor, kind):
    item = {"objective": target.objective, "target": target, "milestone": target.milestones.get()}[kind]
    typed = about(replacement="new", new_words="The promise anew", deadline="by June 2022", read="on")

    answer = client.post(url(f"{kind}_supersede", item), typed)

    item.refresh_from_db()
    assert (item.ended_as, item.ended_quarter) == ("superseded", Q3)
    assert "The promise anew" in str(item.replaced_by)
    assert answer.url == url(kind, item.replaced_by)


def test_superseding_by_a_new_one_without_words_or_deadline_says_so(client, target, editor):
    answer = client.post(url("target_supersede", target), about(replacement="new", read="on"))

    words = words_of(answer)
    assert '<a href="#id_new_words">' in words
    assert '<a href="#id_deadline">' in words
    assert Target.objects.count() == 1


def test_superseding_offers_nothing_that_has_ended(client, target, editor):
    ended = make_target(objective=target.objective, ended_quarter=Q3, ended_as="withdrawn", ended_reason="Over")

    answer = client.post(url("target_supersede", target), about(replacement=ended.pk, read="on"))

    assert answer.status_code == 422
    assert '<a href="#id_replacement">' in words_of(answer)


def test_end_is_taken_back_from_the_page(client, target, editor):
    client.post(url("target_withdraw", target), about(read="on"))

    answer = client.post(url("target_take_back", target), about(reason="Entered by mistake"))

    target.refresh_from_db()
    assert answer.url == url("target", target)
    assert target.is_current
