"""The pages of silence, drift and what lies ahead: lists, filters, order, links, files, and who sees what."""

from datetime import date
from io import BytesIO

import pandas
import pytest

from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.reporting.models import ReportingPeriod
from pssdash.rounds.signs.tables import DriftTable, DueTable, SilenceTable
from tests.factories.accounts import make_user
from tests.factories.objectives import make_objective, make_period, make_target, make_theme, make_update, publish
from tests.factories.organisations import make_deliverer, make_region
from tests.factories.reviews import WHY, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
NAMES = ("silence", "drift", "ahead")


@pytest.fixture
def reader(client):
    """Signs in an editor, or whoever is named."""

    def sign_in(*roles, **fields):
        client.force_login(make_user(*(roles or (EDITOR,)), **fields))
        return client

    return sign_in


def url(name, quarter="2020-21-q3", query=""):
    return f"/quarters/{quarter}/{name}/{query}"


def approve(target, period, **fields):
    return make_update(target, period, state="approved", approved_by=make_user(APPROVER), **fields)


def drifting(target, period, **fields):
    words = {"reported_rag": "green", "rag_reason": "Only the signature is missing"}
    return approve(target, period, **(words | fields))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def refs(response) -> list[str]:
    return [row.record.item.ref for row in response.context["table"].rows]


def overdue(**fields):
    return make_target(deadline="by 31 March 2020", **fields)


def two_quarters(*targets, **fields) -> ReportingPeriod:
    """Q2 published and Q3 open, with the same approved update of each target."""
    first = make_period("Q2 2020/21")
    for target in targets:
        drifting(target, first, **fields)
    publish(first)
    second = make_period("Q3 2020/21")
    for target in targets:
        drifting(target, second, **fields)
    return second


@pytest.mark.parametrize(
    ("name", "says"),
    [("silence", "Nothing is silent"), ("drift", "Nothing drifts"), ("ahead", "Nothing falls due")],
)
def test_page_without_rows_says_what_would_be_here(reader, name, says):
    make_period()

    page = text_of(reader().get(url(name)))

    assert says in page
    assert "Listed here would be" in page


def test_silence_lists_each_sign_with_its_count_and_its_list(reader):
    target = overdue()
    two_quarters(target, status="")

    page = reader().get(url("silence"))

    assert [(row.record.sign.value, row.record.quarters) for row in page.context["table"].rows] == [
        ("no_status", 0), ("unchanged", 2),
    ]  # fmt: skip
    assert [(sign.value, count, link) for sign, count, link in page.context["tiles"]] == [
        ("no_status", 1, "?sign=no_status#list"),
        ("no_update", 0, ""),
        ("unchanged", 1, "?sign=unchanged#list"),
        ("owner_left", 0, ""),
        ("nobody_answers", 0, ""),
    ]
    assert "1 of 1 show a sign of silence" in text_of(page)
    assert f'href="{target.objective.get_absolute_url()}?quarter=2020-21-q3#{target.ref}"' in page.content.decode()


def test_silence_names_the_organisations_that_nobody_answers_for(reader):
    region = make_region(name="North")
    group = make_deliverer(name="Regional teams", member_kind="region")
    target = make_target(deliverers=[group])
    make_period()

    page = text_of(reader().get(url("silence")))

    assert "Nobody answers for Regional teams" in page
    assert f"{region.name}</span></th>" in page
    assert f">{target.ref}</a>" in page


def test_drift_gives_the_quarters_and_the_reason(reader):
    target = overdue()
    two_quarters(target)

    page = reader().get(url("drift"))

    assert refs(page) == [target.ref]
    assert "2, since Q2 2020/21" in text_of(page)
    assert "Only the signature is missing" in text_of(page)
    assert "1 of the 1 with a reported RAG is reported Green or Complete" in text_of(page)


