"""One measure: the chart, what explains it, and every way to look at it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from programmes.models import Basis, IllustrativeObservation, Measure, ObservationChange, StepChange, StepChangeProposal
from pssdash.accounts import roles
from pssdash.reporting.models import ReportingPeriod, Source
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period
from tests.factories.organisations import make_collaborative, make_england, make_icb, make_organisation, make_region
from tests.factories.programmes import (
    make_ambition,
    make_batch,
    make_measure,
    make_monthly,
    make_observation,
    make_roll_up,
    make_step_change,
    make_workstream,
    span_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def england():
    return make_england()


APRIL = date(2024, 4, 1)
RISING = [60, 61, 60, 59, 61, 60, 62, 70, 71, 70, 69, 71, 72, 71]
LEVEL = [50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51, 50, 52]


@pytest.fixture
def editor(client):
    user = make_user(roles.EDITOR)
    client.force_login(user)
    return user


def address(measure, query=""):
    return f"{reverse('measure', args=[measure.slug])}{query}"


def page_of(client, measure, query=""):
    answer = client.get(address(measure, query))
    assert answer.status_code == 200
    return answer.context["page"]


def text_of(client, measure, query=""):
    answer = client.get(address(measure, query))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_headline_is_the_sentence_of_the_chart_and_subtitle_says_what_is_counted(client, editor):
    measure = make_measure(definition="The share of babies kept warm.", population="Babies born preterm.")
    make_ambition(measure, 85)
    make_monthly(measure, RISING)

    chart = page_of(client, measure).chart

    assert chart.headline.startswith("Improving: the last 7 points are above the upper limit")
    assert "The 85% ambition is above the upper limit" in chart.headline
    assert chart.subtitle == (
        "The share of babies kept warm. Babies born preterm. Monthly. England, Apr 2023 to May 2024."
    )


def test_table_has_parts_state_and_standing_beside_each_value(client, editor):
    measure = make_measure()
    make_observation(measure, APRIL, 60.5, numerator=121, denominator=200)
    make_observation(measure, date(2024, 5, 1), None)
    make_observation(measure, date(2024, 7, 1), 61, numerator=122, denominator=200, is_final=False)

    table = page_of(client, measure).chart.table

    assert table.columns[:6] == ("Period", "Numerator", "Denominator", "State", "Standing", "Value")
    assert [row[:6] for row in table.rows] == [
        ("Apr 2024", "121", "200", "Value", "Final", "60.5%"),
        ("May 2024", "–", "–", "Not submitted", "Final", "no value"),
        ("Jun 2024", "–", "–", "Nothing received", "–", "no value"),
        ("Jul 2024", "122", "200", "Value", "Provisional", "61.0%"),
    ]


def test_few_values_give_trial_limits(client, editor):
    measure = make_measure()
    make_monthly(measure, [60, 61, 62])

    assert "Trial limits" in text_of(client, measure)


def test_measure_without_values_says_what_would_be_here(client, editor):
    measure = make_measure(why_it_matters="Warm babies thrive.")

    text = text_of(client, measure)

    assert "No values for England yet" in text
    assert "a file that the national team imports" in text
    assert "Warm babies thrive." in text


def test_illustrative_values_say_so(client, editor):
    measure = make_measure()
    IllustrativeObservation.objects.create(measure=measure, start=APRIL, end=span_of(measure, APRIL), value=66.5)

    page = page_of(client, measure)

    assert page.row.is_illustrative
    assert page.chart.is_illustrative
    assert "made up, because no real ones" in text_of(client, measure)


def test_card_names_what_nobody_recorded(client, editor):
    measure = make_measure(owner="Maternity team", checked_by="Analyst", checked_on=APRIL, baseline_value=62.5)

    page = page_of(client, measure)

    card = {fact.key: fact.value for fact in (*page.words, *page.facts)}

    assert card["Owner"] == "Maternity team"
    assert card["Checked by"] == "Analyst, 1 Apr 2024"
    assert card["Baseline"] == "62.5%"
    assert card["Next review"] == "Not recorded"


def test_rolled_up_value_says_of_how_many(client, editor):
    measure = make_measure(shown=Measure.Shown.ROLLED_UP)
    make_roll_up(measure, APRIL, 58, reported=14, expected=15)

    page = page_of(client, measure)

    assert page.row.coverage == "14 of 15 organisations"
    assert page.chart.table.rows[0][page.chart.table.columns.index("Organisations")] == "14 of 15"


def test_difference_between_entered_and_rolled_up_is_a_finding(client, editor):
    measure = make_measure(reported_by="collaborative")
    for start, rolled_up in ((APRIL, 58), (date(2024, 5, 1), 61)):
        make_observation(measure, start, 61)
        make_roll_up(measure, start, rolled_up, reported=14, expected=15)

    page = page_of(client, measure)

    assert page.finding.startswith("In one period the value entered for England is not what the organisations below")
    assert page.finding.endswith("The chart shows what was entered.")
    [found] = page.differences
    assert (found.period, found.entered, found.rolled_up) == ("Apr 2024", "61%", "58%")
    assert found.coverage == "14 of 15 organisations"


@pytest.mark.parametrize(
    ("aggregation", "reported", "words"),
    [
        ("sum", 1, "Only 1 of 15 organisations has a value for Apr 2024 so far, so this total cannot be compared"),
        ("sum", 14, "Only 14 of 15 organisations have a value"),
        ("sum", 15, ""),
        ("ratio_of_sums", 1, ""),
    ],
)
def test_a_total_of_fewer_organisations_than_report_says_so(client, editor, aggregation, reported, words):
    measure = make_measure(reported_by="collaborative", shown="rolled_up", aggregation=aggregation, unit="women")
    make_roll_up(measure, APRIL, 58, reported=reported, expected=15)

    said = text_of(client, measure)

    assert words in said
    assert ("so this total cannot be compared" in said) == bool(words)


def test_of_many_differences_the_newest_are_listed_and_a_link_leads_to_all(client, editor):
    measure = make_measure(reported_by="collaborative")
    make_monthly(measure, LEVEL)
    for month in range(14):
        make_roll_up(measure, date(2023 + (month + 3) // 12, (month + 3) % 12 + 1, 1), 99)

    page = page_of(client, measure)

    assert page.finding.startswith("In 14 periods")
    assert [each.period for each in page.differences][::11] == ["May 2024", "Jun 2023"]
    assert len(page_of(client, measure, page.differences_url).differences) == 14
    assert f'href="{page.differences_url}#finding"' in text_of(client, measure)


def test_chart_follows_every_change_of_what_it_is_drawn_from(client, editor):
    """Drawings are kept between requests."""
    measure = make_measure(name="Births")
    *_, last = make_monthly(measure, LEVEL)
    before = page_of(client, measure).drawn.html
    Measure.objects.filter(pk=measure.pk).update(name="Early births")
    renamed = page_of(client, measure).drawn.html
    last.value = 71
    last.save()
    corrected = page_of(client, measure).drawn.html
    make_step_change(measure, date(2023, 9, 1), decided_by=editor, reason="A new definition")

    assert "Early births" not in before
    assert "Early births" in renamed
    assert "71%" not in renamed
    assert "71%" in corrected
    assert "A new definition" in page_of(client, measure).drawn.html


def test_difference_that_rounding_explains_is_none(client, editor):
    measure = make_measure(reported_by="collaborative", decimals=1)
    make_observation(measure, APRIL, 61.0)
    make_roll_up(measure, APRIL, 61.04)

    assert page_of(client, measure).finding == ""


def test_total_since_the_baseline_has_a_table_and_no_chart(client, editor):
    measure = make_measure(unit="babies", decimals=0)
    for end, value in ((date(2024, 6, 30), 180), (date(2024, 9, 30), 195)):
        make_observation(measure, date(2019, 4, 1), value, basis=Basis.SINCE_BASELINE, end=end)

    page = page_of(client, measure)

    assert page.chart is None
    assert [(row[0], row[-1]) for row in page.table.rows] == [
        ("Apr 2019 to Jun 2024", "180 babies"),
        ("Apr 2019 to Sep 2024", "195 babies"),
    ]


def test_basis_of_the_address_is_shown(client, editor):
    measure = make_measure(unit="babies", decimals=0)
    make_observation(measure, APRIL, 12)
    make_observation(measure, date(2019, 4, 1), 195, basis=Basis.SINCE_BASELINE, end=date(2024, 4, 30))

    assert page_of(client, measure).row.value == "12 babies"
    assert page_of(client, measure, "?basis=b").row.value == "195 babies"
    assert [choice.text for choice in page_of(client, measure).ways.bases] == ["In the period", "Since baseline"]
    assert "Choose another one above" in text_of(client, measure, "?basis=y")


def test_step_change_is_listed_with_reason_and_author_and_drawn(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    make_step_change(measure, date(2023, 11, 1), reason="The bundle began", decided_by=editor)

    page = page_of(client, measure)

    assert len(page.row.reading.result.parts) == 2
    text = text_of(client, measure)
    assert "Limits start again from 1 November 2023" in text
    assert "The bundle began" in text
    assert f"Decided by {editor}" in text


def test_chart_can_be_shown_without_its_step_changes(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    make_step_change(measure, date(2023, 11, 1))

    with_steps, without = page_of(client, measure), page_of(client, measure, "?steps=off")

    assert with_steps.steps_url == "?steps=off"
    assert len(without.row.reading.result.parts) == 1
    assert "as if no step change had been recorded" in text_of(client, measure, "?steps=off")


def test_suggested_step_change_is_shown_to_those_who_decide(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    publish("Q1 2024/25")

    suggestion = page_of(client, measure).suggestion
    assert "All 7 points since Nov 2023 are above the mean" in suggestion.sentence
    assert suggestion.url == f"/measures/{measure.slug}/step-changes/ENG/2023-11-01/"
    client.force_login(make_user(roles.APPROVER))
    assert page_of(client, measure).suggestion.url == ""
    assert "An editor accepts or declines it; then an approver approves the answer." in text_of(client, measure)


@pytest.mark.parametrize("role", [roles.BOARD_MEMBER, roles.REGIONAL_LEAD, roles.SUBMITTER, roles.ADMINISTRATOR])
def test_suggested_step_change_is_kept_from_readers(client, role):
    measure = make_measure()
    make_monthly(measure, RISING)
    publish("Q1 2024/25")
    client.force_login(make_user(role))

    assert page_of(client, measure).row.reading.result is not None
    assert page_of(client, measure).suggestion is None


@pytest.mark.parametrize(
    ("role", "way"),
    [
        (roles.EDITOR, "See its answer, which waits for approval"),
        (roles.APPROVER, "Approve its answer, or send it back"),
    ],
)
def test_answer_to_a_suggestion_leads_there_while_it_waits(client, editor, role, way):
    measure = make_measure()
    make_monthly(measure, RISING)
    StepChangeProposal.objects.create(
        measure=measure, series_of=make_england(), starts_on=date(2023, 11, 1), decision="declined", reason="One month",
        period=publish("Q1 2024/25"), organisation=make_england(), state="submitted", submitted_at=NOON,
        submitted_by=editor,
    )  # fmt: skip
    client.force_login(make_user(role))

    suggestion = page_of(client, measure).suggestion

    assert (suggestion.url, suggestion.way) == (f"/measures/{measure.slug}/step-changes/ENG/2023-11-01/", way)
    assert client.get(suggestion.url).status_code == 200


def test_declined_suggestion_is_not_made_again(client, editor):
    measure = make_measure()
    make_monthly(measure, RISING)
    make_step_change(measure, date(2023, 11, 1), decision=StepChange.Decision.DECLINED, reason="One-off campaign")

    page = page_of(client, measure)

    assert page.suggestion is None
    assert "Limits stay as they are from 1 November 2023" in text_of(client, measure)


def publish(quarter, **fields):
    state = ReportingPeriod.State.PUBLISHED
    return make_period(quarter, state, covers_objectives=False, covers_programmes=True, **fields)


def test_other_rules_say_which_points_change(client, editor):
    measure = make_measure()
    make_monthly(measure, [50, 52, 49, 51, 50, 53, 48, 51, 50, 54, 54, 54, 54, 54, 54])

    rules = page_of(client, measure, "?rules=mdc-6").rules

    assert rules.label == "Making Data Count, runs of six"
    assert [point.period for point in rules.points] == [
        "Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024",
    ]  # fmt: skip
    assert (rules.points[0].before, rules.points[0].after) == (
        "Common cause",
        "6 or more points above the mean (shift), improvement",
    )
    assert page_of(client, measure).rules is None


def test_two_organisations_stand_on_one_scale(client, editor):
    measure = make_measure()
    north, south = make_collaborative(short_name="North"), make_collaborative(short_name="South")
    make_monthly(measure, RISING, organisation=north)
    make_monthly(measure, LEVEL, organisation=south)

    page = page_of(client, measure, f"?organisation={north.code}&compare={south.code}")

    assert page.chart.headline == "North: 71% (May 2024). South: 52% (May 2024)."
    assert page.chart.notes[0].startswith("North: Improving")
    assert page.chart.notes[1].startswith("South: No special cause")
    assert page.chart.table.columns == ("Period", "North", "South")
    assert page.chart.table.rows[0] == ("Apr 2023", "60%", "50%")


def test_comparison_with_an_organisation_without_values_says_so(client, editor):
    measure = make_measure()
    other = make_collaborative(short_name="North")
    make_monthly(measure, RISING)

    page = page_of(client, measure, f"?compare={other.code}")

    assert page.comparison_note == "North has no values of this measure that you may see."
    assert page.chart.headline.startswith("Improving")


def test_changed_value_shows_what_was_published_beside_what_holds_now(client, editor):
    measure = make_measure()
    period = publish("Q1 2024/25")
    observation = make_observation(measure, APRIL, 61)
    batch = make_batch(name="Refresh of July", made_by=editor)
    before = {"start": "2024-04-01", "state": "v", "value": 60, "numerator": None, "denominator": None,
              "is_final": False, "qualifier": ""}  # fmt: skip
    ObservationChange.objects.create(
        batch=batch, measure=measure, organisation=observation.organisation, basis="p", end=observation.end,
        before=before, after=before | {"value": 61, "is_final": True},
        at=datetime(2030, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert period.published_at.year < 2030

    page = page_of(client, measure)

    [change] = page.history.changes
    assert (change.period, change.old, change.new) == ("Apr 2024", "60%, provisional", "61%")
    assert (change.batch, change.by, change.is_after_publication) == ("Refresh of July", str(editor), True)
    columns = page.chart.table.columns
    assert page.chart.table.rows[0][columns.index("As published")] == "60%, provisional"


def test_change_before_publication_is_listed_and_not_called_published(client, editor):
    measure = make_measure()
    observation = make_observation(measure, APRIL, 61)
    before = {"start": "2024-04-01", "state": "n", "value": None}
    ObservationChange.objects.create(
        batch=make_batch(), measure=measure, organisation=observation.organisation, basis="p", end=observation.end,
        before=before, after=before | {"state": "v", "value": 61},
    )  # fmt: skip

    page = page_of(client, measure)

    assert [(change.old, change.is_after_publication) for change in page.history.changes] == [("Not submitted", False)]
    assert "As published" not in page.chart.table.columns


def test_level_draws_those_with_values_concern_first(client, editor):
    measure = make_measure()
    names = {"Falling": list(reversed(RISING)), "Level": LEVEL, "Rising": RISING}
    for name, values in names.items():
        make_monthly(measure, values, organisation=make_collaborative(short_name=name))
    make_collaborative(short_name="Silent")

    page = page_of(client, measure, "?level=psc")

    assert [multiple.name for multiple in page.multiples] == ["Falling", "Rising", "Level"]
    assert [(each.label, each.count) for each in page.counts] == [
        ("Concern", 1), ("Improvement", 1), ("Common cause", 1),
    ]  # fmt: skip
    assert page.multiples[0].url.startswith("?organisation=")


def test_level_says_that_limits_are_trial_limits(client, editor):
    measure = make_measure()
    psc = make_collaborative()
    make_monthly(measure, LEVEL[:12], organisation=psc)

    assert "Dotted, pale limits are trial limits" in text_of(client, measure, "?level=psc")

    make_monthly(measure, LEVEL[12:], begin=date(2024, 4, 1), organisation=psc)
    assert "trial limits" not in text_of(client, measure, "?level=psc")


def test_level_finds_no_signal_in_a_single_value(client, editor):
    measure = make_measure()
    make_monthly(measure, [50], organisation=make_collaborative(short_name="New"))

    page = page_of(client, measure, "?level=psc")

    (multiple,) = page.multiples
    assert multiple.variation is None
    assert multiple.sentence == page.rows[0].sentence == "One value so far: nothing to compare it with yet."
    assert multiple.sentence in multiple.svg
    assert "No special cause" not in text_of(client, measure, "?level=psc")


def test_level_links_only_to_levels_with_values(client, editor):
    measure = make_measure()
    make_monthly(measure, LEVEL)
    make_monthly(measure, LEVEL, organisation=make_collaborative())
    make_organisation("trust")

    levels = page_of(client, measure).ways.levels

    assert [(choice.text, choice.note, choice.is_current) for choice in levels] == [
        ("England", "", True), ("PSCs", "1", False),
    ]  # fmt: skip


def test_level_without_values_says_so(client, editor):
    measure = make_measure()
    make_monthly(measure, LEVEL)

    assert "No trust has values of this measure that you may see." in text_of(client, measure, "?level=trust")


def test_level_can_be_narrowed_to_a_region(client, editor):
    measure = make_measure()
    north, south = make_region(code="Y1"), make_region(code="Y2")
    for region in (north, south):
        make_monthly(measure, LEVEL, organisation=make_icb(region, short_name=f"ICB of {region.code}"))

    page = page_of(client, measure, "?level=icb&region=Y1")

    assert [multiple.name for multiple in page.multiples] == ["ICB of Y1"]


def test_many_organisations_are_paged_on_one_scale(client, editor):
    measure = make_measure()
    for number in range(30):
        make_monthly(measure, [each + number for each in LEVEL[:4]], organisation=make_organisation("trust"))

    first, second = page_of(client, measure, "?level=trust"), page_of(client, measure, "?level=trust&page=2")

    assert (len(first.multiples), len(second.multiples)) == (24, 6)
    assert page_of(client, measure, "?level=trust&page=last").page.number == 1
    assert page_of(client, measure, "?level=trust&page=99").page.number == 2
    assert ticks(first.multiples[0].svg) == ticks(second.multiples[0].svg)


def ticks(svg):
    return [part.split("<")[0] for part in svg.split(">") if part.split("<")[0].endswith("%")]


def test_totals_of_a_level_are_listed_without_charts(client, editor):
    measure = make_measure(unit="babies", decimals=0)
    psc = make_collaborative(short_name="North")
    make_observation(measure, APRIL, 12, organisation=psc, basis=Basis.SINCE_BASELINE)

    page = page_of(client, measure, "?level=psc")

    assert (page.multiples, [row.value for row in page.uncharted]) == ((), ["12 babies"])


UNKNOWN = ["?level=planet", "?organisation=XXX", "?rules=zebra", "?basis=z", "?compare=XXX", "?level=icb&region=Y99"]


@pytest.mark.parametrize("query", UNKNOWN)
def test_what_is_not_there_is_not_found(client, editor, query):
    measure = make_measure()

    assert client.get(address(measure, query)).status_code == 404


def test_reader_finds_their_own_region_and_no_other(client):
    measure = make_measure()
    ours, theirs = make_region(), make_region()
    icbs = [make_icb(region, short_name=f"ICB of {region.code}") for region in (ours, theirs)]
    for organisation in (make_england(), *icbs):
        make_monthly(measure, LEVEL, organisation=organisation)
    publish("Q1 2024/25")
    client.force_login(make_user(roles.REGIONAL_LEAD, organisations=(ours,)))

    assert [each.name for each in page_of(client, measure, "?level=icb").multiples] == [icbs[0].short_name]
    assert client.get(address(measure, f"?organisation={icbs[0].code}")).status_code == 200
    assert client.get(address(measure, f"?organisation={icbs[1].code}")).status_code == 404
    assert client.get(address(measure, f"?compare={icbs[1].code}")).status_code == 404
    assert [other.pk for other in page_of(client, measure).ways.others] == [icbs[0].pk]


def test_measure_that_names_its_organisations_is_open_to_every_reader(client):
    measure = make_measure(names_organisations=True)
    psc = make_collaborative(short_name="North")
    make_monthly(measure, LEVEL, organisation=psc)
    make_england()
    publish("Q1 2024/25")
    client.force_login(make_user(roles.BOARD_MEMBER))

    assert [each.name for each in page_of(client, measure, "?level=psc").multiples] == ["North"]
    assert client.get(address(measure, f"?organisation={psc.code}")).status_code == 200


def test_reader_sees_nothing_after_the_last_published_quarter(client):
    measure = make_measure()
    make_monthly(measure, LEVEL, begin=date(2024, 4, 1))
    publish("Q1 2024/25")
    client.force_login(make_user(roles.BOARD_MEMBER))

    assert page_of(client, measure).row.period == "Jun 2024"


def test_queries_of_a_chart_do_not_grow_with_organisations(client, editor, query_count):
    measure = make_measure()
    make_monthly(measure, LEVEL)
    make_monthly(measure, LEVEL, organisation=make_collaborative())
    make_step_change(measure, date(2023, 3, 1), decided_by=make_user(roles.EDITOR))
    few = query_count(lambda: client.get(address(measure)))
    source = Source.objects.create(slug="report", kind="document", title="A report")
    for month in range(4, 12):
        make_monthly(measure, LEVEL, organisation=make_collaborative())
        make_step_change(measure, date(2023, month, 1), decided_by=make_user(roles.EDITOR))
        make_ambition(measure, month, since=date(2023, month, 1), source=source)

    assert query_count(lambda: client.get(address(measure))) == few


def test_queries_of_a_level_do_not_grow_with_organisations(client, editor, query_count):
    measure = make_measure()
    make_monthly(measure, LEVEL, organisation=make_collaborative())
    few = query_count(lambda: client.get(address(measure, "?level=psc")))
    for _ in range(8):
        make_monthly(measure, LEVEL, organisation=make_collaborative())

    assert query_count(lambda: client.get(address(measure, "?level=psc"))) == few


def test_page_names_its_programme_and_workstream(client, editor):
    measure = make_measure(workstream=make_workstream(name="Preterm pathway"))
    make_england()

    assert f"{measure.workstream.programme.name} · Preterm pathway" in text_of(client, measure)
