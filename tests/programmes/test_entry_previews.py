"""What the previews of a return, of a list of phases and of a step change show before anybody approves them."""

from datetime import date

import pytest

from programmes.actions.phases import PHASE_RETURNS, place_organisations
from programmes.actions.returns import MEASURE_RETURNS
from programmes.actions.step_changes import STEP_CHANGES
from programmes.assignments import phase_return_url, return_url, step_change_url
from programmes.models import Measure, Position
from pssdash.accounts.roles import EDITOR
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.actions import save
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_region
from tests.factories.programmes import make_framework, make_measure, make_monthly, make_step_change, make_workstream

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]
Q1, Q2 = Quarter(2024, 1), Quarter(2024, 2)
OCTOBER = date(2023, 10, 1)
VALUES = [60, 61, 60, 61, 60, 61, 80, 81, 80, 81, 80, 81, 80]


@pytest.fixture
def editor(client):
    editor = make_user(EDITOR)
    client.force_login(editor)
    return editor


@pytest.fixture
def period():
    return make_period("Q2 2024/25", covers_objectives=False, covers_programmes=True)


@pytest.fixture
def framework():
    framework = make_framework(make_workstream(), slug="whole-system")
    region = make_region()
    for code in "ABC":
        make_icb(region, code=code, short_name=f"ICB {code}", name=f"ICB {code}")
    return framework


def place(framework, code, number, quarter):
    phase, icb = framework.phases.get(number=number), Organisation.objects.get(code=code)
    Position.objects.create(framework=framework, phase=phase, organisation=icb, quarter=quarter)


def save_phases(framework, period, by, cells):
    of = {"framework": framework, "period": period, "organisation": make_england()}
    return save(PHASE_RETURNS, of=of, typed={"cells": cells}, by=by, base=0).entry


def counted() -> Measure:
    return make_measure(
        unit="interviews", per=1, decimals=0, aggregation="sum", frequency="quarter", shown="rolled_up",
        reported_by=OrganisationKind.COLLABORATIVE,
    )  # fmt: skip


def save_values(measure, period, by, cells):
    of = {"measure": measure, "period": period, "organisation": make_england()}
    save(MEASURE_RETURNS, of=of, typed={"cells": cells}, by=by, base=0)


def propose(measure, period, by, decision):
    of = {"measure": measure, "series_of": make_england(), "starts_on": OCTOBER, "period": period}
    typed = {"decision": decision, "reason": "A new pathway began"}
    save(STEP_CHANGES, of=of | {"organisation": make_england()}, typed=typed, by=by, base=0)


def previewed(client, url):
    return client.get(f"{url}preview/").context["preview"]


def counts(preview):
    return [(line.before, line.after, line.change) for line in preview.lines]


def test_phases_are_counted_before_and_after(client, editor, period, framework):
    place(framework, "A", 1, Q1), place(framework, "B", 1, Q1)
    save_phases(framework, period, editor, {"A": {"phase": "1"}, "B": {"phase": "2"}, "C": {"phase": "2"}})

    preview = previewed(client, phase_return_url(framework, Q2))

    assert (preview.before, counts(preview)[:2]) == ("Q1 2024/25", [(2, 1, "−1"), (0, 2, "+2")])
    assert preview.tracker.quarter.total == 3
    moved = {group.heading: group.moves for group in preview.tracker.moves if group.moves}
    assert moved["Moved forward"] == (("ICB B", "phase 1 to phase 2"),)
    assert not Position.objects.filter(quarter=Q2).exists()


def test_tracker_comes_out_as_it_was_previewed(client, editor, period, framework):
    place(framework, "A", 1, Q1)
    entry = save_phases(framework, period, editor, {"A": {"phase": "2", "support": "full"}, "B": {"phase": "1"}})
    before = previewed(client, phase_return_url(framework, Q2))

    place_organisations(entry=entry, by=editor)

    after = previewed(client, phase_return_url(framework, Q2))
    assert after.tracker == before.tracker
    assert (after.before, {change for *_, change in counts(after)}) == ("Approved so far", {"–"})


