"""The list of programmes, the page of one, and what was published of it before."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.actions.narrative import publish_if_corrected
from programmes.models import Enabler, ExpectedOutcome, GlossaryTerm, IllustrativeObservation, NarrativeSection
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR
from pssdash.reporting.entries.states import EntryState
from tests.factories.accounts import make_user
from tests.factories.organisations import make_icb, make_region
from tests.factories.programme_pages import (
    Q2,
    enter,
    freeze,
    make_count,
    make_figure,
    make_framework,
    make_model,
    make_section,
    make_source,
    make_stated,
    make_stated_count,
    make_text,
    make_total,
    place,
)
from tests.factories.programmes import (
    make_ambition,
    make_deliverable,
    make_deliverable_update,
    make_measure,
    make_monthly,
    make_programme,
    make_programmes_period,
    make_workstream,
)

pytestmark = pytest.mark.django_db
HISTORY = [60.0, 61.0, 62.0, 61.0, 60.0, 61.0, 62.0, 61.0, 60.0, 62.0, 61.0, 60.0, 70.0]


@pytest.fixture
def reader(client):
    client.force_login(make_user(BOARD_MEMBER), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(client):
    client.force_login(make_user(EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_period(**fields):
    return make_programmes_period("Q2 2024/25", **fields)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def page(client, programme, **query):
    return client.get(reverse("programme", args=[programme.slug]), query)


def make_illustrative(measure, values=HISTORY):
    for month, value in enumerate(values):
        start = date(2023 + (6 + month) // 12, (6 + month) % 12 + 1, 1)
        IllustrativeObservation.objects.create(measure=measure, start=start, end=start.replace(day=28), value=value)


def test_list_sums_up_each_programme(reader):
    period, workstream = make_period(), make_workstream()
    make_text(
        make_section(workstream=workstream, kind="summary"),
        period,
        "In Q2:\n\n- More babies live.\n- Fewer are harmed.\n- Teams learn.\n- More",
    )
    deliverable = make_deliverable(workstream=workstream, deadline="by 31 August 2024")
    make_deliverable_update(deliverable, period, state=EntryState.APPROVED, source=make_source())
    make_monthly(make_measure(workstream=workstream), HISTORY, begin=date(2023, 9, 1))
    make_measure(workstream=workstream)
    model = make_model(workstream=workstream, name="Lives saved")
    enter(model.result, 22)
    freeze(period)

    answer = reader.get(reverse("programme_list"))

    (card,) = answer.context["cards"]
    assert card.summary == "In Q2: More babies live. Fewer are harmed. Teams learn."
    assert [(rag.value, count) for rag, count in card.ratings] == [("red", 1)]
    assert [(icon.words, count) for icon, count in card.icons] == [("Special cause, improvement: higher values", 1)]
    assert card.without_icon == 1
    assert "up to <b>22</b>" in text_of(answer) and "Lives saved, in the quarter" in text_of(answer)


def test_list_without_a_quarter_says_what_will_be_there(reader):
    make_programme()

    assert "No quarter of the programmes has been published yet" in text_of(reader.get(reverse("programme_list")))


def test_page_of_another_quarter_shows_that_one(reader):
    programme, section = make_programme(), None
    section = make_section(programme=programme)
    for quarter in ("Q2 2024/25", "Q3 2024/25"):
        period = make_programmes_period(quarter)
        make_text(section, period, f"Told of {quarter}")
        freeze(period)

    assert "Told of Q3 2024/25" in text_of(page(reader, programme))
    assert "Told of Q2 2024/25" in text_of(page(reader, programme, quarter="2024-25-q2"))


def test_page_lays_out_a_workstream_with_all_that_belongs_to_it(reader):
    period = make_period(source=make_source())
    workstream = make_workstream(name="Preterm babies", purpose="Make it reliable")
    ExpectedOutcome.objects.create(workstream=workstream, text="Fewer injuries", deadline_text="by March 2025")
    ExpectedOutcome.objects.create(workstream=workstream, text="Better lives", kind="benefit")
    deliverable = make_deliverable(workstream=workstream)
    make_deliverable_update(deliverable, period, state=EntryState.APPROVED, source=make_source(), progress="Half done")
    make_text(make_section(workstream=workstream, kind="quotation"), period, "It helped me", attribution="A mother")
    make_text(make_section(workstream=workstream, kind="learning", heading="Learning"), period, "We learnt")
    measure = make_measure(workstream=workstream)
    make_monthly(measure, HISTORY, begin=date(2023, 9, 1))
    make_figure(measure=measure, number=5, title="Cord management", shows="It doubled")
    framework = make_framework(workstream=workstream, ambition=21)
    make_stated_count(framework, 23, first=1, last=2)
    make_figure(framework=framework, number=13, kind="stacked_counts", title="By phase")
    freeze(period)

    answer = page(reader, workstream.programme)
    said = text_of(answer)

    for words in (
        "Preterm babies", "Make it reliable", "Fewer injuries", "by March 2025", "Better lives", deliverable.ref,
        "Half done", "It helped me", "A mother", "We learnt", "Figure 5. Cord management", "It doubled",
        "Figure 13. By phase", "the aim was at least 21", "without naming them",
    ):  # fmt: skip
        assert words in said, words
    (stream,) = answer.context["view"].workstreams
    assert [bool(figure.chart) for figure in stream.figures] == [True, True]
    assert "Illustrative" not in said


def test_headlines_show_wording_bases_parts_and_what_is_left_out(reader):
    period, workstream = make_period(), make_workstream()
    models = [make_model(workstream=workstream, name=name) for name in ("Cord", "Steroids")]
    alone = make_model(workstream=workstream, unit="£ million", qualifier="")
    total = make_total(models, name="Lives saved")
    for model, value in zip(models, (64, 22), strict=True):
        enter(model.result, value)
        enter(model.result, 10 * value, basis="y")
    enter(alone.result, 18)
    freeze(period)

    first, second = page(reader, workstream.programme).context["view"].headlines

    assert (first.slug, first.main.words, first.main.span) == (total.slug, "up to 86 lives", "in the quarter")
    assert [(each.words, each.span) for each in first.others] == [("up to 860 lives", "in the year to date")]
    assert [(name, each.figure) for name, each in first.parts] == [("Cord", "64"), ("Steroids", "22")]
    assert first.leaves_out == "Cerebral palsy"
    assert (second.main.figure, second.main.unit, second.main.qualifier) == ("£18 million", "", "")


def test_a_total_that_lacks_a_part_says_so_instead_of_a_number(reader):
    period = make_period()
    models = [make_model(name="Cord"), make_model(name="Steroids")]
    make_total(models)
    enter(models[0].result, 64)
    freeze(period)

    assert "Not known: Steroids is missing." in text_of(page(reader, models[0].workstream.programme))


def test_icon_table_has_a_row_for_each_measure_without_rag(reader):
    period = make_period()
    measure = make_measure(name="Cord management")
    make_ambition(measure, 85)
    make_monthly(measure, HISTORY, begin=date(2023, 9, 1))
    freeze(period)

    answer = page(reader, measure.workstream.programme)
    table = answer.content.decode().split('id="measures"')[1].split("</section>")[0]

    assert "Special cause, improvement: higher values" in table and "Consistently misses the target" in table
    assert "70%" in table and "85%" in table and "<svg" in table
    assert "app-rag" not in table


def test_a_value_that_no_report_states_leads_to_the_values_that_it_comes_of(reader):
    period = make_period()
    measure = make_measure()
    make_monthly(measure, HISTORY, begin=date(2023, 9, 1))
    freeze(period)

    table = page(reader, measure.workstream.programme).content.decode().split('id="measures"')[1]

    assert f'<a href="/measures/{measure.slug}/"><b>' in table.split("</section>")[0]


def test_counts_by_phase_lead_to_the_organisations_behind_them(reader):
    period = make_period(source=make_source())
    framework = make_framework()
    make_stated_count(framework, 23, first=1, last=2)
    freeze(period)
    programme = framework.workstream.programme

    content = page(reader, programme).content.decode()

    address = reverse("phases", args=[programme.slug, framework.slug], query={"quarter": "2024-25-q2"})
    assert f'<a href="{address}"><b class="app-phase-counts__count">23</b>' in content


def test_results_of_outcome_models_are_no_rows_of_the_icon_table(reader):
    period, model = make_period(), make_model()
    enter(model.result, 5)
    freeze(period)

    assert page(reader, model.workstream.programme).context["view"].measures is None


def test_a_measure_without_points_shows_what_the_report_states_of_it(reader):
    period = make_period(source=make_source())
    measure = make_measure()
    stated = make_stated(66.5, role="mean", unit="%", measure=measure, workstream=measure.workstream)
    make_figure(measure=measure, shows="The greatest improvement of all")
    freeze(period)

    said = text_of(page(reader, measure.workstream.programme))

    assert "No single values" in said and "The greatest improvement of all" in said
    assert f'#{stated.slug}">66.5%' in said


def test_illustrative_series_stand_in_a_block_outside_the_publication(reader):
    period = make_period()
    measure = make_measure(name="Cord management")
    make_figure(measure=measure, number=5)
    make_illustrative(measure)
    freeze(period)

    answer = page(reader, measure.workstream.programme)
    view = answer.context["view"]

    assert view.measures.data.data[0].points == ()
    assert [row.slug for row in view.illustrative.data.data] == [measure.slug]
    assert view.workstreams[0].figures[0].is_illustrative
    assert text_of(answer).count("Illustrative data (not part of the publication)") == 2


def test_the_earlier_version_of_a_page_has_nothing_illustrative(reader):
    period = make_period()
    measure = make_measure()
    make_figure(measure=measure)
    make_illustrative(measure)
    freeze(period)

    answer = reader.get(reverse("published_programme", args=[measure.workstream.programme.slug, Q2, 1]))

    assert answer.status_code == 200 and "llustrative" not in text_of(answer)


def test_what_people_typed_is_never_markup(reader):
    period, section = make_period(), make_section()
    make_text(section, period, "<script>alert(1)</script>\n\n- <b>one</b>")
    freeze(period)

    content = page(reader, section.programme).content.decode()

    assert "<script>alert" not in content and "&lt;script&gt;alert" in content and "<li>&lt;b&gt;one" in content


def test_a_draft_says_so_and_is_for_the_national_team_alone(client):
    section = make_section()
    make_text(section, make_period(), "Not yet for all")
    client.force_login(make_user(EDITOR), backend="django.contrib.auth.backends.ModelBackend")

    said = text_of(page(client, section.programme))

    assert "Draft: not published" in said and "Not yet for all" in said
    client.force_login(make_user(BOARD_MEMBER), backend="django.contrib.auth.backends.ModelBackend")
    assert page(client, section.programme).status_code == 404
    assert page(client, section.programme, quarter="2024-25-q2").status_code == 404


def test_a_programme_in_no_quarter_has_an_empty_page_for_the_team(editor):
    assert "In no quarter yet" in text_of(page(editor, make_programme()))


def test_a_programme_made_after_a_quarter_was_published_is_not_in_it(reader):
    freeze(make_period())
    later = make_programme()

    assert page(reader, later).status_code == 404


@pytest.mark.parametrize("quarter", ["nonsense", "2019-20-q1"])
def test_a_quarter_that_is_not_there_is_not_found(reader, quarter):
    programme = make_programme()
    freeze(make_period())

    assert page(reader, programme, quarter=quarter).status_code == 404


def test_a_corrected_page_leads_to_the_version_before(reader):
    period, section = make_period(), make_section(kind="updates")
    make_text(section, period, "First words")
    freeze(period)
    text = make_text(section, period, "Second words", version=2, correction_reason="A name was wrong")
    publish_if_corrected(entry=text, by=make_user(APPROVER))
    old = reverse("published_programme", args=[section.programme.slug, Q2, 1])

    now, before = text_of(page(reader, section.programme)), text_of(reader.get(old))

    assert "Second words" in now and old in now and "A name was wrong" in now
    assert "First words" in before and "This version was corrected" in before
    assert reader.get(reverse("published_programme", args=[section.programme.slug, Q2, 3])).status_code == 404


def test_organisations_that_the_report_names_are_added_up(reader):
    period, workstream, region = make_period(), make_workstream(), make_region()
    measures = [make_count(workstream=workstream, names_organisations=True, unit="interviews") for _ in range(2)]
    for organisation in (make_icb(region, short_name="B"), make_icb(region, short_name="A")):
        for measure, value in zip(measures, (3, 4), strict=True):
            enter(measure, value, organisation=organisation)
    enter(measures[0], None, organisation=make_icb(region, short_name="C"))
    freeze(period)

    grid = page(reader, workstream.programme).context["view"].workstreams[0].grid

    assert grid.rows == (("A", ("3", "4", "7")), ("B", ("3", "4", "7")), ("C", ("Not submitted", "–", "–")))
    assert grid.totals == ("6", "8", "14") and grid.covers == "2 of 3 organisations"


def test_measures_of_other_units_are_not_added_to_each_other(reader):
    period, workstream, icb = make_period(), make_workstream(), make_icb(make_region())
    for unit in ("interviews", "women"):
        enter(make_count(workstream=workstream, names_organisations=True, unit=unit), 3, organisation=icb)
    freeze(period)

    assert page(reader, workstream.programme).context["view"].workstreams[0].grid.totals == ("3", "3")


def test_contents_lead_to_what_is_there(reader):
    period, workstream = make_period(), make_workstream()
    make_text(make_section(workstream=workstream, kind=NarrativeSection.Kind.SUMMARY), period)
    freeze(period)

    answer = page(reader, workstream.programme)
    headings = answer.context["view"].contents

    assert [each.text for each in headings] == ["Summary of the quarter", "Workstreams", "Sources"]
    for anchor in ("summary", "workstreams", workstream.slug, "sources"):
        assert f'id="{anchor}"' in answer.content.decode()


def test_queries_of_a_published_page_do_not_grow(reader, query_count):
    period, workstream = make_period(source=make_source()), make_workstream()

    def make(number):
        for _ in range(number):
            stream = make_workstream(programme=workstream.programme)
            measure = make_measure(workstream=stream)
            make_illustrative(measure, HISTORY[:3])
            make_figure(measure=measure)
            place(make_framework(workstream=stream), make_icb(make_region()), 1)
            make_stated(5, workstream=stream)
            make_deliverable(workstream=stream)

    make(1)
    freeze(period)
    few = query_count(lambda: page(reader, workstream.programme, quarter="2024-25-q2"))
    make(4)
    freeze(make_programmes_period("Q3 2024/25", source=make_source("other")))

    assert query_count(lambda: page(reader, workstream.programme, quarter="2024-25-q3")) == few


def test_queries_of_the_list_do_not_grow_with_the_programmes(reader, query_count):
    make_programme()
    freeze(make_period())
    few = query_count(lambda: reader.get(reverse("programme_list"), {"quarter": "2024-25-q2"}))
    for _ in range(5):
        make_model(workstream=make_workstream())
    freeze(make_programmes_period("Q3 2024/25"))

    assert query_count(lambda: reader.get(reverse("programme_list"), {"quarter": "2024-25-q3"})) == few


def test_glossary_has_words_and_enablers(reader):
    empty = text_of(reader.get(reverse("glossary")))
    GlossaryTerm.objects.create(term="PSC", meaning="Patient safety collaborative")
    Enabler.objects.create(name="Safety culture", text="Insights inform improvement")

    said = text_of(reader.get(reverse("glossary")))

    assert "No word is explained yet" in empty and "No enabler is held yet" in empty
    assert "Patient safety collaborative" in said and "Insights inform improvement" in said