def test_drift_counts_by_theme_and_deliverer_with_links_to_the_list(reader):
    deliverer = make_deliverer(name="Local systems")
    objective = make_objective(theme=make_theme("IN", slug="insight", name="Insight"))
    two_quarters(overdue(objective=objective, deliverers=[deliverer]), overdue())

    client = reader()
    page = client.get(url("drift"))

    for link, name in [("?chapter=insight#list", "Insight"), (f"?deliverer={deliverer.slug}#list", "Local systems")]:
        assert f'<a href="{link}">{name}</a>' in page.content.decode()
        assert len(refs(client.get(url("drift", query=link.partition("#")[0])))) == 1


def test_drift_without_an_approved_update_is_none(reader):
    target, period = overdue(), make_period()
    make_update(target, period, reported_rag="green", state="submitted")

    assert refs_or_none(reader().get(url("drift"))) == []


def refs_or_none(page):
    return [row.item.ref for row in page.context["page"].rows]


def test_ahead_counts_each_deliverer_and_quarter_with_the_list_behind(reader):
    ours, theirs = make_deliverer(name="Ours"), make_deliverer(name="Theirs")
    first = make_target(deadline="by 28 February 2021", deliverers=[ours])
    make_target(deadline="by 30 June 2021", deliverers=[ours, theirs])
    make_target(deadline="by 31 March 2030", deliverers=[ours])
    make_period()

    client = reader()
    page = client.get(url("ahead"))

    loads = {load.name: load for load in page.context["loads"]}
    assert [cell.due for cell in loads["Ours"].cells] == [1, 1, 0, 0]
    assert [cell.due for cell in loads["Theirs"].cells] == [0, 1, 0, 0]
    link = loads["Ours"].cells[0].due_url
    assert link == f"?deliverer={ours.slug}&due=2020-21-q4#list"
    assert refs(client.get(url("ahead", query=link.partition("#")[0]))) == [first.ref]


def test_ahead_puts_the_forecast_beside_the_deadline(reader):
    target, period = make_target(deadline="by 28 February 2021"), make_period()
    approve(target, period, forecast=date(2021, 5, 31))

    client = reader()
    page = client.get(url("ahead"))

    assert [(cell.due, cell.forecast) for cell in page.context["loads"][0].cells] == [(1, 0), (0, 1), (0, 0), (0, 0)]
    assert '31 May 2021 <span class="app-objectives__moved">After the deadline</span>' in page.content.decode()
    assert refs(client.get(url("ahead", query="?forecast=2021-22-q1&late=yes"))) == [target.ref]
    assert refs(client.get(url("ahead", query="?forecast=2020-21-q4"))) == []


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("silence", "?sign=unchanged", 2),
        ("silence", "?sign=no_update", 0),
        ("silence", "?q=summary sc-1.1", 1),
        ("drift", "?rag=red", 1),
        ("drift", "?rag=amber", 1),
        ("drift", "?lasting=long", 1),
        ("drift", "?q=zebra", 0),
        ("ahead", "?due=2020-21-q4", 1),
        ("ahead", "?due=2021-22-q1", 0),
    ],
)
def test_filters_narrow_the_list(reader, name, query, expected):
    objective = make_objective(ref="SC-1")
    red, amber = overdue(objective=objective), make_target(objective=objective, deadline="by 31 March 2021")
    two_quarters(red, amber)

    assert len(refs(reader().get(url(name, query=query)))) == expected


def test_a_filter_that_is_shown_can_be_taken_away(reader):
    two_quarters(overdue())

    assert "Sign: Text unchanged" in text_of(reader().get(url("silence", query="?sign=unchanged")))


@pytest.mark.parametrize("name", NAMES)
def test_a_mistaken_filter_says_so_and_shows_no_rows(reader, name):
    two_quarters(make_target(deadline="by 31 January 2021"), overdue())

    client = reader()
    page = text_of(client.get(url(name, query="?chapter=nowhere")))

    assert "There is a problem" in page
    assert "No row is shown" in page
    assert client.get(url(name, query="export.csv?chapter=nowhere")).url == url(name, query="?chapter=nowhere")


