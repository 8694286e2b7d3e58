"""Versions, objectives, targets and milestones are added."""

import pytest
from django.urls import reverse

from objectives.models import Objective, StrategyVersion, Target
from pssdash.reporting.models import ReportingPeriod
from tests.factories.objectives import make_period
from tests.objectives.strategy_pages.asking import Q3, Q4, about, url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def test_version_is_added_from_the_page(client, editor):
    typed = {"name": "2021 update", "from_quarter": "Q4 2020/21", "note": "Printed in February"}

    answer = client.post(reverse("strategy_version_add"), typed, follow=True)

    assert StrategyVersion.objects.get(slug="2021-update").from_quarter == Q4
    assert "2021 update" in words_of(answer)


def test_version_form_keeps_what_was_typed(client, editor):
    typed = {"name": "2021 update", "from_quarter": "spring", "note": ""}

    answer = client.post(reverse("strategy_version_add"), typed)

    assert answer.status_code == 422
    assert 'value="2021 update"' in words_of(answer)
    assert 'href="#id_from_quarter"' in words_of(answer)


def test_objective_is_added_from_the_page(client, target, editor):
    page = reverse("strategy_theme_add", args=[target.objective.theme.slug])

    answer = client.post(page, about(title="A new promise"))

    added = Objective.objects.get(title="A new promise")
    assert answer.url == url("objective", added)


def test_target_is_added_with_its_milestone_from_the_page(client, target, editor):
    page = url("objective_add", target.objective)

    client.post(page, about(summary="Train everybody", official_wording="", deadline="by June 2021"))

    added = Target.objects.get(summary="Train everybody")
    assert (added.ref, added.from_quarter) == (f"{target.objective.ref}.2", Q3)
    assert added.milestones.get().deadline_text == "by June 2021"


def test_milestone_is_added_with_its_numeric_target_from_the_page(client, target, editor):
    typed = {"text": "Reach most sites", "target_value": "87", "target_unit": "% of sites", "deadline": "by June 2021"}

    client.post(url("target_add", target), about(**typed))

    added = target.milestones.get(text="Reach most sites")
    assert (added.target_value, added.target_unit) == (87, "% of sites")


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"summary": ""}, "id_summary", "Write what is to be done"),
        ({"deadline": "by 31 April 2021"}, "id_deadline", "This cannot be read as a deadline"),
        ({"quarter": "2020-21-q2"}, "id_quarter", "Q2 2020/21 is published"),
        ({"quarter": "nonsense"}, "id_quarter", "is not a quarter"),
        ({"version": "999"}, "id_version", "There is no such version"),
        ({"reason": ""}, "id_reason", "Say why this is changed"),
    ],
)
def test_add_form_keeps_what_was_typed_and_links_each_error(client, target, editor, typed, field, message):
    make_period("Q2 2020/21", state=ReportingPeriod.State.PUBLISHED)
    whole = about(summary="Train everybody", official_wording="As printed", deadline="by June 2021") | typed

    answer = client.post(url("objective_add", target.objective), whole)

    words = words_of(answer)
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in words
    assert message in words
    assert "As printed</textarea>" in words
    assert Target.objects.count() == 1
