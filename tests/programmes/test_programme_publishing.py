"""What publishing freezes of the programmes stays as it was, whatever changes afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from programmes.actions.deliverables import publish_correction as publish_deliverable_correction
from programmes.actions.narrative import publish_if_corrected
from programmes.live_pages import live_pages
from programmes.models import (
    ExpectedOutcome,
    GlossaryTerm,
    IllustrativeObservation,
    NarrativeText,
    PublishedProgramme,
)
from programmes.quarter_pages import from_content, page_for, pages_for
from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER
from pssdash.reporting.entries.states import EntryState
from tests.factories.accounts import make_user
from tests.factories.organisations import make_icb, make_region
from tests.factories.programme_pages import (
    adopt,
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


def make_everything():
    """A programme with one of each, and its open period."""
    period = make_programmes_period("Q2 2024/25", source=make_source())
    workstream = make_workstream(name="Preterm babies")
    make_text(make_section(workstream=workstream, slug="learning"), period, "All PSCs have learnt")
    ExpectedOutcome.objects.create(workstream=workstream, text="Fewer brain injuries", deadline_text="by March 2025")
    measure = make_measure(workstream=workstream, name="Cord management")
    make_monthly(measure, [60.0, 61.0, 62.0, None], begin=date(2024, 6, 1))
    make_ambition(measure, 85)
    model = make_model(workstream=workstream, constant=37)
    enter(model.counted, 677)
    make_total([model])
    framework = make_framework(workstream=workstream)
    place(framework, make_icb(make_region()), 2)
    make_stated_count(framework, 3, first=1)
    make_figure(measure=measure)
    adopt(make_stated(13, workstream=workstream, fact="survivors", measure=measure))
    make_stated(12, workstream=workstream, fact="survivors")
    deliverable = make_deliverable(workstream=workstream)
    make_deliverable_update(deliverable, period, state=EntryState.APPROVED, source=make_source())
    GlossaryTerm.objects.create(term="PSC", meaning="Patient safety collaborative")
    return period, workstream


def test_a_page_reads_back_from_its_frozen_form_as_it_was():
    period, _ = make_everything()
    (page,) = live_pages(period)

    freeze(period)

    (frozen,) = pages_for(period)
    again = replace(frozen, published_version=0, deliverables=page.deliverables)
    assert again == page
    assert frozen.published_version == 1 and frozen.deliverables[0].published_version == 1
    for part in ("narrative", "outcomes", "totals", "measures", "deliverables", "figures", "frameworks", "stated"):
        assert getattr(page, part), part
    assert [term.term for term in page.terms] == ["PSC"]


def test_a_published_page_is_not_repainted_by_what_changes_later():
    period, workstream = make_everything()
    freeze(period)
    before = pages_for(period)

    programme, measure = workstream.programme, workstream.measures.first()
    programme.name, workstream.name, measure.name = "Renamed", "Renamed", "Renamed"
    for changed in (programme, workstream, measure):
        changed.save()
    measure.observations.exclude(value=None).update(value=99.0)
    workstream.outcome_models.update(constant=10)
    workstream.expected_outcomes.all().delete()
    workstream.frameworks.first().positions.all().delete()
    NarrativeText.objects.update(text="Reworded")
    make_stated(14, workstream=workstream, fact="survivors")
    make_deliverable(workstream=workstream)

    assert pages_for(period) == before


def test_what_is_illustrative_is_no_part_of_what_is_published():
    period = make_programmes_period("Q2 2024/25")
    measure = make_measure(name="Cord management")
    for month in (7, 8, 9):
        IllustrativeObservation.objects.create(
            measure=measure, start=date(2024, month, 1), end=date(2024, month, 28), value=12345.5
        )

    freeze(period)

    content = str(PublishedProgramme.objects.get().content)
    assert "Cord management" in content
    assert "12345" not in content and "illustrative" not in content


def test_only_approved_texts_are_published():
    period, section = make_programmes_period("Q2 2024/25"), make_section()
    make_text(section, period, "Half written", state=EntryState.DRAFT, approved_at=None, source=None)

    freeze(period)

    assert pages_for(period)[0].narrative == ()


def test_how_far_an_unapproved_update_was_leaves_no_trace():
    period = make_programmes_period("Q2 2024/25")
    make_deliverable_update(make_deliverable(), period, state="sent_back", sent_back_note="Give figures")

    freeze(period)

    (row,) = pages_for(period)[0].deliverables
    assert (row.work_state, row.has_update) == ("", False)


def test_only_what_the_quarters_own_report_states_is_on_its_page():
    make_stated(1, source=make_source("other"))

    assert live_pages(make_programmes_period("Q2 2024/25", source=make_source()))[0].stated == ()
    assert live_pages(make_programmes_period("Q3 2024/25"))[0].stated == ()


def test_values_after_the_quarter_are_not_on_its_page():
    measure = make_measure()
    make_monthly(measure, [50.0, 60.0], begin=date(2024, 9, 1))

    (row,) = live_pages(make_programmes_period("Q2 2024/25"))[0].measures

    assert [point.value for point in row.points] == [50.0]


def test_a_corrected_text_is_the_next_version_and_the_old_one_stays():
    period, approver = make_programmes_period("Q2 2024/25"), make_user(APPROVER)
    section, other = make_section(programme=make_programme()), None
    other = make_section(programme=section.programme)
    make_text(section, period, "First words")
    make_text(other, period, "Other words")
    freeze(period)
    text = make_text(section, period, "Second words", version=2, correction_reason="A name was wrong")
    section.heading = "New heading"
    section.save()

    publish_if_corrected(entry=text, by=approver)

    page = page_for(period, section.programme)
    assert (page.published_version, page.correction_reason) == (2, "A name was wrong")
    assert [row.text for row in page.narrative] == ["Second words", "Other words"]
    assert page.narrative[0].heading != "New heading"
    first = from_content(PublishedProgramme.objects.get(version=1))
    assert [row.text for row in first.narrative] == ["First words", "Other words"]
    event = AuditEvent.objects.get(action="published correction")
    assert event.reason == "A name was wrong" and event.changes[0]["after"] == "Second words"


def test_a_correction_of_nothing_publishes_nothing():
    period = make_programmes_period("Q2 2024/25")
    text = make_text(make_section(), period)

    publish_if_corrected(entry=text, by=make_user(APPROVER))
    assert not PublishedProgramme.objects.exists()

    freeze(period)
    publish_if_corrected(entry=text, by=make_user(APPROVER))
    assert PublishedProgramme.objects.count() == 1


def test_a_published_programme_cannot_be_changed_or_deleted():
    make_programme()
    freeze(make_programmes_period("Q2 2024/25"))
    stored = PublishedProgramme.objects.get()

    for forbidden in (stored.save, stored.delete, PublishedProgramme.objects.all().delete):
        with pytest.raises(WrittenOnce):
            forbidden()


def test_a_programme_that_was_not_published_in_a_quarter_has_no_page_in_it():
    period = freeze(make_programmes_period("Q2 2024/25"))

    assert page_for(period, make_programme()) is None


def test_queries_of_a_live_page_do_not_grow_with_what_it_holds(query_count):
    period, workstream = make_everything()
    few = query_count(lambda: live_pages(period))
    programme = workstream.programme
    for _ in range(3):
        another = make_workstream(programme=programme)
        for _ in range(3):
            make_text(make_section(workstream=another), period)
            make_monthly(make_measure(workstream=another), [1.0, 2.0], begin=date(2024, 7, 1))
            enter(make_model(workstream=another).result, 5)
            make_total([make_model(workstream=another)])
            framework = make_framework(workstream=another)
            make_stated_count(framework, 3, first=1)
            place(framework, make_icb(make_region()), 1)
            make_stated(4, workstream=another)
            make_deliverable_update(
                make_deliverable(workstream=another), period, state=EntryState.APPROVED, source=make_source()
            )

    assert query_count(lambda: live_pages(period)) == few


def test_single_values_are_on_the_page_only_where_the_report_names_organisations():
    icb = make_icb(make_region())
    named, other = make_count(names_organisations=True), make_count()
    for measure in (named, other):
        enter(measure, 7, organisation=icb)

    rows = {row.slug: row for page in live_pages(make_programmes_period("Q2 2024/25")) for row in page.measures}

    assert [(each.code, each.words) for each in rows[named.slug].organisations] == [(icb.code, "7 women")]
    assert rows[other.slug].organisations == ()


def test_a_corrected_deliverable_leaves_the_rest_of_the_page_as_it_was():
    period, workstream = make_everything()
    freeze(period)
    (before,) = pages_for(period)
    deliverable = workstream.deliverables.get()
    update = make_deliverable_update(
        deliverable, period, state=EntryState.APPROVED, source=make_source(), version=2, progress="Second words",
        correction_reason="A figure was wrong",
    )  # fmt: skip

    publish_deliverable_correction(update=update, by=make_user(APPROVER))

    (after,) = pages_for(period)
    assert (after.published_version, after.deliverables[0].progress) == (2, "Second words")
    same = {"deliverables": (), "published_version": 0, "correction_reason": ""}
    assert replace(after, **same) == replace(before, **same)