@pytest.mark.parametrize(("name", "table"), [("silence", SilenceTable), ("drift", DriftTable), ("ahead", DueTable)])
@pytest.mark.parametrize("way", ["", "-"])
def test_every_column_sorts_both_ways(reader, name, table, way):
    targets = [overdue(), make_target(deadline="by 31 January 2021", objective=make_objective())]
    period = two_quarters(*targets)
    approve(make_target(deadline="by 28 February 2021"), period, forecast=date(2021, 5, 31), status="paused")
    client = reader()

    for column in (name for name, each in table.base_columns.items() if name not in table._meta.exclude):
        page = client.get(url(name, query=f"?sort={way}{column}"))
        rows = [row.record for row in page.context["table"].rows]
        keys = [table.KEYS[column](row) for row in rows if table.KEYS[column](row) is not None]
        assert rows
        assert keys == sorted(keys, reverse=bool(way))


def test_silence_puts_the_most_pressing_first_and_drift_the_longest(reader):
    old, new = overdue(), overdue()
    period = two_quarters(old)
    drifting(new, period)

    client = reader()

    assert client.get(url("silence")).context["table"].rows[0].record.sign.value == "unchanged"
    assert refs(client.get(url("drift"))) == [old.ref, new.ref]
    assert refs(client.get(url("drift", query="?sort=quarters"))) == [new.ref, old.ref]


def lines(client, name, query="export.csv") -> list[str]:
    return client.get(url(name, query=query)).content.decode().splitlines()


def test_files_have_the_rows_in_plain_words(reader):
    target = overdue(summary="Do it", deliverers=[make_deliverer(name="Local systems")])
    two_quarters(target)
    client = reader()
    theme = target.objective.theme.name

    assert lines(client, "silence") == [
        "Ref,Target or deliverable,Sign,Why,Quarters in a row,Theme or programme,Delivered by",
        f"{target.ref},Do it,Text unchanged,Word for word the same,2,{theme},Local systems",
    ]
    assert lines(client, "drift") == [
        "Ref,Target or deliverable,Reported RAG,Computed RAG,Quarters in a row,Reason given,Theme or programme,"
        "Delivered by",
        f'{target.ref},Do it,Green,"Red: due 31 Mar 2020, not complete, no forecast",2,Only the signature is missing,'
        f"{theme},Local systems",
    ]


def test_drift_names_a_reviewer_who_differs_and_why(reader):
    target = make_target(deadline="by 31 March 2022", deliverers=[])
    approve(target, make_period(), reported_rag="green", **reviewed(make_user(APPROVER)))
    client = reader()

    assert f"Reviewer: {WHY}" in text_of(client.get(url("drift")))
    assert "Green; reviewer: Amber" in lines(client, "drift")[1]
    assert f"Reviewer: {WHY}" in lines(client, "drift")[1]


def test_file_of_what_is_ahead_has_dates(reader):
    target, period = make_target(deadline="by 28 February 2021", deliverers=[]), make_period()
    approve(target, period, forecast=date(2021, 5, 31))

    file = reader().get(url("ahead", query="export.xlsx")).content

    (found,) = pandas.read_excel(BytesIO(file), engine="calamine").to_dict("records")
    assert found["Deadline"].date() == date(2021, 2, 28)
    assert found["Forecast"].date() == date(2021, 5, 31)
    assert (found["As written"], found["Status"]) == ("by 28 February 2021", "In progress")
    assert found["Delivered by"] == "Nobody named"


def test_file_is_filtered_and_named_by_its_quarter(reader):
    two_quarters(overdue())

    answer = reader().get(url("silence", query="export.csv?sign=no_update"))

    assert answer["Content-Disposition"] == 'attachment; filename="silence-2020-21-q3.csv"'
    assert len(answer.content.decode().splitlines()) == 1


