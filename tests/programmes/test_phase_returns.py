"""Entering which organisation is in which phase in a quarter."""

import pytest
from django.urls import reverse

from programmes.actions.phases import PHASE_RETURNS
from programmes.models import PhaseFramework, Position, PublishedProgramme
from programmes.quarter_pages import page_for
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.actions import approve, save, start_correction, submit
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Incomplete
from tests.factories import programmes as factories
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_england, make_icb, make_region
from tests.factories.programmes import make_programme, make_workstream, publish_pages

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]
Q1, Q2 = Quarter(2024, 1), Quarter(2024, 2)


def make_framework() -> PhaseFramework:
    """A framework of Alpha; the ICBs are A and B."""
    framework = factories.make_framework(make_workstream(programme=make_programme(slug="alpha")), slug="whole-system")
    region = make_region()
    for code in ("A", "B"):
        make_icb(region, code=code, short_name=f"ICB {code}", name=f"ICB {code}")
    return framework


def open_quarter():
    return make_period("Q2 2024/25", covers_objectives=False, covers_programmes=True)


def place(framework, code, number, quarter=Q1):
    phase, icb = framework.phases.get(number=number), Organisation.objects.get(code=code)
    return Position.objects.create(framework=framework, phase=phase, organisation=icb, quarter=quarter)


def approved(framework, period, cells):
    editor, approver = make_user(EDITOR), make_user(APPROVER)
    of = {"framework": framework, "period": period, "organisation": make_england()}
    entry = save(PHASE_RETURNS, of=of, typed={"cells": cells}, by=editor, base=0).entry
    submit(PHASE_RETURNS, entry=entry, by=editor, base=last_revision(entry))
    return approve(PHASE_RETURNS, entry=entry, by=approver, base=last_revision(entry))


def positions(quarter=Q2):
    rows = Position.objects.filter(quarter=quarter).order_by("organisation__code")
    return list(rows.values_list("organisation__code", "phase__number", "support"))


def address(framework, **query):
    return reverse("phase_return", args=["alpha", framework.slug, Q2], query=query or None)


def test_approval_places_the_organisations_and_leaves_other_quarters():
    framework, period = make_framework(), open_quarter()
    place(framework, "A", 1)
    place(framework, "B", 1, Q2)

    approved(framework, period, {"A": {"phase": "2", "support": "full"}, "B": {"phase": ""}})

    assert positions() == [("A", 2, "full")]
    assert positions(Q1) == [("A", 1, "")]


def test_trail_says_who_moved_from_where_to_where():
    framework, period = make_framework(), open_quarter()
    place(framework, "A", 1, Q2)

    approved(framework, period, {"A": {"phase": "2"}})

    event = AuditEvent.objects.get(action="placed organisations")
    assert event.changes == [{"field": "A", "before": "1", "after": "2"}]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"A": {"phase": "", "note": "moved"}, "B": {"phase": "1"}}, "A: choose the phase"),
        ({"A": {"phase": ""}}, "Choose the phase of at least one organisation"),
    ],
)
def test_submission_says_what_is_missing(cells, words):
    with pytest.raises(Incomplete, match=words):
        approved(make_framework(), open_quarter(), cells)


def test_rows_show_last_quarter_and_can_begin_with_it(client):
    framework = make_framework()
    open_quarter()
    place(framework, "A", 2)
    client.force_login(make_user(EDITOR))

    blank = client.get(address(framework)).context["page"]
    filled = client.get(address(framework, fill="last")).context["page"]

    assert [row.last for row in blank.rows] == ["Phase 2: Act", ""]
    assert blank.rows[0].fields[0].value() is None
    assert filled.rows[0].fields[0].value() == "2"
    assert (blank.may_fill, filled.may_fill) == (True, False)


