"""The computed RAG: every line of the table, the days on either side of it, and a slow twin over many combinations."""

from datetime import date, timedelta
from itertools import product

import pytest

from pssdash.reporting.deadlines import Deadline, Precision, Relation, parse_deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import (
    NotRated,
    Rag,
    Rating,
    Standing,
    Status,
    overall_status,
    rate_milestone,
    rate_objective,
    rate_target,
)

QUARTER = Quarter(2020, 2)
AT_WORK = Standing(Status.IN_PROGRESS, has_update=True)


def rated(deadline: str, standing: Standing, quarter: Quarter = QUARTER) -> str:
    rating = rate_milestone(parse_deadline(deadline), standing, quarter)
    assert rating.sentence.startswith(rating.rag.label)
    assert (rating.rag is Rag.NOT_RATED) == (rating.not_rated is not None)
    return rating.sentence


def working(forecast: date | None = None) -> Standing:
    return Standing(Status.IN_PROGRESS, forecast=forecast, has_update=True)


@pytest.mark.parametrize(
    ("deadline", "standing", "sentence"),
    [
        ("by Q4 2019/20", Standing(Status.WITHDRAWN, has_update=True), "Not rated: withdrawn"),
        (
            "by Q4 2019/20",
            Standing(Status.SUPERSEDED, since=Quarter(2020, 1)),
            "Not rated: superseded in Q1 2020/21 (Apr–Jun 2020)",
        ),
        ("by Q4 2019/20", Standing(Status.COMPLETE, has_update=True), "Complete: reported complete"),
        (
            "by Q4 2019/20",
            Standing(Status.COMPLETE, met_on=date(2020, 2, 7), since=Quarter(2019, 4)),
            "Complete: met on 7 Feb 2020, reported complete in Q4 2019/20 (Jan–Mar 2020)",
        ),
        ("to be confirmed", Standing(Status.COMPLETE, has_update=True), "Complete: reported complete"),
        ("from Q3 2020/21", working(), "Not rated: not due yet, starts from 1 Oct 2020"),
        (
            "from Q2 2020/21",
            Standing(Status.NOT_STARTED, has_update=True),
            "Red: should have started by 30 Sep 2020",
        ),
        ("from Q1 2020/21", Standing(), "Red: should have started by 30 Jun 2020"),
        ("from Q1 2020/21", working(), "Not rated: no date set, it is under way and has no end"),
        (
            "from Q1 2020/21",
            Standing(started=Quarter(2020, 1)),
            "Not rated: no date set, it is under way and has no end",
        ),
        (
            "from Q1 2020/21",
            Standing(Status.NOT_STARTED, started=Quarter(2020, 1), has_update=True),
            "Red: should have started by 30 Jun 2020",
        ),
        (
            "from 2020/21",
            Standing(Status.NOT_STARTED, has_update=True),
            "Not rated: no date set, it is to start by 31 Mar 2021 and has no end",
        ),
        ("to be confirmed", AT_WORK, "Not rated: no date set, it is to be confirmed"),
        ("as published", AT_WORK, "Not rated: no date set, it depends on an event (“as published”)"),
        ("ongoing", AT_WORK, "Not rated: no date set, it is ongoing"),
        ("annually", AT_WORK, "Not rated: no date set, it recurs and its occurrences are not dated"),
        ("", AT_WORK, "Not rated: no date set, no deadline is given"),
        ("by Q3", AT_WORK, "Not rated: no date set, “by Q3” cannot be read as a date"),
        ("by 31 March 2020", AT_WORK, "Red: due 31 Mar 2020, not complete, no forecast"),
        ("by 31 March 2020", Standing(), "Red: due 31 Mar 2020, not complete, no forecast"),
        (
            "by 31 March 2020",
            working(date(2020, 8, 1)),
            "Red: due 31 Mar 2020, not complete, the forecast of 1 Aug 2020 has lapsed",
        ),
        ("by March 2021", Standing(Status.IN_PROGRESS), "Not rated: no update this quarter, due 31 Mar 2021"),
        ("by March 2021", working(date(2021, 3, 31)), "Green: due 31 Mar 2021, forecast 31 Mar 2021"),
        (
            "by 31 July 2020",
            working(date(2020, 10, 31)),
            "Amber: due 31 Jul 2020, forecast 31 Oct 2020, no later than the third month after",
        ),
        (
            "by 31 July 2020",
            working(date(2020, 11, 1)),
            "Red: due 31 Jul 2020, forecast 1 Nov 2020, later than the third month after",
        ),
        ("by Q3 2020/21", working(), "Amber: due 31 Dec 2020, within the next quarter, no forecast"),
        ("by Q4 2020/21", working(), "Green: due 31 Mar 2021, later than the next quarter"),
    ],
)
def test_milestone_is_rated_by_the_first_line_that_holds(deadline, standing, sentence):
    assert rated(deadline, standing) == sentence


