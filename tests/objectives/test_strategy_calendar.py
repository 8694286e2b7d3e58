"""From which quarter a change of the strategy counts."""

import pytest

from objectives.strategy_calendar import strategy_calendar
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.objectives import make_period

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
State = ReportingPeriod.State
Q1, Q2, Q3, Q4 = (Quarter(2020, number) for number in (1, 2, 3, 4))


def test_open_quarter_is_the_first():
    make_period("Q2 2020/21", state=State.PUBLISHED)
    make_period("Q3 2020/21")

    calendar = strategy_calendar()

    assert (calendar.live, calendar.first, calendar.published) == (Q3, Q3, Q2)
    assert calendar.offered[:2] == [Q3, Q4]
    assert calendar.refusal(Q3) == calendar.refusal_at_once() == ""


def test_quarter_after_the_last_published_is_the_first_while_none_is_open():
    make_period("Q1 2020/21", state=State.PUBLISHED)
    make_period("Q2 2020/21", state=State.PUBLISHED)

    assert strategy_calendar().first == Q3


def test_running_quarter_is_the_first_before_any_was_opened():
    calendar = strategy_calendar()

    assert (calendar.first, calendar.published) == (Q4, None)
    assert calendar.refusal(Q3) == "Q3 2020/21 is over. Choose Q4 2020/21 or later"


@pytest.mark.parametrize("quarter", [Q2, Q1, Quarter(2019, 2)])
def test_published_quarter_and_all_before_it_are_refused(quarter):
    make_period("Q2 2020/21", state=State.PUBLISHED)

    assert "what is published never changes. Choose Q3 2020/21 or later" in strategy_calendar().refusal(quarter)


def test_quarter_that_was_never_opened_is_over_once_a_later_one_is_open():
    make_period("Q2 2020/21", state=State.PUBLISHED)
    make_period("Q4 2020/21")

    assert strategy_calendar().refusal(Q3) == "Q3 2020/21 is over. Choose Q4 2020/21 or later"


def test_closed_quarter_takes_no_change_and_the_next_one_does():
    make_period("Q3 2020/21", state=State.CLOSED)

    calendar = strategy_calendar()

    assert (calendar.live, calendar.first) == (Q3, Q4)
    assert "Q3 2020/21 is closed" in calendar.refusal(Q3)
    assert "Q3 2020/21 is closed" in calendar.refusal_at_once()
    assert calendar.refusal(Q4) == ""


def test_quarter_of_the_programmes_alone_does_not_count():
    make_period("Q4 2020/21", covers_objectives=False, covers_programmes=True)
    make_period("Q2 2020/21", state=State.PUBLISHED)

    assert strategy_calendar().first == Q3