def test_posted_phases_are_a_draft(client):
    framework = make_framework()
    open_quarter()
    client.force_login(make_user(EDITOR))

    page = client.post(address(framework), {"base": "0", "cell-A-phase": "1", "save": ""}, follow=True)

    assert page.context["page"].entry.cells["A"]["phase"] == "1"
    assert not Position.objects.exists()


def test_phase_that_does_not_exist_is_refused(client):
    framework = make_framework()
    open_quarter()
    client.force_login(make_user(EDITOR))

    page = client.post(address(framework), {"base": "0", "cell-A-phase": "9", "save": ""})

    assert "9 is not one of the available choices" in page.content.decode()


def correct(entry, cells, reason="The list was read wrongly"):
    editor, approver = make_user(EDITOR), make_user(APPROVER)
    draft = start_correction(PHASE_RETURNS, entry=entry, by=editor, reason=reason)
    of = {"framework": entry.framework, "period": entry.period, "organisation": entry.organisation}
    draft = save(PHASE_RETURNS, of=of, typed={"cells": cells}, by=editor, base=last_revision(draft)).entry
    submit(PHASE_RETURNS, entry=draft, by=editor, base=last_revision(draft))
    return approve(PHASE_RETURNS, entry=draft, by=approver, base=last_revision(draft))


def counted(published):
    """Phase -> how many are in it, of the published quarter."""
    (framework,) = published.content["frameworks"]
    return {each["first"]: each["count"] for each in framework["quarters"][-1]["segments"]}


def test_approved_correction_is_published_beside_the_version_before():
    framework, period = make_framework(), open_quarter()
    entry = approved(framework, period, {"A": {"phase": "1"}, "B": {"phase": "1"}})
    publish_pages(period)

    correct(entry, {"A": {"phase": "2"}})

    first, second = PublishedProgramme.objects.order_by("version")
    assert (counted(first), counted(second)) == ({1: 2, 2: 0}, {1: 1, 2: 1})
    assert second.correction_reason == "The list was read wrongly"
    event = AuditEvent.objects.get(action="published correction")
    assert event.changes == [{"field": "Phase 1: Prepare", "before": "2", "after": "1"},
                             {"field": "Phase 2: Act", "before": "0", "after": "1"}]  # fmt: skip


def test_correction_publishes_nothing_but_its_phases():
    framework, period = make_framework(), open_quarter()
    entry = approved(framework, period, {"A": {"phase": "1"}})
    publish_pages(period)
    programme = framework.workstream.programme
    before = page_for(period, programme)
    programme.name = framework.name = "Renamed since"
    programme.save(), framework.save()

    correct(entry, {"A": {"phase": "2"}})

    now = page_for(period, programme)
    assert (now.name, now.frameworks[0].name) == (before.name, before.frameworks[0].name)
    assert now.frameworks[0].quarters != before.frameworks[0].quarters


def test_correction_that_comes_to_the_same_publishes_nothing():
    framework, period = make_framework(), open_quarter()
    entry = approved(framework, period, {"A": {"phase": "1"}})
    publish_pages(period)

    correct(entry, {"A": {"phase": "1", "note": ""}})

    assert PublishedProgramme.objects.count() == 1


def test_submitter_has_no_part_in_it(client):
    framework = make_framework()
    open_quarter()
    client.force_login(make_user(SUBMITTER))

    assert client.get(address(framework)).status_code == 403


def test_number_of_queries_does_not_grow_with_the_organisations(client, query_count):
    framework = make_framework()
    open_quarter()
    client.force_login(make_user(EDITOR))
    few = query_count(lambda: client.get(address(framework)))
    region = make_region()
    for _ in range(12):
        make_icb(region)

    assert query_count(lambda: client.get(address(framework))) == few


def test_closed_quarter_takes_no_more_lists_of_phases(client):
    framework, period = make_framework(), open_quarter()
    period.state = "closed"
    period.save()
    client.force_login(make_user(EDITOR))

    page = client.get(address(framework)).content.decode()

    assert "Q2 2024/25 is closed, so its lists of phases can no longer be edited." in page
