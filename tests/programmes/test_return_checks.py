"""What a return's values are held against, from what is on record; and the explanation that a warning asks for."""

from datetime import date

import pytest

from programmes.actions.returns import MEASURE_RETURNS
from programmes.models import Measure, Observation
from programmes.pages.measure_charts import export_url
from programmes.return_checks import checks_of
from programmes.return_grid import build_grid
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.reporting.entries.actions import approve, submit
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.refusals import Incomplete
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import make_measure, make_monthly, make_observation, make_step_change
from tests.programmes.test_measure_returns import JULY, address, counted, open_quarter, save_return

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]
HISTORY = [60.0, 61.0] * 8  # January 2023 to April 2024; limits 57.84 to 63.16
BEGIN = date(2023, 1, 1)


def submitted(measure, period, cells, *, by=None, organisation=None):
    by = by or (make_user(SUBMITTER, organisations=(organisation,)) if organisation else make_user(EDITOR))
    of = {"measure": measure, "period": period, "organisation": organisation or make_england()}
    base = last_revision(find(MEASURE_RETURNS, **of))
    entry = save_return(measure, period, by, cells, base=base, organisation=organisation)
    return submit(MEASURE_RETURNS, entry=entry, by=by, base=last_revision(entry))


def problems(measure, period, cells, **options):
    with pytest.raises(Incomplete) as refused:
        submitted(measure, period, cells, **options)
    return refused.value.problems


def of_july(numerator, explanation=""):
    return {"ENG 2024-07-01": {"numerator": str(numerator), "denominator": "1000", "explanation": explanation}}


def test_unusual_value_needs_an_explanation_before_it_is_submitted():
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, HISTORY, begin=BEGIN)

    [(field, text)] = problems(measure, period, of_july(660)).items()

    assert field == "cell-ENG_2024-07-01-explanation"
    assert text == (
        "England, Jul 2024: It differs from the value before, 61%, by more than 3.27%, the most that is usual. "
        "It lies outside the limits so far, 57.84% to 63.16%. Explain it, or correct the value"
    )


def test_usual_value_needs_none():
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, HISTORY, begin=BEGIN)

    assert submitted(measure, period, of_july(625)).state == "submitted"


def test_trial_limits_are_too_weak_to_ask():
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, HISTORY[:12], begin=BEGIN)

    assert submitted(measure, period, of_july(660)).state == "submitted"


def test_limits_start_again_where_a_step_change_was_accepted():
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, [20.0, 21.0] * 3 + HISTORY, begin=date(2022, 7, 1))
    make_step_change(measure, BEGIN)

    assert "57.84% to 63.16%" in str(problems(measure, period, of_july(640)))


def test_explanation_stays_with_the_value_from_the_reviewer_to_the_record(client):
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, HISTORY, begin=BEGIN)
    entry = submitted(measure, period, of_july(660, "A ward closed"))
    approver = make_user(APPROVER)
    client.force_login(approver)

    page = client.get(address(measure)).content.decode()
    approve(MEASURE_RETURNS, entry=entry, by=approver, base=last_revision(entry))
    history = client.get(f"{address(measure)}history/").content.decode()

    assert "<b>Explained:</b> A ward closed" in page
    assert "A ward closed" in history
    assert Observation.objects.get(start=JULY).explanation == "A ward closed"


def test_explanation_is_not_shown_to_readers(client):
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, HISTORY, begin=BEGIN)
    entry = submitted(measure, period, of_july(660, "A ward closed"))
    approve(MEASURE_RETURNS, entry=entry, by=make_user(APPROVER), base=last_revision(entry))
    period.state, period.published_at = "published", period.opened_at
    period.save()
    client.force_login(make_user(BOARD_MEMBER))

    pages = [client.get(url).getvalue().decode() for url in (measure.get_absolute_url(), export_url(measure, "csv"))]

    assert all("66" in page and "A ward closed" not in page for page in pages)


def test_value_that_an_organisation_returned_otherwise_is_shown_to_england_and_asked_about(client):
    period, measure = open_quarter(), counted()
    ours = make_collaborative(code="PSC-1", short_name="North PSC")
    submitter = make_user(SUBMITTER, organisations=(ours,))
    submitted(measure, period, {"PSC-1 2024-07-01": {"value": "5"}}, by=submitter, organisation=ours)
    client.force_login(make_user(EDITOR))

    [row] = client.get(address(measure)).context["page"].rows
    found = problems(measure, period, {"PSC-1 2024-07-01": {"value": "6"}})

    text = "North PSC returned 5 interviews (submitted). What is approved last counts."
    assert row.other == text
    assert found == {
        "cell-PSC-1_2024-07-01-explanation": f"North PSC, Q2 2024/25: {text} Explain it, or correct the value"
    }


def test_value_that_england_returned_is_shown_to_the_organisation(client):
    period, measure = open_quarter(), counted()
    ours = make_collaborative(code="PSC-1", short_name="North PSC")
    submitted(measure, period, {"PSC-1 2024-07-01": {"state": "suppressed"}})
    submitter = make_user(SUBMITTER, organisations=(ours,))
    client.force_login(submitter)

    [row] = client.get(address(measure, organisation="PSC-1")).context["page"].rows
    found = problems(
        measure, period, {"PSC-1 2024-07-01": {"value": "6"}}, by=submitter, organisation=ours
    )  # fmt: skip

    assert row.other == "England returned Suppressed (submitted). What is approved last counts."
    assert len(found) == 1


