"""Where readers meet the evidence files of texts and of values: published versions, for those who may see the item."""

import pytest
from django.urls import reverse

from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.returns import MEASURE_RETURNS
from programmes.models import NarrativeSection, PublishedProgramme
from programmes.narrative_files import with_files
from programmes.pages.measure_evidence import files_of_returns
from programmes.quarter_pages import forget_pages, from_content
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.entries.actions import approve, save, start_correction, submit
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.evidence import make_file
from tests.factories.objectives import make_period
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import make_measure, make_programme, make_section, publish_pages

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-10-07")]
Q2 = Quarter(2024, 2)


@pytest.fixture
def people():
    return make_user(EDITOR), make_user(APPROVER)


@pytest.fixture
def period():
    return make_period("Q2 2024/25", covers_objectives=False, covers_programmes=True)


@pytest.fixture
def section():
    return make_section(make_programme(slug="alpha"), kind=NarrativeSection.Kind.UPDATES)


def hand_in(kind, people, *names, typed, **of):
    """An approved entry with files of these names."""
    editor, approver = people
    entry = save(kind, of=of, typed=typed, by=editor, base=0).entry
    for name in names:
        make_file(entry, editor, name, name.encode())
    submit(kind, entry=entry, by=editor, base=last_revision(entry))
    return approve(kind, entry=entry, by=approver, base=last_revision(entry))


def tell(section, period, people, *names):
    typed = {"text": "Twelve trusts have begun.", "attribution": ""}
    of = {"section": section, "period": period, "organisation": make_england()}
    return hand_in(NARRATIVE_TEXTS, people, *names, typed=typed, **of)


def correct(entry, people, remove):
    """The next version of a published text, without the file of that name."""
    editor, approver = people
    draft = start_correction(NARRATIVE_TEXTS, entry=entry, by=editor, reason="A figure was wrong")
    draft.files.filter(name=remove).update(removed_by=editor, removed_at=draft.started_at)
    of = {"section": draft.section, "period": draft.period, "organisation": draft.organisation}
    typed = {"text": "Thirteen trusts have begun."}
    save(NARRATIVE_TEXTS, of=of, typed=typed, by=editor, base=last_revision(draft))
    submit(NARRATIVE_TEXTS, entry=draft, by=editor, base=last_revision(draft))
    approve(NARRATIVE_TEXTS, entry=draft, by=approver, base=last_revision(draft))


def return_of(measure, period, people, organisation, *names):
    cells = {"PSC-1 2024-07-01": {"value": "5"}}
    of = {"measure": measure, "period": period, "organisation": organisation}
    return hand_in(MEASURE_RETURNS, people, *names, typed={"cells": cells}, **of)


def counted():
    return make_measure(
        unit="interviews", per=1, decimals=0, aggregation="sum", frequency="quarter",
        reported_by=OrganisationKind.COLLABORATIVE, shown="rolled_up",
    )  # fmt: skip


def read(client, url, role=BOARD_MEMBER):
    client.force_login(make_user(role))
    return client.get(url).content.decode()


def test_programme_page_offers_the_files_of_its_published_texts(client, section, period, people):
    file = tell(section, period, people, "trusts.csv").files.get()
    publish_pages(period)

    page = read(client, f"{reverse('programme', args=['alpha'])}?quarter={Q2.slug}")

    assert f'href="{file.get_absolute_url()}" download>trusts.csv</a>: The board&#x27;s minutes (10' in page


def test_programme_page_offers_no_file_of_a_draft(client, section, period, people):
    of = {"section": section, "period": period, "organisation": make_england()}
    draft = save(NARRATIVE_TEXTS, of=of, typed={"text": "Begun"}, by=people[0], base=0).entry
    make_file(draft, people[0], "trusts.csv", b"a,b\n")

    assert "trusts.csv" not in read(client, f"{reverse('programme', args=['alpha'])}?quarter={Q2.slug}", EDITOR)


