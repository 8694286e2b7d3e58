"""The steps of a quarter's cycle."""

import pytest

from objectives.actions.updates import TARGET_UPDATES
from objectives.models import PublishedRow
from objectives.quarter_rows import rows_for
from programmes.models import PublishedProgramme
from programmes.quarter_deliverables import deliverable_rows
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD
from pssdash.board.actions import comment_on_target
from pssdash.reporting.entries.actions import save
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
from pssdash.rounds import actions
from pssdash.rounds.kinds import KINDS
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, publish
from tests.factories.organisations import make_collaborative, make_england, make_region
from tests.factories.programmes import (
    make_deliverable,
    make_framework,
    make_measure,
    make_programme,
    make_section,
    make_workstream,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


def open_quarter(text: str, **covers: bool) -> ReportingPeriod:
    return actions.open_quarter(quarter=Quarter.parse(text), by=make_user(EDITOR), **covers)


PROGRAMMES = {"covers_objectives": False, "covers_programmes": True}
BOTH = {"covers_objectives": True, "covers_programmes": True}


def test_opening_a_quarter_makes_its_period_and_says_who_did_it():
    publish(make_period("Q2 2020/21"))

    period = open_quarter("Q3 2020/21")

    assert period.is_open
    event = AuditEvent.objects.get(subject="quarter/2020-21-q3")
    assert (event.action, event.by) == ("opened", period.opened_by)


@pytest.mark.parametrize(
    ("standing", "state", "wanted", "words"),
    [
        ("Q2 2020/21", "open", "Q3 2020/21", "is not published yet"),
        ("Q2 2020/21", "closed", "Q3 2020/21", "is not published yet"),
        ("Q2 2020/21", "published", "Q2 2020/21", "is not later than"),
        ("Q2 2020/21", "published", "Q1 2020/21", "is not later than"),
        ("Q2 2020/21", "published", "Q1 2021/22", "has not begun"),
    ],
)
def test_a_quarter_that_cannot_open_says_why(standing, state, wanted, words):
    make_period(standing, state)

    with pytest.raises(actions.NotPossible, match=words):
        open_quarter(wanted)


def test_a_quarter_opens_in_its_first_day_and_not_before():
    publish(make_period("Q2 2020/21"))

    assert open_quarter("Q4 2020/21").quarter == Quarter(2020, 4)


def test_programmes_open_beside_a_quarter_of_the_objectives():
    make_period("Q2 2020/21")

    period = open_quarter("Q3 2020/21", **PROGRAMMES)

    assert (period.covers_objectives, period.covers_programmes) == (False, True)


@pytest.mark.parametrize(
    ("standing", "state", "covers", "wanted", "words"),
    [
        ("Q2 2020/21", "open", PROGRAMMES, "Q3 2020/21", "of the programmes is not published yet"),
        ("Q3 2020/21", "published", PROGRAMMES, "Q2 2020/21", "published for the programmes"),
        ("Q3 2020/21", "published", {}, "Q3 2020/21", "already, for the objectives"),
    ],
)
def test_a_quarter_for_both_opens_only_where_each_part_may(standing, state, covers, wanted, words):
    make_period(standing, state, **covers)
    asked = BOTH if covers else PROGRAMMES

    with pytest.raises(actions.NotPossible, match=words):
        open_quarter(wanted, **asked)


def test_a_quarter_covers_something():
    with pytest.raises(actions.NotPossible, match="what the quarter covers"):
        open_quarter("Q3 2020/21", covers_objectives=False)


def test_publishing_a_quarter_of_the_programmes_freezes_them_and_no_target():
    make_target()
    deliverable, approver = make_deliverable(from_quarter=Quarter(2020, 3)), make_user(APPROVER)

    published = actions.publish_quarter(period=make_period(**PROGRAMMES), by=approver)

    assert not PublishedRow.objects.exists()
    assert PublishedProgramme.objects.get().published_by == approver
    assert [row.ref for row in deliverable_rows(published, approver)] == [deliverable.ref]


def test_publishing_a_quarter_of_the_objectives_freezes_no_programme():
    make_deliverable(from_quarter=Quarter(2020, 3))

    actions.publish_quarter(period=make_period(), by=make_user(APPROVER))

    assert not PublishedProgramme.objects.exists()


def test_a_closed_quarter_opens_again_with_its_reason_in_the_trail():
    period, editor = make_period(), make_user(EDITOR)

    actions.close_quarter(period=period, by=editor)
    actions.reopen_quarter(period=period, by=editor, reason="A late return")

    assert ReportingPeriod.objects.get().is_open
    assert list(AuditEvent.objects.values_list("action", "reason")) == [
        ("reopened", "A late return"),
        ("closed", ""),
    ]


def test_a_published_quarter_takes_no_further_step():
    period, approver = publish(make_period()), make_user(APPROVER)

    for step in (actions.close_quarter, actions.publish_quarter):
        with pytest.raises(actions.NotPossible):
            step(period=period, by=approver)
    with pytest.raises(actions.NotPossible):
        actions.reopen_quarter(period=period, by=approver, reason="Why not")


def test_publishing_freezes_a_row_for_each_target_and_names_the_publisher():
    period, approver = make_period(), make_user(APPROVER)
    targets = [make_target(), make_target()]

    published = actions.publish_quarter(period=period, by=approver)

    assert published.is_published and published.published_by == approver
    assert set(PublishedRow.objects.values_list("target", "published_by")) == {(t.pk, approver.pk) for t in targets}
    assert [row.progress for row in rows_for(published)] == ["", ""]


def test_opening_by_mistake_is_taken_back_with_its_reason_in_the_trail():
    publish(make_period("Q2 2020/21"))
    period, editor = open_quarter("Q3 2020/21"), make_user(EDITOR)
    actions.close_quarter(period=period, by=editor)

    actions.take_back_opening(period=period, by=editor, reason="It was to be the fourth")

    assert [each.quarter for each in ReportingPeriod.objects.all()] == [Quarter(2020, 2)]
    event = AuditEvent.objects.filter(subject="quarter/2020-21-q3").first()
    assert (event.action, event.by, event.reason) == ("took back the opening of", editor, "It was to be the fourth")
    assert event.changes == [{"field": "state", "before": "closed", "after": "not open"}]
    assert open_quarter("Q4 2020/21").is_open


def test_published_quarter_is_not_taken_back():
    period = publish(make_period())

    with pytest.raises(actions.NotPossible, match="is published"):
        actions.take_back_opening(period=period, by=make_user(EDITOR), reason="Why not")


@pytest.mark.parametrize("of", KINDS, ids=lambda each: each.kind.model.__name__)
def test_opening_stays_while_an_entry_of_any_kind_is_saved(of):
    period = make_period(covers_programmes=True)
    save_something(of.kind.model, period)
    name = of.kind.model._meta.verbose_name_plural

    with pytest.raises(actions.NotPossible, match=rf"{name} \(1\) are saved"):
        actions.take_back_opening(period=period, by=make_user(EDITOR), reason="By mistake")

    assert ReportingPeriod.objects.filter(pk=period.pk).exists()


def save_something(model, period) -> None:
    """One draft of any kind of entry, of whatever it is of."""
    made = {
        "target": make_target, "deliverable": make_deliverable, "measure": make_measure,
        "section": lambda: make_section(make_programme()), "framework": lambda: make_framework(make_workstream()),
        "series_of": make_england, "starts_on": period.quarter.start.replace, "organisation": make_collaborative,
        "period": lambda: period,
    }  # fmt: skip
    model.objects.create(**{name: made[name]() for name in model.IDENTITY})


def test_opening_stays_while_a_region_has_commented():
    period, region = make_period(), make_region()
    comment_on_target(region=region, target=make_target(), period=period, by=make_user(REGIONAL_LEAD), text="We wait")

    assert "region comments (1)" in actions.why_opening_stays(period)


def test_step_of_a_quarter_that_was_taken_back_meanwhile_says_so():
    period, editor = make_period(), make_user(EDITOR)
    stale = ReportingPeriod.objects.get()
    actions.take_back_opening(period=period, by=editor, reason="By mistake")

    with pytest.raises(actions.NotPossible, match="was taken back"):
        actions.close_quarter(period=stale, by=editor)
    of = {"target": make_target(), "period": stale, "organisation": make_england()}
    with pytest.raises(Refused, match="was taken back"):
        save(TARGET_UPDATES, of=of, typed={}, by=editor, base=0)


@pytest.mark.parametrize("wanted", [True, False])
def test_checks_of_an_open_quarter_change_with_their_reason_in_the_trail(wanted):
    editor = make_user(EDITOR)
    period = make_period(needs_check=not wanted)

    actions.set_check(period=period, needs_check=wanted, by=editor, reason="Two new approvers")

    period.refresh_from_db()
    event = AuditEvent.objects.get()
    assert period.needs_check is wanted
    assert (event.action, event.reason, event.by) == ("changed the checks of", "Two new approvers", editor)
    yes, no = ("yes", "no") if wanted else ("no", "yes")
    assert event.changes == [{"field": "checked before approval", "before": no, "after": yes}]


@pytest.mark.parametrize(
    ("state", "needs_check", "why"), [("published", False, "published"), ("open", True, "already")]
)
def test_checks_stay_where_there_is_nothing_to_change(state, needs_check, why):
    editor = make_user(EDITOR)
    period = make_period(state=state, needs_check=needs_check)

    with pytest.raises(actions.NotPossible, match=why):
        actions.set_check(period=period, needs_check=True, by=editor, reason="Two new approvers")

    assert not AuditEvent.objects.exists()
