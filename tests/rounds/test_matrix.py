"""The quarter as a matrix: who has submitted what, narrowed, sorted, as files; the single returns; the page of one."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.reporting.quarters import Quarter
from pssdash.rounds.due_days import extend
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer, make_icb, make_region
from tests.factories.programmes import make_measure, make_section, make_workstream
from tests.factories.rounds import expected_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-01-13")]
Q3 = Quarter(2020, 3)


@pytest.fixture
def period():
    return make_period(covers_programmes=True)


@pytest.fixture
def north(period):
    """Owes two targets, of which one is submitted, and a measure; in the region East. South owes the same."""
    north = make_collaborative(name="North PSC", short_name="North PSC", code="PSC-N")
    make_collaborative(name="South PSC", short_name="South PSC", code="PSC-S")
    make_icb(make_region(code="EAST", name="East", short_name="East"), north)
    group = make_deliverer(member_kind="collaborative")
    targets = [make_target(deliverers=[group]) for _ in range(2)]
    make_measure(reported_by="collaborative")
    make_update(targets[0], period, organisation=north, state="submitted", submitted_at=NOON)
    return north


@pytest.fixture
def ask(client):
    client.force_login(make_user(EDITOR))
    return lambda query="", name="quarter", *more: client.get(f"{reverse(name, args=[Q3, *more])}{query}")


def names(page) -> list[str]:
    return [row.record.organisation.name for row in page.context["table"].rows]


def cells(page) -> dict[str, dict[str, str]]:
    """Organisation -> heading -> n of m."""
    rows = (row.record for row in page.context["table"].rows)
    return {
        row.organisation.name: {name: f"{cell.finished} of {cell.total}" for name, cell in row.cells.items()}
        for row in rows
    }


def test_every_organisation_has_a_cell_for_each_kind_that_it_owes(ask, north):
    assert cells(ask()) == {
        "England": {"target": "0 of 2"},
        "North PSC": {"target": "1 of 2", "measure": "0 of 1"},
        "South PSC": {"target": "0 of 2", "measure": "0 of 1"},
    }


def test_every_kind_is_counted_with_what_is_missing_for_england(ask, north):
    make_section((stream := make_workstream()).programme, workstream=stream)

    found = ask().context["completeness"]

    assert [(kind.things, kind.finished, kind.owed, kind.missing) for kind in found.kinds] == [
        ("Targets", 1, 6, 2), ("Deliverables", 0, 0, 0), ("Texts", 0, 1, 1), ("Measures", 0, 2, 0), ("Phases", 0, 0, 0),
    ]  # fmt: skip
    assert (found.finished, found.owed, found.overdue.count) == (1, 9, 0)


def test_publishing_says_what_will_be_missing_of_how_many(client, north):
    client.force_login(make_user(APPROVER))

    page = client.get(reverse("quarter", args=[Q3])).content.decode()

    assert "2 of 2 (2 not started)" in page


def test_a_cell_leads_to_its_list_and_a_single_return_to_its_page(ask, client, north, period):
    page = ask()
    (row,) = (row.record for row in page.context["table"].rows if row.record.organisation == north)

    several = client.get(row.cells["target"].url)
    single = client.get(row.cells["measure"].url)

    listed = [(each.record.organisation, each.record.standing.item) for each in several.context["table"].rows]
    assert listed == [(north, "target")] * 2
    assert single.context["page"].expected == period.expected.of("measure").get(organisation=north)
    assert row.cells["target"].url.replace("&", "&amp;") in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=measure", ["North PSC", "South PSC"]),
        ("?region=EAST", ["North PSC"]),
        ("?organisation_kind=nation", ["England"]),
        ("?state=submitted", ["North PSC"]),
        ("?q=south", ["South PSC"]),
        ("?q=psc-n", ["North PSC"]),
        ("?overdue=yes", []),
        ("", ["England", "North PSC", "South PSC"]),
        ("?sort=-organisation", ["South PSC", "North PSC", "England"]),
        ("?sort=-total", ["North PSC", "England", "South PSC"]),
    ],
)
def test_the_matrix_is_narrowed_and_sorted(ask, north, query, found):
    assert names(ask(query)) == found


@pytest.mark.parametrize("sign", ["", "-"])
def test_an_organisation_that_owes_none_of_a_kind_comes_last(ask, north, sign):
    assert names(ask(f"?sort={sign}measure"))[-1] == "England"
    assert names(ask(f"?sort={sign}target"))[0 if sign else -1] == "North PSC"


@pytest.mark.time_machine("2021-01-18")
def test_overdue_is_what_is_not_submitted_after_its_day(ask, north):
    page = ask("?overdue=yes")

    assert {row.record.organisation.name: row.record.overdue for row in page.context["table"].rows} == {
        "England": 2, "North PSC": 2, "South PSC": 3,
    }  # fmt: skip
    assert "7 are overdue" in page.content.decode()


def test_one_kind_is_shown_thing_by_thing(ask, north):
    page = ask("?kind=target")

    headings = [column.header for column in page.context["table"].columns]
    (row,) = (row.record for row in page.context["table"].rows if row.record.organisation == north)
    assert len([heading for heading in headings if heading.startswith("SC-")]) == 2
    assert sorted(cell.state for cell in row.cells.values()) == ["not_started", "submitted"]


def test_who_answers_is_named_and_nobody_is_a_finding(ask, north):
    make_user(SUBMITTER, organisations=(north,))

    page = ask()

    assert [each.name for each in page.context["country"].unanswered] == ["South PSC"]
    assert "Nobody answers for them" in page.content.decode()
    people = {row.record.organisation.name: row.record.people_in_words for row in page.context["table"].rows}
    assert people == {"England": "National editor", "North PSC": "Submitter", "South PSC": ""}


def test_a_leaver_answers_for_nobody(ask, north):
    leaver = make_user(SUBMITTER, organisations=(north,))
    leaver.is_active = False
    leaver.save()

    assert [each.name for each in ask().context["country"].unanswered] == ["North PSC", "South PSC"]


def read(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode())))


def test_the_matrix_is_a_file_with_numbers(ask, north):
    titles, *lines = read(ask("?q=north", "matrix_export", "csv"))

    assert titles[4:8] == ["Targets: submitted", "Targets: owed", "Deliverables: submitted", "Deliverables: owed"]
    assert lines == [
        ["PSC-N", "North PSC", "Patient safety collaborative", "", *["1", "2"], *[""] * 4, *["0", "1"], "", "", *"130"]
    ]


def test_the_returns_are_a_file_with_their_state_and_day(ask, north, period):
    expected = expected_in(period, organisation=north, measure__isnull=False)
    extend(expected=expected, to=date(2021, 2, 1), reason="Illness", by=make_user(EDITOR))

    _, *lines = read(ask("?organisation=PSC-N&sort=-due", "return_export", "csv"))

    assert [line[6:] for line in lines] == [
        ["Not started", "2021-02-01", "yes", "no"],
        ["Not started", "2021-01-15", "no", "no"],
        ["Submitted", "2021-01-15", "no", "no"],
    ]
    assert ask("", "return_export", "xlsx").content[:2] == b"PK"


def test_a_mistaken_filter_of_a_file_leads_to_the_page_that_says_so(ask, north):
    assert ask("?kind=zebra", "matrix_export", "csv").url == f"{reverse('quarter', args=[Q3])}?kind=zebra"
    assert ask("?state=late", "return_export", "csv").url == f"{reverse('return_list', args=[Q3])}?state=late"


def test_the_page_of_a_return_says_who_answers_and_by_when(client, north, period):
    expected = expected_in(period, organisation=north, measure__isnull=False)
    submitter = make_user(SUBMITTER, organisations=(north,))
    client.force_login(submitter)

    page = client.get(reverse("expected_return", args=[Q3, expected.pk])).content.decode()

    assert submitter.email in page
    assert "Due on 15 January 2021, in 2 working days" in page
    assert "Give more time" not in page


def test_more_time_is_given_on_the_page_and_says_why(client, north, period):
    expected = expected_in(period, organisation=north, measure__isnull=False)
    client.force_login(make_user(EDITOR))
    address = reverse("return_extend", args=[Q3, expected.pk])

    refused = client.post(address, {"to": "14 January 2021", "reason": "Illness"})
    page = client.post(address, {"to": "1 February 2021", "reason": "Illness"}, follow=True).content.decode()

    assert refused.status_code == 422 and "An extension ends after the due day" in refused.content.decode()
    assert "Due on 1 February 2021 after an extension" in page
    assert "Reason: Illness" in page
    assert "to “1 Feb" in client.get(reverse("quarter_audit", args=[Q3])).content.decode()


def test_a_day_for_a_kind_and_an_organisation_is_set_and_removed_on_the_page(client, north, period):
    client.force_login(make_user(EDITOR))
    client.get(reverse("due_day_list", args=[Q3]))
    form = {"item": "target", "organisation": "PSC-N", "day": "20 January 2021"}

    page = client.post(reverse("due_day_set", args=[Q3]), form, follow=True).content.decode()
    days = dict(period.expected.of("target").values_list("organisation__code", "due"))
    client.post(reverse("due_day_remove", args=[Q3, period.due_days.get().pk]))

    assert "Targets of North PSC" in page
    assert days == {"ENG": date(2021, 1, 15), "PSC-N": date(2021, 1, 20), "PSC-S": date(2021, 1, 15)}
    assert set(period.expected.values_list("due", flat=True)) == {date(2021, 1, 15)}


@pytest.mark.parametrize("name", ["quarter", "return_list"])
def test_the_number_of_queries_does_not_grow(ask, period, name, query_count):
    group, counts = make_deliverer(member_kind="collaborative"), []
    for number in (2, 8):
        for _ in range(number):
            make_user(SUBMITTER, organisations=(make_collaborative(),))
            make_target(deliverers=[group])
        ask("", name)
        counts.append(query_count(lambda: ask("", name)))

    assert counts[0] == counts[1]
