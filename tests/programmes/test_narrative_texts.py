"""Writing the narrative of a quarter, section by section."""

import pytest
from django.urls import reverse

from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.models import NarrativeSection, NarrativeText, PublishedProgramme
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.reporting.entries.actions import approve, save, start_correction, submit
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Incomplete
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import make_programme, publish_pages

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]


def open_quarter(quarter="Q2 2024/25"):
    return make_period(quarter, covers_objectives=False, covers_programmes=True)


def make_section(slug="alpha-summary", *, programme=None, **fields) -> NarrativeSection:
    programme = programme or make_programme(slug="alpha", name="Alpha")
    values = {"kind": NarrativeSection.Kind.SUMMARY, "heading": "Summary", "position": 1}
    return NarrativeSection.objects.create(programme=programme, slug=slug, **(values | fields))


def save_text(section, period, by, text, base=0):
    of = {"section": section, "period": period, "organisation": make_england()}
    return save(NARRATIVE_TEXTS, of=of, typed={"text": text, "attribution": ""}, by=by, base=base).entry


def approved(section, period, text):
    editor, approver = make_user(EDITOR), make_user(APPROVER)
    entry = save_text(section, period, editor, text)
    submit(NARRATIVE_TEXTS, entry=entry, by=editor, base=last_revision(entry))
    return approve(NARRATIVE_TEXTS, entry=entry, by=approver, base=last_revision(entry))


def address(section):
    return reverse("narrative_text", args=[section.programme.slug, section.slug, Quarter(2024, 2)])


def test_form_shows_the_text_approved_last_beside_it(client):
    section = make_section()
    approved(section, open_quarter("Q1 2024/25"), "What was done in spring.")
    open_quarter()
    client.force_login(make_user(EDITOR))

    page = client.get(address(section))

    assert page.context["page"].last.text == "What was done in spring."
    assert "Last time, Q1 2024/25" in page.content.decode()


def test_posted_text_is_a_draft_and_the_next_section_is_offered(client):
    section, period = make_section(), open_quarter()
    later = make_section("alpha-learning", programme=section.programme, heading="Learning", position=2)
    client.force_login(make_user(EDITOR))

    page = client.post(address(section), {"base": "0", "text": "- one\r\n- two", "save": ""}, follow=True)

    entry = find(NARRATIVE_TEXTS, section=section, period=period, organisation=make_england())
    assert entry.text == "- one\n- two"
    assert page.context["page"].next_up.url == address(later)


def test_empty_text_cannot_be_submitted():
    section, period, editor = make_section(), open_quarter(), make_user(EDITOR)
    entry = save_text(section, period, editor, " ")

    with pytest.raises(Incomplete, match="Write the text"):
        submit(NARRATIVE_TEXTS, entry=entry, by=editor, base=last_revision(entry))


def test_only_feedback_asks_who_said_it(client):
    open_quarter()
    summary = make_section()
    feedback = make_section("alpha-feedback", programme=summary.programme, kind=NarrativeSection.Kind.QUOTATION)
    client.force_login(make_user(EDITOR))

    assert "attribution" not in client.get(address(summary)).context["page"].form.fields
    assert "attribution" in client.get(address(feedback)).context["page"].form.fields


def test_approved_correction_is_published_beside_the_version_before():
    section, period = make_section(), open_quarter()
    entry = approved(section, period, "Forty sites.")
    publish_pages(period)
    editor, approver = make_user(EDITOR), make_user(APPROVER)

    draft = start_correction(NARRATIVE_TEXTS, entry=entry, by=editor, reason="It was fourteen")
    draft = save_text(section, period, editor, "Fourteen sites.", base=last_revision(draft))
    submit(NARRATIVE_TEXTS, entry=draft, by=editor, base=last_revision(draft))
    approve(NARRATIVE_TEXTS, entry=draft, by=approver, base=last_revision(draft))

    first, second = PublishedProgramme.objects.order_by("version")
    assert "Forty sites." in str(first.content)
    assert "Fourteen sites." in str(second.content)
    assert second.correction_reason == "It was fourteen"


def test_published_quarter_takes_no_new_text(client):
    section, period = make_section(), open_quarter()
    publish_pages(period)
    client.force_login(make_user(EDITOR))

    page = client.post(address(section), {"base": "0", "text": "Too late", "save": ""}).content.decode()

    assert "Q2 2024/25 is published, so its texts can no longer be edited." in page
    assert "Too late" in page
    assert not NarrativeText.objects.exists()


def test_nobody_but_the_national_team_sees_it(client):
    section = make_section()
    open_quarter()
    ours = make_collaborative()

    for role, organisations, status in ((BOARD_MEMBER, (), 403), (SUBMITTER, (ours,), 404), (APPROVER, (), 200)):
        client.force_login(make_user(role, organisations=organisations))
        assert client.get(address(section)).status_code == status


def test_section_of_another_programme_is_404(client):
    section = make_section()
    other = make_programme(slug="beta", name="Beta")
    open_quarter()
    client.force_login(make_user(EDITOR))

    path = reverse("narrative_text", args=[other.slug, section.slug, Quarter(2024, 2)])

    assert client.get(path).status_code == 404