def test_there_is_no_other_kind_of_file(reader):
    make_period()

    assert reader().get(url("silence", query="export.pdf")).status_code == 404


def test_switcher_leads_to_the_page_of_the_other_quarter(reader):
    two_quarters(overdue())
    client = reader()

    assert client.get(url("drift", query="?quarter=2020-21-q2")).url == url("drift", "2020-21-q2")
    assert client.get(url("drift", query="?quarter=2019-20-q2")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_a_quarter_lead_to_each_other(reader, name):
    make_period()

    page = reader().get(url(name)).content.decode()

    assert f'href="{url(name)}" aria-current="page"' in page
    for other in (*NAMES, ""):
        assert f'href="{url(other).replace("//", "/")}"' in page


def test_quarter_page_leads_to_the_signs(reader):
    make_period()

    page = reader().get("/quarters/2020-21-q3/").content.decode()

    assert 'href="/quarters/2020-21-q3/" aria-current="page"' in page
    assert 'href="/quarters/2020-21-q3/silence/"' in page


@pytest.mark.parametrize("name", NAMES)
def test_a_lead_sees_published_quarters_and_what_concerns_the_region(reader, name):
    north, south = make_region(), make_region()
    ours = make_target(regions=[north], deadline="by 31 January 2021")
    theirs = make_target(regions=[south], deadline="by 31 January 2021")
    two_quarters(ours, theirs, forecast=date(2021, 8, 1))
    publish(ReportingPeriod.objects.get(quarter="2020-21-q3"))
    make_period("Q4 2020/21")

    client = reader(REGIONAL_LEAD, organisations=(north,))

    assert set(refs(client.get(url(name)))) == {ours.ref}
    assert theirs.ref not in text_of(client.get(url(name, query="export.csv")))
    assert client.get(url(name, "2020-21-q4")).status_code == 404
    assert client.get(url(name, "2020-21-q4", "export.csv")).status_code == 404
    assert "/quarters/2020-21-q4/" not in client.get(url(name)).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_who_answers_for_nothing_does_not_come_in(reader, name):
    publish(make_period())

    client = reader(BOARD_MEMBER)

    assert client.get(url(name)).status_code == 403
    assert client.get(url(name, query="export.csv")).status_code == 403


@pytest.mark.parametrize("roles", [(EDITOR,), (SUBMITTER,), (REGIONAL_LEAD,)])
@pytest.mark.parametrize("path", [*(f"{name}/" for name in NAMES), *(f"{name}/export.csv" for name in NAMES)])
def test_pages_ask_as_many_queries_for_many_targets_as_for_few(client, query_count, path, roles):
    region, group = make_region(), make_deliverer(member_kind="region")
    client.force_login(make_user(*roles, organisations=(region,)))
    for quarter, targets in [("Q2 2020/21", 2), ("Q3 2020/21", 12)]:
        period = make_period(quarter)
        for _ in range(targets):
            make_region()
            target = make_target(deadline="by 31 January 2021", objective=make_objective(), deliverers=[group])
            drifting(target, period, forecast=date(2021, 8, 1))
        publish(period)
    make_period("Q4 2020/21")
    client.get(f"/quarters/2020-21-q2/{path}")

    few = query_count(lambda: client.get(f"/quarters/2020-21-q2/{path}"))
    many = query_count(lambda: client.get(f"/quarters/2020-21-q3/{path}"))

    # The first quarter of all has nothing before it to read.
    assert few in (many, many - 1)
    assert many <= 20


def test_open_quarter_asks_as_many_queries_for_many_targets_as_for_few(client, query_count):
    period = two_quarters(overdue())
    make_update(overdue(), period, progress="Drafted")
    client.force_login(make_user(EDITOR))
    client.get(url("silence"))

    few = query_count(lambda: client.get(url("silence")))
    for _ in range(10):
        make_update(overdue(objective=make_objective()), period, progress="Drafted")
    many = query_count(lambda: client.get(url("silence")))

    assert few == many <= 32
