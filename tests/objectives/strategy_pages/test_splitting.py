"""What is split in two."""

import pytest

from objectives.models import Target
from tests.factories.objectives import make_milestone, make_target
from tests.objectives.strategy_pages.asking import about, url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_objective_is_split_from_the_page(client, target, editor):
    goes = make_target(objective=target.objective)

    client.post(url("objective_split", target.objective), about(parts=[goes.pk], new_words="The other half"))

    goes.refresh_from_db()
    assert goes.replaced_by.objective.title == "The other half"


def test_target_is_split_from_the_page(client, target, editor):
    goes = make_milestone(target)

    answer = client.post(url("target_split", target), about(parts=[goes.pk], new_words="The other half"), follow=True)

    assert Target.objects.get(summary="The other half").milestones.get().text == goes.text
    assert f"Reword {target.ref} where it still says what went with it." in words_of(answer)


def test_split_of_the_only_part_says_why_not(client, target, editor):
    typed = about(parts=[target.milestones.get().pk], new_words="All of it")

    answer = client.post(url("target_split", target), typed)

    assert answer.status_code == 422
    assert "At least one milestone stays" in words_of(answer)
    assert "checked" in words_of(answer)


def test_milestone_has_no_heading_for_parts_that_it_cannot_have(client, target, editor):
    page = client.get(url("milestone", target.milestones.get())).context["page"]

    assert page.parts_heading == ""
    assert client.get(url("target", target)).context["page"].parts_heading == "Milestones"


def test_milestone_is_split_from_the_page(client, target, editor):
    old = target.milestones.get()

    client.post(url("milestone_split", old), about(first="First half", second="Second half"))

    assert [each.text for each in target.milestones.current()] == ["First half", "Second half"]