def test_each_published_version_has_its_own_files(client, section, period, people):
    entry = tell(section, period, people, "old.csv", "both.csv")
    publish_pages(period)
    entry.period.refresh_from_db()
    correct(entry, people, remove="old.csv")

    now = read(client, f"{reverse('programme', args=['alpha'])}?quarter={Q2.slug}")
    first = read(client, reverse("published_programme", args=["alpha", Q2, 1]))

    assert ("both.csv" in now, "old.csv" in now) == (True, False)
    assert ("both.csv" in first, "old.csv" in first) == (True, True)


def test_files_are_not_frozen_and_a_page_that_was_published_before_still_opens(section, period, people):
    tell(section, period, people, "trusts.csv")
    publish_pages(period)
    published = PublishedProgramme.objects.get(programme__slug="alpha")
    (frozen,) = published.content["narrative"]
    assert not frozen.pop("files")
    forget_pages()

    (row,) = with_files(from_content(published)).narrative
    assert [file.name for file in row.files] == ["trusts.csv"]


def test_preview_of_a_text_has_the_files_that_it_would_be_shown_with(client, section, period, people):
    tell(section, period, people, "trusts.csv")

    page = read(client, f"{reverse('narrative_text', args=['alpha', section.slug, Q2])}preview/", EDITOR)

    assert "trusts.csv</a>: The board" in page


def test_more_files_take_no_more_queries(client, section, period, people, query_count):
    tell(section, period, people, "a.csv")
    client.force_login(people[0])
    url = f"{reverse('programme', args=['alpha'])}?quarter={Q2.slug}"
    few = query_count(lambda: client.get(url))
    for number in range(5):
        other = make_section(section.programme)
        tell(other, period, people, f"{number}.csv", f"{number}-more.csv")

    assert query_count(lambda: client.get(url)) == few


def test_measure_page_offers_the_files_of_the_returns_that_brought_its_values(client, period, people):
    measure, ours = counted(), make_collaborative(code="PSC-1", short_name="North PSC")
    file = return_of(measure, period, people, make_england(), "counts.csv").files.get()
    publish_pages(period)

    url = measure.get_absolute_url()
    for page in (read(client, url), read(client, f"{url}?organisation={ours.code}", EDITOR)):
        assert "Q2 2024/25 (Jul–Sep 2024), England</dt>" in page
        assert f'href="{file.get_absolute_url()}" download>counts.csv</a>' in page


def test_files_of_values_are_shown_to_those_who_may_see_them(period, people):
    measure, ours = counted(), make_collaborative(code="PSC-1")
    own = make_user(SUBMITTER, organisations=(ours,))
    return_of(measure, period, (own, people[1]), ours, "ours.csv")
    return_of(measure, period, people, make_england(), "england.csv")
    publish_pages(period)

    def names(person):
        return {file.name for each in files_of_returns(person, measure, ours) for file in each.files}

    assert names(make_user(BOARD_MEMBER)) == names(make_user(REGIONAL_LEAD)) == {"england.csv"}
    assert names(own) == names(people[0]) == {"ours.csv", "england.csv"}
    assert [each.whose for each in files_of_returns(people[0], measure, make_england())] == ["England"]


def test_files_of_values_that_are_not_published_are_the_teams_alone(period, people):
    measure = counted()
    make_collaborative(code="PSC-1")
    return_of(measure, period, people, make_england(), "england.csv")

    assert files_of_returns(make_user(BOARD_MEMBER), measure, make_england()) == ()
    assert len(files_of_returns(people[0], measure, make_england())) == 1


def test_files_of_a_return_are_those_of_its_version_in_force(period, people):
    editor, approver = people
    measure = counted()
    make_collaborative(code="PSC-1")
    entry = return_of(measure, period, people, make_england(), "old.csv")
    draft = start_correction(MEASURE_RETURNS, entry=entry, by=editor, reason="A figure was wrong")
    draft.files.update(removed_by=editor, removed_at=draft.started_at)
    make_file(draft, editor, "new.csv", b"a,b\n")
    assert [file.name for each in files_of_returns(editor, measure, make_england()) for file in each.files] == [
        "old.csv"
    ]

    submit(MEASURE_RETURNS, entry=draft, by=editor, base=last_revision(draft))
    approve(MEASURE_RETURNS, entry=draft, by=approver, base=last_revision(draft))

    (only,) = files_of_returns(editor, measure, make_england())
    assert [file.name for file in only.files] == ["new.csv"]
