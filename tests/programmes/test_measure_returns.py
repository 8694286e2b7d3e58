"""Entering a measure's values of a quarter: who may, what is kept, and what an approval makes of it."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.actions.returns import MEASURE_RETURNS
from programmes.models import ImportBatch, Measure, MeasureReturn, Observation, RollUp, ValueState
from programmes.return_grid import ROWS_A_PAGE
from pssdash.accounts.kept_text import typed_by
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.entries.actions import approve, save, start_correction, submit
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Incomplete
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england, make_organisation
from tests.factories.programmes import make_measure, make_monthly

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]
Q2 = "Q2 2024/25"
JULY = date(2024, 7, 1)


def open_quarter(**fields):
    return make_period(Q2, covers_objectives=False, covers_programmes=True, **fields)


def counted(**fields) -> Measure:
    """A quarterly count that collaboratives report and that adds up for England."""
    values = {
        "unit": "interviews", "per": 1, "aggregation": Measure.Aggregation.SUM, "decimals": 0,
        "frequency": Measure.Frequency.QUARTER, "reported_by": OrganisationKind.COLLABORATIVE,
        "shown": Measure.Shown.ROLLED_UP,
    }  # fmt: skip
    return make_measure(**(values | fields))


def save_return(measure, period, by, cells, base=0, organisation=None):
    of = {"measure": measure, "period": period, "organisation": organisation or make_england()}
    return save(MEASURE_RETURNS, of=of, typed={"cells": cells}, by=by, base=base).entry


def approved(measure, period, cells):
    """A return that one person entered and another approved."""
    editor, approver = make_user(EDITOR), make_user(APPROVER)
    entry = save_return(measure, period, editor, cells)
    submit(MEASURE_RETURNS, entry=entry, by=editor, base=last_revision(entry))
    return approve(MEASURE_RETURNS, entry=entry, by=approver, base=last_revision(entry))


def address(measure, **query):
    return reverse("measure_return", args=[measure.slug, Quarter(2024, 2)], query=query or None)


def test_approval_makes_observations_in_one_batch_and_adds_them_up():
    period, measure = open_quarter(), counted()
    first, second = make_collaborative(code="PSC-1"), make_collaborative(code="PSC-2")

    approved(measure, period, {"PSC-1 2024-07-01": {"value": "5"}, "PSC-2 2024-07-01": {"value": "0"}})

    found = {(each.organisation, each.value, each.start, each.end) for each in Observation.objects.all()}
    assert found == {(first, 5, JULY, date(2024, 9, 30)), (second, 0, JULY, date(2024, 9, 30))}
    assert ImportBatch.objects.get().kind == ImportBatch.Kind.FORM
    total = RollUp.objects.get(organisation=make_england())
    assert (total.value, total.reported, total.expected) == (5, 2, 2)


def test_nothing_is_an_observation_before_the_approval():
    period, measure, editor = open_quarter(), counted(), make_user(EDITOR)
    make_collaborative(code="PSC-1")

    entry = save_return(measure, period, editor, {"PSC-1 2024-07-01": {"value": "5"}})
    submit(MEASURE_RETURNS, entry=entry, by=editor, base=last_revision(entry))

    assert not Observation.objects.exists()


def test_suppressed_value_and_its_explanation_are_kept():
    period, measure = open_quarter(), counted()
    make_collaborative(code="PSC-1")

    approved(
        measure, period,
        {"PSC-1 2024-07-01": {"state": "suppressed", "standing": "provisional", "explanation": "Fewer than five"}},
    )  # fmt: skip

    value = Observation.objects.get()
    assert (value.state, value.is_final, value.explanation) == (ValueState.SUPPRESSED, False, "Fewer than five")


def test_submission_says_which_cell_cannot_be_taken():
    period, measure, editor = open_quarter(), make_measure(), make_user(EDITOR)
    make_england()
    entry = save_return(measure, period, editor, {"ENG 2024-08-01": {"numerator": "12", "denominator": "10"}})

    with pytest.raises(Incomplete) as refused:
        submit(MEASURE_RETURNS, entry=entry, by=editor, base=last_revision(entry))

    [(field, text)] = refused.value.problems.items()
    assert field == "cell-ENG_2024-08-01-numerator"
    assert text == "England, Aug 2024: The numerator 12 is above the denominator 10"


def test_submission_needs_a_value():
    period, measure, editor = open_quarter(), make_measure(), make_user(EDITOR)
    entry = save_return(measure, period, editor, {"ENG 2024-08-01": {"standing": "provisional"}})

    with pytest.raises(Incomplete, match="Enter at least one value"):
        submit(MEASURE_RETURNS, entry=entry, by=editor, base=last_revision(entry))


def test_correction_changes_the_value_and_keeps_the_one_before():
    period, measure = open_quarter(), counted()
    make_collaborative(code="PSC-1")
    entry = approved(measure, period, {"PSC-1 2024-07-01": {"value": "5"}})
    editor, approver = make_user(EDITOR), make_user(APPROVER)

    draft = start_correction(MEASURE_RETURNS, entry=entry, by=editor, reason="Two were counted twice")
    draft = save_return(measure, period, editor, {"PSC-1 2024-07-01": {"value": "3"}}, base=last_revision(draft))
    submit(MEASURE_RETURNS, entry=draft, by=editor, base=last_revision(draft))
    approve(MEASURE_RETURNS, entry=draft, by=approver, base=last_revision(draft))

    assert Observation.objects.get().value == 3
    assert ImportBatch.objects.latest("pk").changes.get().value == 5


def test_grid_asks_for_each_month_of_the_quarter(client):
    open_quarter()
    measure = make_measure()
    make_monthly(measure, [60.0], begin=date(2024, 6, 1))
    client.force_login(make_user(EDITOR))

    page = client.get(address(measure)).context["page"]

    assert [row.period for row in page.rows] == ["Jul 2024", "Aug 2024", "Sep 2024"]
    assert {row.before for row in page.rows} == {"60"}
    assert {row.before_when for row in page.rows} == {"Jun 2024"}
    assert page.before_heading == "Before (%)"


def test_yearly_measure_is_asked_for_in_the_last_quarter_alone(client):
    open_quarter()
    client.force_login(make_user(EDITOR))

    page = client.get(address(make_measure(frequency=Measure.Frequency.YEAR)))

    assert page.context["page"].rows == ()
    assert "No value is asked for in this quarter" in page.content.decode()


def test_posted_values_are_saved_as_a_draft(client):
    period, measure = open_quarter(), make_measure()
    make_england()
    client.force_login(make_user(EDITOR))

    client.post(address(measure), {"base": "0", "cell-ENG_2024-07-01-numerator": "6", "save": ""})

    entry = find(MEASURE_RETURNS, measure=measure, period=period, organisation=make_england())
    assert entry.cells["ENG 2024-07-01"]["numerator"] == "6"


def test_mistaken_value_is_refused_at_its_cell_and_stays_typed(client):
    open_quarter()
    measure = make_measure()
    client.force_login(make_user(EDITOR))
    sent = {"base": "0", "cell-ENG_2024-07-01-numerator": "six", "cell-ENG_2024-07-01-denominator": "10", "save": ""}

    page = client.post(address(measure), sent).content.decode()

    assert "England, Jul 2024: “six” is not a number" in page
    assert 'value="six"' in page
    assert not MeasureReturn.objects.exists()


def test_saving_one_page_leaves_the_cells_of_another(client):
    period = open_quarter()
    measure = counted(reported_by=OrganisationKind.TRUST)
    for number in range(ROWS_A_PAGE + 1):
        make_organisation(OrganisationKind.TRUST, code=f"T{number:03}", short_name=f"Trust {number:03}")
    client.force_login(make_user(EDITOR))
    client.post(address(measure), {"base": "0", "cell-T000_2024-07-01-value": "1", "save": ""})
    entry = find(MEASURE_RETURNS, measure=measure, period=period, organisation=make_england())

    last = f"cell-T{ROWS_A_PAGE:03}_2024-07-01-value"
    answer = client.post(address(measure, page=2), {"base": last_revision(entry), last: "2", "save": ""})

    entry.refresh_from_db()
    assert (entry.cells["T000 2024-07-01"]["value"], entry.cells[f"T{ROWS_A_PAGE:03} 2024-07-01"]["value"]) == (
        "1",
        "2",
    )
    assert answer.url == address(measure, page=2)


def test_full_page_sends_fewer_fields_than_a_form_may(settings):
    assert ROWS_A_PAGE * 5 + 10 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_submitter_enters_its_own_organisation_alone(client):
    open_quarter()
    measure = counted()
    ours, theirs = make_collaborative(code="PSC-1"), make_collaborative(code="PSC-2")
    client.force_login(make_user(SUBMITTER, organisations=(ours,)))

    page = client.get(address(measure, organisation=ours.code)).context["page"]

    assert [row.organisation for row in page.rows] == [ours.short_name]
    assert client.get(address(measure, organisation=theirs.code)).status_code == 404
    assert client.get(address(measure)).status_code == 404


def test_board_member_has_no_part_in_it(client):
    open_quarter()
    client.force_login(make_user(BOARD_MEMBER))

    assert client.get(address(make_measure())).status_code == 403


def test_reviewer_reads_the_warning_and_its_explanation(client):
    period, measure = open_quarter(), make_measure()
    make_monthly(measure, [60.0], begin=date(2024, 6, 1))
    save_return(
        measure, period, make_user(EDITOR),
        {"ENG 2024-07-01": {"numerator": "10", "denominator": "100", "explanation": "A ward closed"}},
    )  # fmt: skip
    client.force_login(make_user(APPROVER))

    page = client.get(address(measure)).context["page"]

    assert page.warned == (
        ("England, Jul 2024: It differs by more than half from the value before, 60%.", "A ward closed"),
    )


def test_number_of_queries_does_not_grow_with_the_organisations(client, query_count):
    open_quarter()
    measure = counted()
    client.force_login(make_user(EDITOR))
    make_collaborative()
    few = query_count(lambda: client.get(address(measure)))
    for _ in range(12):
        make_collaborative()

    assert query_count(lambda: client.get(address(measure))) == few


@pytest.mark.parametrize("number", ["2", "0", "x", "99999999999999"])
def test_page_that_is_not_there_is_404(client, number):
    open_quarter()
    client.force_login(make_user(EDITOR))

    assert client.get(address(make_measure(), page=number)).status_code == 404


def test_fullest_page_of_the_grid_is_back_after_the_session_ended(client, rf):
    open_quarter()
    measure, editor = make_measure(reported_by=OrganisationKind.TRUST, frequency="quarter"), make_user(EDITOR)
    codes = [f"T{number:03}" for number in range(ROWS_A_PAGE)]
    for code in codes:
        make_organisation(OrganisationKind.TRUST, code=code, short_name=f"Trust {code}")
    request = rf.get(address(measure))
    request.user = editor
    words = "Two of our sites – both small – began late. ".ljust(500, "x")
    typed = {f"cell-{code}_2024-07-01-{part}": text for code in codes for part, text in {
        "numerator": "1,234", "denominator": "1,567", "state": "", "standing": "provisional", "explanation": words,
    }.items()}  # fmt: skip

    answer = client.post(address(measure), typed | {"base": "0", "typed_by": typed_by(request), "save": ""})
    client.force_login(editor)
    page = client.get(address(measure))

    assert answer.url.startswith(reverse("sign_in"))
    assert "Your text is back in the form below" in page.content.decode()
    last = page.context["page"].rows[-1].cells
    assert [cell.field.value() for cell in last] == ["1,234", "1,567", "", "provisional", words]


def test_form_shows_what_is_on_record_for_the_quarter(client):
    period, measure, psc = open_quarter(), counted(), make_collaborative()
    make_collaborative()
    entry, editor = approved(measure, period, {f"{psc.code} {JULY}": {"value": "12"}}), make_user(EDITOR)
    start_correction(MEASURE_RETURNS, entry=entry, by=editor, reason="One was counted twice")
    client.force_login(editor)

    page = client.get(address(measure)).content.decode()

    assert page.count("On record: <b>12 interviews</b>") == 1
    assert "1 is on record already" in page
