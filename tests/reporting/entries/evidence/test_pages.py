"""The page of evidence, the way it is sent and the way it is fetched."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from objectives.actions.updates import TARGET_UPDATES
from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.returns import MEASURE_RETURNS
from pssdash.reporting.entries.evidence.actions import remove_file
from pssdash.reporting.entries.evidence.views import POLICY
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.queries.models import FIELD_OF
from pssdash.rounds.queries.pages import IN_ROUND
from tests.factories.desks import make_desk
from tests.factories.evidence import PDF, make_file, make_upload
from tests.factories.objectives import NOON, publish

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
KINDS = (TARGET_UPDATES, DELIVERABLE_UPDATES, NARRATIVE_TEXTS, MEASURE_RETURNS)


@pytest.fixture
def desk(client):
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    client.force_login(desk.people["author"])
    return desk


def entry_page(desk):
    return IN_ROUND[FIELD_OF[desk.kind.model]].describe(desk.entry)[1]


def evidence_page(desk):
    return f"{entry_page(desk)}evidence/"


def send(client, desk, file=None, description="The minutes"):
    return client.post(evidence_page(desk), {"file": file or make_upload(), "description": description})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model.__name__)
def test_file_is_added_and_listed_on_both_pages(client, kind):
    desk = make_desk(kind, "England", "draft")
    client.force_login(desk.people["author"])

    assertRedirects(send(client, desk), evidence_page(desk))

    for page in (evidence_page(desk), entry_page(desk)):
        assertContains(client.get(page), f'href="{desk.entry.files.get().get_absolute_url()}"')


def test_refusal_stands_at_the_field_and_keeps_what_was_typed(client, desk):
    response = send(client, desk, make_upload("page.html", b"<html>"))

    assert response.status_code == 422
    assert response.context["page"].form.errors["file"][0].startswith("“page.html” is of a type that is not accepted")
    assertContains(response, 'value="The minutes"', status_code=422)


def test_both_fields_are_asked_for(client, desk):
    response = client.post(evidence_page(desk), {})

    assert response.context["page"].form.errors == {
        "description": ["Write in a few words what the file shows"], "file": ["Choose a file"],
    }  # fmt: skip


def test_file_that_comes_too_late_is_refused_in_words(client, desk):
    ReportingPeriod.objects.update(state="closed")

    assertContains(send(client, desk), "Q3 2020/21 is closed", status_code=409)


def test_file_is_removed_by_its_button(client, desk):
    file = make_file(desk.entry, desk.people["author"])
    assertContains(client.get(evidence_page(desk)), "Yes, remove minutes.pdf")

    response = client.post(f"{evidence_page(desk)}remove/", {"file": file.pk}, follow=True)

    assertContains(response, "“minutes.pdf” is removed.")
    assert client.get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "²", "-1"])
def test_removal_of_nothing_is_not_found(client, desk, number):
    assert client.post(f"{evidence_page(desk)}remove/", {"file": number}).status_code == 404


def test_unwritten_entry_has_no_evidence_page_and_says_so(client):
    desk = make_desk(TARGET_UPDATES, "England", "not_started")
    client.force_login(desk.people["author"])
    page = reverse("update", args=[desk.of["target"].ref, desk.of["period"].quarter])

    assertContains(client.get(page), "Files can be added once a draft is saved.")
    assert client.get(f"{page}evidence/").status_code == 404


def test_history_names_the_files(client, desk):
    send(client, desk)
    remove_file(desk.kind, entry=desk.entry, by=desk.people["editor"], pk=desk.entry.files.get().pk)

    page = client.get(f"{entry_page(desk)}history/")

    assertContains(page, "Version 1, file added: minutes.pdf")
    assertContains(page, "Version 1, file removed: minutes.pdf")


def test_download_is_whole_and_never_shown_or_kept(client, desk):
    file = make_file(desk.entry, desk.people["author"], "Größe.pdf")

    answer = client.get(file.get_absolute_url())

    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= {part.strip() for part in answer["Cache-Control"].split(",")}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model.__name__)
@pytest.mark.parametrize(
    ("state", "period", "whose", "readers"),
    [
        ("draft", "open", "England", {"author", "editor", "approver"}),
        ("approved", "open", "PSC", {"author", "editor", "approver", "submitter"}),
        ("draft", "published", "England", {"author", "editor", "approver"}),
        (
            "approved", "published", "PSC", {"author", "editor", "approver", "submitter", "region"},
        ),
        (
            "approved", "published", "England",
            {"author", "editor", "approver", "region", "submitter", "stranger", "board", "admin"},
        ),
    ],
)  # fmt: skip
def test_files_go_to_those_who_may_see_the_entry(client, kind, state, period, whose, readers):
    desk = make_desk(kind, whose, state)
    url = make_file(desk.entry, desk.people["author"]).get_absolute_url()
    ReportingPeriod.objects.update(state=period, published_at=NOON if period == "published" else None)

    found = {}
    for name, person in desk.people.items():
        client.force_login(person)
        found[name] = client.get(url).status_code

    assert {name for name, status in found.items() if status == 200} == readers
    assert set(found.values()) <= {200, 403, 404}


def test_card_shows_readers_the_files_of_what_is_published(client):
    desk = make_desk(TARGET_UPDATES, "England", "approved")
    file = make_file(desk.entry, desk.people["author"])
    publish(desk.of["period"], by=desk.people["approver"])
    client.force_login(desk.people["board"])

    page = client.get(reverse("objective", args=[desk.of["target"].objective.ref]))

    assertContains(page, f'href="{file.get_absolute_url()}"')
    assertContains(page, "The board&#x27;s minutes")


def test_card_shows_no_file_of_a_draft(client):
    desk = make_desk(TARGET_UPDATES, "England", "draft")
    file = make_file(desk.entry, desk.people["author"])
    client.force_login(desk.people["editor"])

    page = client.get(reverse("objective", args=[desk.of["target"].objective.ref]))

    assertNotContains(page, file.get_absolute_url())


@pytest.mark.parametrize("page", [entry_page, evidence_page])
def test_more_files_cost_no_more_queries(client, desk, query_count, page):
    make_file(desk.entry, desk.people["author"])
    client.get(page(desk))
    url = page(desk)
    few = query_count(lambda: client.get(url))

    for number in range(5):
        make_file(desk.entry, desk.people["editor"], f"{number}.txt", f"{number}".encode())

    assert query_count(lambda: client.get(url)) == few