def test_draft_of_another_is_nobodys_business_and_the_same_value_no_warning():
    period, measure = open_quarter(), counted()
    ours = make_collaborative(code="PSC-1")
    editor = make_user(EDITOR)
    entry = save_return(measure, period, editor, {"PSC-1 2024-07-01": {"value": "5"}})
    grid = build_grid(measure, period, ours, editor)

    assert checks_of(grid, period, ours).others == {}

    submit(MEASURE_RETURNS, entry=entry, by=editor, base=last_revision(entry))
    assert checks_of(grid, period, ours).others
    assert submitted(measure, period, {"PSC-1 2024-07-01": {"value": "5"}}, organisation=ours).state == "submitted"


def test_values_that_do_not_add_up_to_the_whole_need_an_explanation():
    period, measure = open_quarter(), counted()
    make_observation(measure, JULY, 10)
    for code in ("PSC-1", "PSC-2"):
        make_collaborative(code=code)
    cells = {"PSC-1 2024-07-01": {"value": "5"}, "PSC-2 2024-07-01": {"value": "6"}}

    found = problems(measure, period, cells)

    text = "The values of Q2 2024/25 do not add up to what was entered for England, 10 interviews."
    assert found == {"cell-sum_2024-07-01-explanation": f"{text} Explain it, or correct the value"}
    explained = cells | {"sum 2024-07-01": {"explanation": "One was counted twice"}}
    assert submitted(measure, period, explained).state == "submitted"


def test_values_on_record_count_where_nothing_is_typed():
    period, measure = open_quarter(), counted()
    first, _ = make_collaborative(code="PSC-1"), make_collaborative(code="PSC-2")
    make_observation(measure, JULY, 10)
    make_observation(measure, JULY, 4, organisation=first)

    assert submitted(measure, period, {"PSC-2 2024-07-01": {"value": "6"}}).state == "submitted"


def test_measure_that_is_not_added_up_has_no_whole():
    period, measure = open_quarter(), counted(aggregation=Measure.Aggregation.NONE)
    make_collaborative(code="PSC-1")
    make_observation(measure, JULY, 10)

    assert submitted(measure, period, {"PSC-1 2024-07-01": {"value": "6"}}).state == "submitted"


def test_explanation_of_a_sum_is_typed_beside_it_and_shown_to_the_reviewer(client):
    open_quarter()
    measure = counted()
    make_observation(measure, JULY, 10)
    make_collaborative(code="PSC-1")
    client.force_login(make_user(EDITOR))
    sent = {"cell-PSC-1_2024-07-01-value": "6", "cell-sum_2024-07-01-explanation": "Counted twice", "submit": ""}

    client.post(address(measure), {"base": "0", **sent})
    client.force_login(make_user(APPROVER))
    page = client.get(address(measure)).context["page"]

    assert page.entry.state == "submitted"
    assert [explanation for _, explanation in page.warned] == ["Counted twice"]


def test_chart_has_the_new_points_with_a_ring(client):
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, HISTORY, begin=BEGIN)
    editor = make_user(EDITOR)
    save_return(measure, period, editor, of_july(610))
    client.force_login(editor)

    answer = client.get(address(measure))

    [chart] = answer.context["page"].charts
    assert [(row[0], row[1]) for row in chart.table.rows[-4:]] == [
        ("Apr 2024", "On record"), ("May 2024", "–"), ("Jun 2024", "–"), ("Jul 2024", "Not approved yet"),
    ]  # fmt: skip
    assert "Not approved yet" in str(chart.svg)


def test_of_several_organisations_those_with_a_warning_have_a_chart(client):
    period, measure = open_quarter(), counted()
    for code in ("PSC-1", "PSC-2"):
        make_observation(measure, date(2024, 4, 1), 10, organisation=make_collaborative(code=code, short_name=code))
    editor = make_user(EDITOR)
    save_return(measure, period, editor, {"PSC-1 2024-07-01": {"value": "11"}, "PSC-2 2024-07-01": {"value": "50"}})
    client.force_login(editor)

    charts = client.get(address(measure)).context["page"].charts

    assert [chart.id for chart in charts] == ["chart-PSC-2"]


def test_number_of_queries_does_not_grow_with_what_others_returned(client, query_count):
    period, measure = open_quarter(), counted()
    make_observation(measure, JULY, 10)
    editor = make_user(EDITOR)
    client.force_login(editor)

    def enter(number):
        for place in range(number):
            one = make_collaborative(code=f"PSC-{number}-{place}")
            make_observation(measure, date(2024, 4, 1), 10, organisation=one)
            submitted(measure, period, {f"{one.code} 2024-07-01": {"value": "10"}}, organisation=one)

    enter(1)
    few = query_count(lambda: client.get(address(measure)))
    enter(9)

    assert query_count(lambda: client.get(address(measure))) == few
