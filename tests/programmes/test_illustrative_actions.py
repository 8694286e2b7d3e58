"""The illustrative history comes with a new installation, and goes for good at one command."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from programmes.actions.illustrative import load_illustrative, remove_illustrative
from programmes.illustrative_stories import STORIES
from programmes.models import IllustrativeObservation, Measure, Observation, RollUp, StepChange
from programmes.series import analyse_series, read_series
from pssdash.accounts import roles
from pssdash.accounts.models import AuditEvent
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england, make_region
from tests.factories.programmes import make_measure, make_monthly, make_step_change

pytestmark = pytest.mark.django_db
MONTHS = 54


def make_cord_management():
    return make_measure(slug="optimal-cord-management")


def kept() -> int:
    return IllustrativeObservation.objects.count()


def events() -> list[str]:
    return list(
        AuditEvent.objects.filter(item_kind="illustrative_history").order_by("pk").values_list("action", flat=1)
    )


def run(command: str) -> str:
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


def test_history_is_loaded_once_for_the_measures_that_are_there():
    make_cord_management()
    make_measure(slug="another-measure")

    assert load_illustrative() == MONTHS
    assert load_illustrative() == 0
    assert kept() == MONTHS
    assert events() == ["loaded"]


def test_measure_that_comes_later_gets_its_history_then():
    make_cord_management()
    load_illustrative()
    make_measure(slug="normothermia")

    assert load_illustrative() == MONTHS
    assert kept() == 2 * MONTHS


def test_nothing_illustrative_enters_observations_roll_ups_or_step_changes():
    make_cord_management()

    load_illustrative()

    assert not Observation.objects.exists()
    assert not RollUp.objects.exists()
    assert not StepChange.objects.exists()


def test_new_installation_has_a_history_of_every_measure_that_has_a_story():
    said = run("load_content")

    assert f"{kept()} values added" in said
    told = Measure.objects.filter(illustrative_observations__isnull=False).distinct()
    assert set(told.values_list("slug", flat=True)) == {story.slug for story in STORIES}
    assert set(told.values_list("frequency", flat=True)) == {Measure.Frequency.MONTH}


def test_one_command_removes_it_all_and_says_how_many():
    make_cord_management()
    load_illustrative()

    assert run("remove_illustrative") == f"{MONTHS} illustrative values removed\n"
    assert kept() == 0


def test_removal_is_in_the_audit_trail_with_what_was_there():
    make_cord_management()
    load_illustrative()
    editor = make_user(roles.EDITOR)

    remove_illustrative(by=editor)

    event = AuditEvent.objects.get(action="removed")
    assert event.by == editor
    assert {change["field"]: change["before"] for change in event.changes} == {"measures": "1", "values": str(MONTHS)}


def test_loading_content_never_brings_it_back_once_removed():
    run("load_content")
    remove_illustrative()

    run("load_content")

    assert kept() == 0


def test_removing_before_anything_was_loaded_keeps_it_away_too():
    make_cord_management()

    assert remove_illustrative() == 0
    assert remove_illustrative() == 0

    assert load_illustrative() == 0
    assert events() == ["removed"]


def test_removal_leaves_real_values_and_real_decisions_alone():
    measure = make_cord_management()
    make_monthly(measure, [60, 61])
    make_step_change(measure, date(2023, 5, 1))
    load_illustrative()

    remove_illustrative()

    assert Observation.objects.count() == 2
    assert StepChange.objects.count() == 1


def test_its_parts_are_those_of_the_made_up_history_and_decisions_do_not_count():
    measure = make_cord_management()
    load_illustrative()
    make_step_change(measure, date(2022, 1, 1))

    [series] = read_series(make_user(roles.EDITOR), [measure], [make_england(), make_region()])

    assert series.step_changes == (date(2021, 7, 1), date(2023, 3, 1))


def test_its_parts_end_with_the_first_real_value():
    measure = make_cord_management()
    load_illustrative()
    make_monthly(measure, [60, 61, 62], begin=date(2023, 2, 1))

    [series] = read_series(make_user(roles.EDITOR), [measure], [make_england()])

    assert not series.is_illustrative
    assert len(analyse_series([series])[0].parts) == 1
