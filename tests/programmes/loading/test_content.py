"""The report as records: what it states, what comes of it by computing, and where it contradicts itself."""

from collections import defaultdict
from datetime import date

import pytest
from django.db.models import Sum

from programmes.models import (
    Adoption,
    Ambition,
    Basis,
    DeliverableLine,
    DeliverableUpdate,
    Measure,
    NarrativeText,
    Observation,
    OutcomeModel,
    OutcomeTotal,
    Phase,
    Position,
    PublishedProgramme,
    RollUp,
    StatedCount,
    StatedFigure,
)
from programmes.quarter_deliverables import rows_for
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag

pytestmark = pytest.mark.usefixtures("report", "db")

QUARTER = Quarter(2024, 2)


def value_of(measure, basis=Basis.IN_PERIOD):
    return Observation.objects.get(measure__slug=measure, basis=basis).value


def stated(fact):
    return StatedFigure.objects.filter(fact=fact).first().value


@pytest.mark.parametrize(
    ("basis", "fact", "total"),
    [
        (Basis.IN_PERIOD, "preterm-lives-saved-q2", 99),
        (Basis.YEAR_TO_DATE, "preterm-lives-saved-q1-and-q2", 195),
        (Basis.SINCE_BASELINE, "preterm-lives-saved-since-baseline", 1431),
    ],
)
def test_lives_saved_are_the_sum_of_their_parts(basis, fact, total):
    parts = OutcomeTotal.objects.get(slug="preterm-babies-surviving").parts.all()

    assert sum(value_of(part.model.result.slug, basis) for part in parts) == total == stated(fact)


def test_lives_saved_leave_out_cerebral_palsy_and_infections():
    total = OutcomeTotal.objects.get(slug="preterm-babies-surviving")

    added = [part.model.slug for part in total.parts.all()]
    assert added == ["gbs-babies-surviving", "cord-babies-surviving", "steroid-babies-surviving"]
    assert "cerebral palsy" in total.leaves_out.lower()


def test_cerebral_palsy_avoided_is_computed_with_a_constant_from_elsewhere():
    model = OutcomeModel.objects.get(slug="cerebral-palsy-avoided")

    count = value_of(model.counted.slug)
    assert (count, model.constant, model.rounding) == (677, 37, "down")
    assert count // model.constant == 18 == value_of("cerebral-palsy-avoided")
    assert model.constant_source.slug == "precept-nhs-england" != model.source.slug


def test_deaths_prevented_come_of_the_ambition():
    model = OutcomeModel.objects.get(slug="opioid-lives-saved")
    ambition = Ambition.objects.get(measure=model.counted)

    assert (ambition.value, ambition.by) == (25000, date(2025, 3, 31))
    assert round(ambition.value / model.constant, -2) == 400 == stated("opioid-deaths-prevented-ambition")


@pytest.mark.parametrize(
    ("measure", "fact", "total"),
    [
        ("pipeline-interviews-psychotropics", "pipeline-interviews-psychotropics-total", 83),
        ("pipeline-interviews-falls", "pipeline-interviews-falls-total", 108),
    ],
)
def test_interviews_of_the_15_collaboratives_are_rolled_up(measure, fact, total):
    england = RollUp.objects.get(measure__slug=measure, organisation__kind=OrganisationKind.NATION)

    assert england.value == total == stated(fact)
    assert (england.reported, england.expected) == (15, 15)
    assert not Observation.objects.filter(measure__slug=measure, organisation=england.organisation).exists()


def test_all_interviews_are_those_of_both_problems():
    both = RollUp.objects.filter(
        measure__workstream__slug="pipeline-diagnostics", organisation__kind=OrganisationKind.NATION
    )

    assert both.aggregate(total=Sum("value"))["total"] == 191 == stated("pipeline-interviews")


def test_collaborative_without_interviews_has_a_true_zero():
    zero = Observation.objects.filter(measure__workstream__slug="pipeline-diagnostics", value=0)

    named = sorted(zero.values_list("organisation__code", "measure__slug"))
    assert named == [("HI-YH", "pipeline-interviews-psychotropics"), ("ICHP", "pipeline-interviews-falls")]


def test_share_of_icbs_is_that_of_the_boards_in_the_table_of_organisations():
    share = Observation.objects.get(measure__slug="icbs-in-whole-system-approach")

    boards = Organisation.objects.of_kind(OrganisationKind.ICB).open_at(QUARTER.end).count()
    assert (share.numerator, share.denominator) == (29, boards)
    assert round(share.value) == 69 == stated("icbs-in-whole-system-approach-share-q2")


def test_phases_add_up_to_the_boards_and_name_none():
    counts = StatedCount.objects.filter(framework__slug="whole-system-approach", quarter=QUARTER)

    top = {(each.first_phase, each.last_phase): each.count for each in counts.filter(part_of=None, support="")}
    assert top == {(2, 3): 3, (4, 6): 23, (7, 7): 3}
    assert sum(top.values()) == stated("icbs-in-whole-system-approach-q2")
    assert [(each.count, each.part_of.count) for each in counts.exclude(part_of=None)] == [(15, 23)]
    assert {each.support: each.count for each in counts.exclude(support="")} == {"full": 28, "light_touch": 3}
    assert not Position.objects.exists()
    assert Phase.objects.filter(framework__slug="whole-system-approach").count() == 7


