"""The lists and counts of silence and drift, with the most pressing first."""

import pytest

from tests.factories.objectives import make_objective, make_period, make_target, make_theme, make_update
from tests.factories.organisations import make_deliverer, make_region
from tests.rounds.signs.pages.reading import drifting, overdue, refs, text_of, two_quarters, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


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

    assert not reader().get(url("drift")).context["page"].rows


def test_silence_puts_the_most_pressing_first_and_drift_the_longest(reader):
    old, new = overdue(), overdue()
    period = two_quarters(old)
    drifting(new, period)

    client = reader()

    assert client.get(url("silence")).context["table"].rows[0].record.sign.value == "unchanged"
    assert refs(client.get(url("drift"))) == [old.ref, new.ref]
    assert refs(client.get(url("drift", query="?sort=quarters"))) == [new.ref, old.ref]