def test_return_shows_each_value_as_it_will_be_written_beside_the_one_on_record(client, editor, period):
    measure = counted()
    make_collaborative(code="PSC-1", short_name="North PSC"), make_collaborative(code="PSC-2", short_name="South PSC")
    cells = {"PSC-1 2024-07-01": {"value": "5"}, "PSC-2 2024-07-01": {"state": "not_submitted"}}
    save_values(measure, period, editor, cells)

    preview = previewed(client, return_url(measure, Q2, make_england()))

    assert [(value.organisation, value.now, value.then, value.standing) for value in preview.values] == [
        ("North PSC", "", "5 interviews", "Final"),
        ("South PSC", "", "Not submitted", "–"),
    ]
    assert (len(preview.charts), preview.total, preview.unread) == (1, 1, 0)


def test_return_leaves_out_what_cannot_be_read_and_says_so(client, editor, period):
    measure = counted()
    make_collaborative(code="PSC-1")
    save_values(measure, period, editor, {"PSC-1 2024-07-01": {"value": "five"}})

    page = client.get(f"{return_url(measure, Q2, make_england())}preview/")

    assert page.context["preview"].values == ()
    assert "1 value cannot be read yet and is left out here" in page.content.decode()


@pytest.mark.parametrize(
    ("decision", "headings"),
    [
        ("", ["The chart if it is accepted", "The chart as it is now"]),
        ("accepted", ["The chart as it will be", "The chart as it is now"]),
        ("declined", ["The chart as it is now"]),
    ],
)
def test_step_change_shows_the_chart_with_and_without_it(client, editor, period, decision, headings):
    measure = make_measure()
    make_monthly(measure, VALUES)
    propose(measure, period, editor, decision)

    page = client.get(f"{step_change_url(measure, make_england(), OCTOBER)}preview/")

    preview = page.context["preview"]
    assert [heading for heading, _ in preview.charts] == headings
    assert preview.changes_nothing == (decision == "declined")
    assert len({chart.headline for _, chart in preview.charts}) == len(headings)
    assert "see once it is approved, as it was saved" in page.content.decode()


def test_step_change_that_is_taken_back_shows_the_chart_without_it(client, editor, period):
    measure = make_measure()
    make_monthly(measure, VALUES)
    make_step_change(measure, OCTOBER)
    propose(measure, period, editor, "declined")

    preview = previewed(client, step_change_url(measure, make_england(), OCTOBER))

    (_, then), (_, now) = preview.charts
    assert (len(then.events), len(now.events)) == (0, 1)


@pytest.mark.parametrize("kind", ["phases", "return", "step change"])
def test_form_leads_to_its_preview(client, editor, period, framework, kind):
    measure = counted()
    url = {
        "phases": phase_return_url(framework, Q2),
        "return": return_url(measure, Q2, make_england()),
        "step change": step_change_url(measure, make_england(), OCTOBER),
    }[kind]

    form, empty = client.get(url).content.decode(), client.get(f"{url}preview/").content.decode()

    assert "Save and preview" in form
    assert "Nothing is saved yet" in empty


def test_preview_of_more_values_takes_no_more_queries(client, editor, period, query_count):
    measure = counted()
    for number in range(1, 9):
        make_collaborative(code=f"PSC-{number}")
    save_values(measure, period, editor, {"PSC-1 2024-07-01": {"value": "5"}})
    url = f"{return_url(measure, Q2, make_england())}preview/"
    client.get(url)
    few = query_count(lambda: client.get(url))
    entry = measure.returns.get()
    entry.write({"cells": {f"PSC-{number} 2024-07-01": {"value": str(number)} for number in range(1, 9)}})

    assert query_count(lambda: client.get(url)) == few
