"""By when returns are due: the usual day, the days that were set, extensions."""

from datetime import date

import pytest

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from pssdash.reporting.refusals import Refused
from pssdash.rounds.due_days import end_extension, extend, remove_due_day, set_due_day
from pssdash.rounds.following import follow
from pssdash.rounds.standing import standings
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, publish
from tests.factories.organisations import make_collaborative, make_deliverer
from tests.factories.programmes import make_measure
from tests.factories.rounds import expected_in

pytestmark = pytest.mark.django_db
USUAL = date(2021, 1, 15)
DAYS = [date(2021, 1, 18), date(2021, 1, 19), date(2021, 1, 20), date(2021, 1, 21)]


@pytest.fixture
def north():
    return make_collaborative(name="North PSC", short_name="North PSC", code="PSC-N")


@pytest.fixture
def period(north):
    """North and South owe the target and the measure, England the target."""
    make_collaborative(code="PSC-S")
    make_target(deliverers=[make_deliverer(member_kind="collaborative")])
    make_measure(reported_by="collaborative")
    period = make_period(covers_programmes=True)
    follow(period)
    return period


def due(period, code: str, item: str) -> date:
    return period.expected.of(item).get(organisation__code=code).due


def test_returns_are_due_on_the_usual_day(period):
    assert set(period.expected.values_list("due", flat=True)) == {USUAL}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_the_most_particular_day_counts_whichever_was_set_first(period, north, order):
    reaches = [{}, {"item": "target"}, {"organisation": north}, {"item": "target", "organisation": north}]
    for place in order:
        set_due_day(period=period, day=DAYS[place], by=make_user(EDITOR), **reaches[place])

    found = [due(period, *of) for of in (("PSC-S", "measure"), ("PSC-S", "target"), ("PSC-N", "measure"))]
    assert [*found, due(period, "PSC-N", "target")] == DAYS


def test_what_comes_later_is_due_on_the_day_that_was_set(period):
    set_due_day(period=period, day=DAYS[0], by=make_user(EDITOR), item="target")
    target = make_target()

    assert expected_in(period, target=target).due == DAYS[0]


def test_setting_again_replaces_and_removing_goes_back(period):
    editor = make_user(EDITOR)
    set_due_day(period=period, day=DAYS[0], by=editor)
    rule = set_due_day(period=period, day=DAYS[1], by=editor)
    was = due(period, "ENG", "target")

    remove_due_day(rule=rule, by=editor)

    assert (was, due(period, "ENG", "target"), period.due_days.count()) == (DAYS[1], USUAL, 0)
    last, second, _ = AuditEvent.objects.filter(item_kind="due day")
    assert (last.action, last.changes) == (
        "removed a due day",
        [{"field": "Due", "before": "2021-01-19", "after": ""}],
    )
    assert second.changes == [{"field": "Due", "before": "2021-01-18", "after": "2021-01-19"}]


def test_a_day_before_the_quarter_is_refused(period):
    with pytest.raises(Refused, match="lies before Q3 2020/21"):
        set_due_day(period=period, day=date(2020, 9, 30), by=make_user(EDITOR))


def test_nothing_is_set_in_a_published_quarter(period):
    expected = period.expected.first()
    publish(period)

    with pytest.raises(Refused, match="is published"):
        set_due_day(period=period, day=DAYS[0], by=make_user(EDITOR))
    with pytest.raises(Refused, match="is published"):
        extend(expected=expected, to=DAYS[0], reason="Illness", by=make_user(EDITOR))


def test_an_extension_counts_for_one_return_and_says_why_and_who(period, north):
    editor, expected = make_user(EDITOR), period.expected.of("measure").get(organisation=north)

    extend(expected=expected, to=DAYS[2], reason="The system was down", by=editor)

    days = {(each.item, each.organisation): (each.due, each.is_extended) for each in standings(period)}
    assert days.pop(("measure", north.pk)) == (DAYS[2], True)
    assert set(days.values()) == {(USUAL, False)}
    event = AuditEvent.objects.filter(action="extended").get()
    assert (event.by, event.reason) == (editor, "The system was down")
    assert event.item_key == f"2020-21-q3 measure {expected.measure.slug} PSC-N"
    assert event.changes == [{"field": "Due", "before": "2021-01-15", "after": "2021-01-20"}]


def test_an_extension_outlasts_a_day_that_is_set_later(period, north):
    expected = period.expected.of("measure").get(organisation=north)
    extend(expected=expected, to=DAYS[3], reason="The system was down", by=make_user(EDITOR))

    set_due_day(period=period, day=DAYS[0], by=make_user(EDITOR))

    expected.refresh_from_db()
    assert (expected.due, expected.last_day) == (DAYS[0], DAYS[3])


@pytest.mark.parametrize(
    ("to", "reason", "words"),
    [(USUAL, "Illness", "ends after the due day, 15 January 2021"), (DAYS[0], " ", "Say why")],
)
def test_an_extension_that_is_none_is_refused(period, to, reason, words):
    with pytest.raises(Refused, match=words):
        extend(expected=period.expected.first(), to=to, reason=reason, by=make_user(EDITOR))


def test_an_extension_ends_with_a_reason(period):
    editor, expected = make_user(EDITOR), period.expected.first()
    extend(expected=expected, to=DAYS[0], reason="Illness", by=editor)
    with pytest.raises(Refused, match="Say why"):
        end_extension(expected=expected, reason="", by=editor)

    end_extension(expected=expected, reason="A mistake", by=editor)

    expected.refresh_from_db()
    assert (expected.last_day, expected.extension_reason) == (USUAL, "")
    with pytest.raises(Refused, match="no extension"):
        end_extension(expected=expected, reason="Again", by=editor)