@pytest.mark.parametrize(
    ("deadline", "forecast", "rag"),
    [
        (date(2020, 9, 30), None, Rag.RED),
        (date(2020, 10, 1), None, Rag.AMBER),
        (date(2020, 12, 31), None, Rag.AMBER),
        (date(2021, 1, 1), None, Rag.GREEN),
        (date(2020, 9, 30), date(2020, 9, 30), Rag.RED),
        (date(2020, 9, 30), date(2020, 10, 1), Rag.AMBER),
        (date(2020, 11, 15), date(2020, 11, 15), Rag.GREEN),
        (date(2020, 11, 15), date(2020, 11, 16), Rag.AMBER),
        (date(2020, 11, 15), date(2021, 2, 28), Rag.AMBER),
        (date(2020, 11, 15), date(2021, 3, 1), Rag.RED),
        (date(2020, 12, 1), date(2021, 3, 31), Rag.AMBER),
        (date(2020, 12, 1), date(2021, 4, 1), Rag.RED),
    ],
)
def test_milestone_changes_colour_on_the_right_day(deadline, forecast, rag):
    due = Deadline("", deadline, deadline, Precision.DAY, Relation.BY)

    assert rate_milestone(due, working(forecast), QUARTER).rag is rag


def test_from_is_not_due_until_the_quarter_in_which_it_starts_has_ended():
    standing = Standing(Status.NOT_STARTED, has_update=True)

    assert rated("from 1 October 2020", standing).startswith("Not rated: not due yet")
    assert rated("from 30 September 2020", standing).startswith("Red")


def test_recurring_with_a_date_is_rated_by_it():
    assert rated("monthly during 2019/20", AT_WORK) == "Red: due 31 Mar 2020, not complete, no forecast"


def slow_twin(end: date, standing: Standing, quarter: Quarter) -> str:
    """The lines of the table for something that is due, as plainly as can be."""
    if standing.status in ("withdrawn", "superseded"):
        return "not_rated"
    if standing.status == "complete":
        return "complete"
    has_live_forecast = standing.forecast is not None and standing.forecast > quarter.end
    if end <= quarter.end and not has_live_forecast:
        return "red"
    if not standing.has_update:
        return "not_rated"
    last_amber_month = (end.year * 12 + end.month - 1) + 3
    if standing.forecast:
        if standing.forecast <= end:
            return "green"
        return "amber" if standing.forecast.year * 12 + standing.forecast.month - 1 <= last_amber_month else "red"
    return "amber" if Quarter.containing(end) == quarter.next else "green"


@pytest.mark.parametrize("status", [None, *Status])
def test_rating_agrees_with_a_slow_twin(status):
    days = [date(2020, 1, 31) + timedelta(days=29 * step) for step in range(24)]
    ends = [*days, date(2020, 9, 30), date(2020, 10, 1), date(2020, 12, 31), date(2021, 1, 1)]
    for end, forecast, has_update in product(ends, [None, *ends], (True, False)):
        deadline = Deadline("", None, end, Precision.DAY, Relation.BY)
        standing = Standing(status, forecast=forecast, has_update=has_update)

        assert rate_milestone(deadline, standing, QUARTER).rag == slow_twin(end, standing, QUARTER)