def test_contradictions_are_exactly_these_and_each_is_decided():
    values = defaultdict(set)
    for figure in StatedFigure.objects.all():
        values[figure.fact].add(figure.value)

    contradicted = {fact: sorted(each) for fact, each in values.items() if len(each) > 1}
    assert contradicted == {
        "gbs-infections-avoided-q2": [45, 57],
        "gbs-babies-surviving-q2": [12, 13],
        "icbs-in-whole-system-approach-q2": [29, 31],
        "halved-risk-of-opioid-death": [10198, 10310],
        "general-practice-pilot-organisations-q2": [54, 56],
    }
    assert {each.fact: each.figure.value for each in Adoption.objects.all()} == {
        "gbs-infections-avoided-q2": 57,
        "gbs-babies-surviving-q2": 13,
        "icbs-in-whole-system-approach-q2": 29,
        "halved-risk-of-opioid-death": 10198,
        "general-practice-pilot-organisations-q2": 54,
    }
    assert all(each.reason for each in Adoption.objects.all())


def test_statement_that_was_not_adopted_is_no_observation():
    adopted = {each.fact: each.figure.value for each in Adoption.objects.all()}
    left = [each for each in StatedFigure.objects.filter(fact__in=adopted) if each.value != adopted[each.fact]]

    assert len(left) == 6
    assert [each.slug for each in left if each.observation] == []


def test_averages_and_ambitions_are_no_observations():
    roles = set(StatedFigure.objects.filter(observation__isnull=False).values_list("role", flat=True))

    assert roles == {"value", "estimate"}
    assert not Observation.objects.filter(measure__frequency=Measure.Frequency.MONTH).exists()


def test_means_of_the_figures_are_those_stated():
    means = StatedFigure.objects.filter(role="mean").values_list("measure__slug", "value")

    assert sorted(means) == [
        ("antenatal-corticosteroids", 47.2),
        ("early-breast-milk", 41),
        ("intrapartum-antibiotics", 41.7),
        ("magnesium-sulphate", 85.9),
        ("normothermia", 70.1),
        ("optimal-cord-management", 66.5),
        ("optimal-place-of-birth", 79.1),
        ("optimal-place-of-birth", 83),
        ("preterm-interventions-total", 2725),
    ]


def test_every_observation_says_where_it_stands_and_comes_of_a_stated_figure():
    rows = Observation.objects.all()

    assert rows.count() == 55
    assert not rows.filter(source_place="").exists()
    assert not rows.filter(stated_figures=None).exists()
    assert not rows.filter(end__gt=QUARTER.end).exists()
    assert set(rows.values_list("batch__kind", flat=True)) == {"content"}


def test_ambitions_are_those_of_the_report():
    ambitions = Ambition.objects.values_list("measure__slug", "value", "by")

    assert sorted(ambitions) == [
        ("fewer-people-on-chronic-opioids", 25000, date(2025, 3, 31)),
        ("fewer-people-on-high-dose-opioids", 4500, date(2025, 3, 31)),
        ("icbs-in-whole-system-approach", 50, date(2025, 3, 31)),
        ("optimal-place-of-birth", 85, None),
    ]


def test_deliverables_have_an_approved_update_with_a_line_for_each_milestone():
    updates = DeliverableUpdate.objects.all()

    assert updates.count() == 26
    assert set(updates.values_list("state", "period__quarter", "organisation__kind")) == {
        ("approved", QUARTER, OrganisationKind.NATION)
    }
    assert DeliverableLine.objects.count() == sum(update.deliverable.milestones.count() for update in updates) == 41


def test_quarter_is_published_and_covers_the_programmes_only():
    period = ReportingPeriod.objects.get(quarter=QUARTER)

    assert period.is_published and period.covers_programmes and not period.covers_objectives
    assert period.source.slug == "natpatsip-q2-2024-25-progress-report"


def test_programmes_are_published_as_they_are_told():
    published = {row.programme.slug: row.content for row in PublishedProgramme.objects.select_related("programme")}

    assert list(published) == ["managing-deterioration", "maternity-and-neonatal", "medicines", "systems-safety"]
    assert sum(len(content["narrative"]) for content in published.values()) == NarrativeText.objects.count() == 36
    assert sum(len(content["deliverables"]) for content in published.values()) == 26
    assert sum(len(content["stated"]) for content in published.values()) == 164
    totals = {row["basis"]: row["total"] for row in published["maternity-and-neonatal"]["totals"]}
    assert sorted(totals) == sorted([Basis.IN_PERIOD, Basis.YEAR_TO_DATE, Basis.SINCE_BASELINE])


def test_published_page_holds_nothing_illustrative():
    pages = PublishedProgramme.objects.values_list("content", flat=True)

    monthly = [row for page in pages for row in page["measures"] if row["frequency"] == "month"]
    assert len(monthly) == 10
    assert [row["slug"] for row in monthly if row["points"]] == []


def test_every_computed_rating_follows_from_the_deadlines():
    rows = rows_for(ReportingPeriod.objects.get(quarter=QUARTER))

    rated = {row.ref: row.computed_rag for row in rows if row.computed_rag != Rag.NOT_RATED}
    assert rated == {"MEWS-D1": Rag.GREEN, "NEWTT2-D1": Rag.AMBER, "OPIOIDS-D1": Rag.GREEN, "GP-D1": Rag.GREEN}


def test_ambitions_are_stated_without_days_so_that_readers_of_the_quarter_see_them():
    ambitions = StatedFigure.objects.filter(role="ambition")

    assert ambitions.count() == 7
    assert not ambitions.filter(end__isnull=False).exists()