RED, AMBER, GREEN, COMPLETE = (Rating(rag, f"{rag.label}: why") for rag in list(Rag)[:4])
WITHDRAWN, NO_DATE, NO_UPDATE, NOT_DUE = (
    Rating(Rag.NOT_RATED, f"Not rated: {reason.label}", reason)
    for reason in (NotRated.WITHDRAWN, NotRated.NO_DATE_SET, NotRated.NO_UPDATE, NotRated.NOT_DUE_YET)
)


@pytest.mark.parametrize(
    ("ratings", "label", "sentence"),
    [
        ([RED], "Red", "Red: why"),
        ([GREEN, AMBER, RED], "Red", "Red: why (the worst of 3)"),
        ([COMPLETE, GREEN], "Green", "Green: why (the worst of 2)"),
        ([AMBER, NO_DATE, GREEN], "Amber", "Amber: why (1 of 3 milestones not rated)"),
        ([COMPLETE, COMPLETE], "Complete", "Complete: all 2 milestones are complete"),
        ([COMPLETE, WITHDRAWN], "Complete", "Complete: why"),
        ([COMPLETE, NO_DATE], "Not rated: no date set", "Not rated: no date set (1 of 2 milestones not rated)"),
        ([NO_DATE, NO_UPDATE], "Not rated: no update this quarter", None),
        ([NOT_DUE, NO_DATE], "Not rated: no date set", None),
        ([NO_DATE, WITHDRAWN], "Not rated: no date set", "Not rated: no date set"),
        ([WITHDRAWN, WITHDRAWN], "Not rated: withdrawn", "Not rated: withdrawn"),
        ([], "Not rated: no date set", "Not rated: no date set, it has no milestones"),
    ],
)
def test_target_has_the_worst_of_its_milestones(ratings, label, sentence):
    rating = rate_target(ratings)

    assert rating.label == label
    assert sentence is None or rating.sentence == sentence


@pytest.mark.parametrize(
    ("ratings", "label", "unrated"),
    [
        ([GREEN, AMBER, COMPLETE], "Amber", 0),
        ([GREEN, NO_DATE, NO_UPDATE], "Green", 2),
        ([COMPLETE, COMPLETE], "Complete", 0),
        ([COMPLETE, NO_UPDATE], "Not rated: no update this quarter", 1),
        ([COMPLETE, WITHDRAWN], "Complete", 1),
        ([WITHDRAWN], "Not rated: withdrawn", 1),
        ([], "Not rated: no date set", 0),
    ],
)
def test_objective_has_the_worst_of_its_rated_targets_and_counts_the_others(ratings, label, unrated):
    rating, count = rate_objective(ratings)

    assert (rating.label, count) == (label, unrated)


@pytest.mark.parametrize(
    ("statuses", "overall"),
    [
        ("", None),
        ("-", None),
        ("n", "n"),
        ("nn", "n"),
        ("n-", "n"),
        ("cc", "c"),
        ("c-", "i"),
        ("cn", "i"),
        ("ni", "i"),
        ("pi", "i"),
        ("pn", "p"),
        ("cs", "c"),
        ("wp", "p"),
        ("w-", None),
        ("ww", "w"),
        ("sw", "s"),
    ],
)
def test_overall_status_follows_from_the_milestones(statuses, overall):
    by_letter = {status.value[0]: status for status in Status if status is not Status.SUPERSEDED}
    by_letter |= {"s": Status.SUPERSEDED, "-": None, None: None}

    assert overall_status([by_letter[letter] for letter in statuses]) is by_letter[overall]


def test_words_have_labels_letters_and_an_order():
    assert [rag.letter for rag in Rag] == ["R", "A", "G", "C", "–"]
    assert [rag.severity for rag in Rag] == [0, 1, 2, 3, 4]
    assert Rag.choices[4] == ("not_rated", "Not rated")
    assert Status.choices[0] == ("not_started", "Not started")
    assert NotRated.NO_UPDATE.label == "no update this quarter"
