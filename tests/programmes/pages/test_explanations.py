"""Where figures come from: the stated ones, how an outcome came about, who is in which phase."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from programmes.models import IllustrativeObservation
from pssdash.accounts.roles import BOARD_MEMBER
from tests.factories.accounts import make_user
from tests.factories.organisations import make_icb, make_region
from tests.factories.programme_pages import (
    Q2,
    Q3,
    adopt,
    enter,
    freeze,
    make_framework,
    make_model,
    make_source,
    make_stated,
    make_stated_count,
    make_total,
    place,
)
from tests.factories.programmes import make_measure, make_programmes_period, make_roll_up, make_workstream

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(make_user(BOARD_MEMBER), backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_period(**fields):
    return make_programmes_period("Q2 2024/25", source=make_source(), **fields)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def figures(client, workstream, file_format="", **query):
    route = ("programme_figures_export", file_format) if file_format else ("programme_figures",)
    return client.get(reverse(route[0], args=[workstream.programme.slug, *route[1:]]), query)


def test_every_stated_figure_says_its_role_place_period_and_measure(reader):
    period, measure = make_period(), make_measure(short_name="Cord")
    make_stated(
        66.5, slug="cord-mean", role="mean", unit="%", measure=measure, workstream=measure.workstream,
        period_text="since April", source_place="Figure 5", note="Read as an average",
    )  # fmt: skip
    freeze(period)

    said = text_of(figures(reader, measure.workstream))

    for words in ('id="cord-mean"', "66.5%", "Mean", "Cord", "Since April", "Figure 5", "Read as an average"):
        assert words in said, words


def test_two_statements_that_disagree_show_both_and_why_one_was_adopted(reader):
    period, workstream = make_period(), make_workstream()
    kept = make_stated(13, workstream=workstream, fact="survivors", slug="kept")
    again = make_stated(13, workstream=workstream, fact="survivors", slug="again")
    other = make_stated(12, workstream=workstream, fact="survivors", slug="other")
    make_stated(64, workstream=workstream, slug="alone")
    adopt(kept, "The total of 99 needs it")
    freeze(period)

    table = figures(reader, workstream).context["table"]
    rows = {row.slug: row for row in table.data.data}

    assert [rows[each].is_adopted for each in ("kept", "again", "other")] == [True, True, False]
    assert rows["kept"].against == (other.slug,) and rows["other"].against == (kept.slug, again.slug)
    assert not rows["alone"].is_contradicted
    said = text_of(figures(reader, workstream))
    assert said.count("The total of 99 needs it") == 3
    assert "This one was adopted" in said and "The other was adopted" in said


def test_a_contradiction_that_nobody_has_decided_says_so(reader):
    period, workstream = make_period(), make_workstream()
    for value in (12, 13):
        make_stated(value, workstream=workstream, fact="survivors")
    freeze(period)

    assert "Nobody has decided yet which counts." in text_of(figures(reader, workstream))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["12", "13", "85"]),
        ({"q": "ambition"}, ["85"]),
        ({"role": "ambition"}, ["85"]),
        ({"contradicted": "yes"}, ["12", "13"]),
        ({"measure": "cord"}, ["85"]),
        ({"role": "purple"}, []),
    ],
)
def test_figures_are_filtered_by_the_address(reader, query, found):
    period, workstream = make_period(), make_workstream()
    for value in (12, 13):
        make_stated(value, workstream=workstream, fact="survivors")
    measure = make_measure(workstream=workstream, slug="cord")
    make_stated(85, workstream=workstream, role="ambition", text="The ambition", measure=measure)
    freeze(period)

    answer = figures(reader, workstream, **query)

    assert [f"{row.value:g}" for row in answer.context["table"].data.data] == found


def test_figures_are_a_file_of_what_the_page_shows(reader):
    period, workstream = make_period(), make_workstream()
    adopt(make_stated(13, workstream=workstream, fact="survivors", slug="kept"), "It fits")
    make_stated(12, workstream=workstream, fact="survivors", slug="other")
    make_stated(5, workstream=workstream)
    freeze(period)

    answer = figures(reader, workstream, "csv", contradicted="yes")

    assert [(row["figure"], row["value"], row["adopted"], row["reason"]) for row in rows_of(answer)] == [
        ("kept", "13.0", "yes", "It fits"), ("other", "12.0", "no", "It fits"),
    ]  # fmt: skip
    assert f"{workstream.programme.slug}-figures-2024-25-q2.csv" in answer["Content-Disposition"]
    assert figures(reader, workstream, "xlsx").status_code == 200
    assert figures(reader, workstream, "pdf").status_code == 404
    assert figures(reader, workstream, "csv", role="purple").status_code == 302


@pytest.mark.parametrize("order", ["value", "text", "role", "measure", "period", "place"])
def test_figures_are_sorted_both_ways(reader, order):
    period, workstream = make_period(), make_workstream()
    for number in (3, 1, 2):
        measure = make_measure(workstream=workstream, short_name=f"M{number}")
        make_stated(
            number, workstream=workstream, measure=measure, text=f"T{number}", period_text=f"P{number}",
            source_place=f"Page {number}", role=["value", "mean", "baseline"][number - 1],
        )  # fmt: skip
    freeze(period)

    found = [[row.record.value for row in figures(reader, workstream, sort=f"{way}{order}").context["table"].rows]
             for way in ("", "-")]  # fmt: skip

    assert found == [[1, 2, 3], [3, 2, 1]]


def test_a_quarter_without_a_report_states_nothing(reader):
    workstream = make_workstream()
    freeze(make_programmes_period("Q2 2024/25"))

    assert "No report states figures of this quarter" in text_of(figures(reader, workstream))


def explained(client, model, **query):
    return client.get(reverse("outcome", args=[model.workstream.programme.slug, model.slug]), query)


def test_an_estimate_explains_method_constant_source_rounding_range_and_wording(reader):
    period = make_period()
    model = make_model(
        constant=37, range_low=22, range_high=48, constant_text="women for one case", constant_place="Point 1",
        unit="cases avoided", note="NHS England publishes the constant",
    )  # fmt: skip
    enter(model.counted, 677)
    enter(model.result, 18, source_place="Bullet 1")
    make_stated(
        18, measure=model.result, workstream=model.workstream, basis="p", start=Q2.start, end=Q2.end, slug="eighteen"
    )
    total = make_total([model], name="Lives saved")
    freeze(period)

    said = text_of(explained(reader, model))

    for words in (
        "677 / 37 = 18.29..., rounded down: 18", "37 women for one case", "A study, Point 1", "Rounded down",
        "14 cases avoided to 30 cases avoided", "The constant lies in the range 22 to 48", "up to 18 cases avoided",
        "The source states 18 too.", "Bullet 1", "#eighteen", "NHS England publishes the constant", total.name,
    ):  # fmt: skip
        assert words in said, words


def test_an_entered_estimate_says_that_no_method_is_known(reader):
    period, model = make_period(), make_model()
    enter(model.result, 64)
    freeze(period)

    said = text_of(explained(reader, model))

    assert "Entered as the source states it, not computed." in said
    assert "None: the result is entered. The source does not say how it was reached." in said
    assert "Part of no total." in said


def test_an_entered_estimate_shows_the_constant_behind_it_and_its_source(reader):
    period = make_period()
    model = make_model(constant=62, constant_text="people for one life", constant_place="Point 1")
    enter(model.result, 596)
    freeze(period)

    said = text_of(explained(reader, model))

    assert "None: the result is entered, without the count behind it." in said
    assert "62 people for one life" in said
    assert "A study, Point 1" in said


def test_a_value_that_is_added_up_is_not_called_entered(reader):
    period, model = make_period(), make_model()
    make_roll_up(model.result, Q2.start, 108, end=Q2.end, reported=15, expected=15)
    freeze(period)

    said = text_of(explained(reader, model))

    assert "Added up from the values of 15 of 15 organisations." in said
    assert "it is counted, not estimated" in said
    assert "entered" not in said.lower()


def test_what_was_entered_and_computed_differently_is_a_finding(reader):
    period, model = make_period(), make_model(constant=37)
    enter(model.counted, 677)
    enter(model.result, 19)
    freeze(period)

    assert "What was entered and what was computed differ." in text_of(explained(reader, model))


def test_a_total_says_what_it_adds_and_leaves_out(reader):
    period, workstream = make_period(), make_workstream()
    models = [make_model(workstream=workstream, name=name) for name in ("Cord", "Steroids", "Antibiotics")]
    total = make_total(models)
    for model, value in zip(models, (64, 22), strict=False):
        enter(model.result, value)
        enter(model.result, value, basis="b", start=Q2.end)
    enter(models[2].result, 13)
    enter(models[2].result, 100, basis="b", start=date(2024, 3, 31), end=date(2024, 3, 31))
    freeze(period)

    said = text_of(reader.get(reverse("outcome", args=[total.workstream.programme.slug, total.slug])))

    for words in ("64 + 22 + 13 = 99", "Leaves out", "Cerebral palsy", "Adds: Cord", "up to 99 lives",
                  "Not known: Antibiotics is missing.", "Known only up to 31 Mar 2024."):  # fmt: skip
        assert words in said, words


def test_a_made_up_estimate_is_marked_as_that(reader):
    period, model = make_period(), make_model(constant=37)
    IllustrativeObservation.objects.create(measure=model.counted, start=Q2.start, end=Q2.end, value=677)
    freeze(period)

    answer = explained(reader, model)

    assert [each.is_illustrative for each in answer.context["page"].explanations] == [True]
    assert "Illustrative</strong>" in text_of(answer)


def test_an_outcome_without_a_value_says_so_and_one_that_is_not_there_is_not_found(reader):
    period, model = make_period(), make_model()
    other = make_model()
    freeze(period)

    assert "No value in this quarter" in text_of(explained(reader, model))
    assert reader.get(reverse("outcome", args=[model.workstream.programme.slug, "zebra"])).status_code == 404
    assert reader.get(reverse("outcome", args=[model.workstream.programme.slug, other.slug])).status_code == 404


def tracker(client, framework, file_format="", **query):
    args = [framework.workstream.programme.slug, framework.slug]
    route = "phases_export" if file_format else "phases"
    return client.get(reverse(route, args=[*args, file_format] if file_format else args), query)


def test_tracker_shows_the_list_behind_every_count_and_who_moved(reader):
    framework, region = make_framework(ambition=21), make_region()
    forward, back, left, joined = (make_icb(region, short_name=f"ICB {name}") for name in "FBLJ")
    for icb, before, now in ((forward, 1, 2), (back, 3, 2), (left, 1, None), (joined, None, 1)):
        for quarter, phase in ((Q2, before), (Q3, now)):
            if phase:
                place(framework, icb, phase, quarter, support="full", note="Board agreed" if icb == joined else "")
    freeze(make_programmes_period("Q3 2024/25"))

    answer = tracker(reader, framework)
    page, said = answer.context["page"], text_of(answer)

    assert [(part.count, [each.name for each in part.named]) for part in page.segments] == [
        (1, ["ICB J"]), (2, ["ICB B", "ICB F"]), (0, []),
    ]  # fmt: skip
    assert sum(part.count for part in page.segments) == page.quarter.total == 3
    assert {group.heading: [name for name, _ in group.moves] for group in page.moves} == {
        "Moved forward": ["ICB F"], "Went back": ["ICB B"], "Joined": ["ICB J"], "Left": ["ICB L"],
        "Stayed where they were": [],
    }  # fmt: skip
    for words in ("forward from phase 1", "back from phase 3", "Board agreed", "full support", "at least 21"):
        assert words in said, words


def test_tracker_shows_stated_counts_as_stated_and_the_contradiction_as_what_it_is(reader):
    period, framework = make_period(), make_framework()
    whole = make_stated_count(framework, 23, first=1, last=2)
    make_stated_count(framework, 15, first=2, part_of=whole)
    make_stated_count(framework, 6, first=3)
    make_stated_count(framework, 28, support="full")
    make_stated_count(framework, 3, support="light_touch")
    make_stated(23, stated_count=whole, workstream=framework.workstream, slug="twenty-three")
    freeze(period)

    answer = tracker(reader, framework)
    said = text_of(answer)

    assert [part.count for part in answer.context["page"].segments] == [8, 15, 6]
    for words in (
        "29 ICBs in Q2 2024/25", "8 organisations not named in the source", "23 less the 15 in phase 2.",
        "come to 31 (28 + 3), those by phase to 29 (23 + 6)", "#twenty-three", "The source names no ICBs",
    ):  # fmt: skip
        assert words in said, words


def test_tracker_is_a_file_of_every_quarter(reader):
    period, framework = make_period(), make_framework()
    make_stated_count(framework, 23, first=1, last=2)
    make_stated_count(framework, 20, support="full")
    freeze(period)
    place(framework, make_icb(make_region(), code="QXX", short_name="North"), 2, Q3)
    freeze(make_programmes_period("Q3 2024/25"))

    rows = rows_of(tracker(reader, framework, "csv"))

    columns = ("counted_by", "phase_first", "count", "organisation")
    assert [(row["quarter"][:2], *(row[column] for column in columns)) for row in rows] == [
        ("Q2", "phase", "1", "23", "Not named in the source"), ("Q2", "support", "", "20", "Not named in the source"),
        ("Q3", "phase", "2", "1", "North"),
    ]  # fmt: skip
    assert tracker(reader, framework, "xlsx").status_code == 200
    assert tracker(reader, framework, "pdf").status_code == 404


def test_tracker_of_a_quarter_of_which_nothing_is_known_says_so(reader):
    framework = make_framework()
    freeze(make_period())

    assert "Nothing is known of this quarter" in text_of(tracker(reader, framework))


def test_tracker_of_another_programme_is_not_found(reader):
    framework, other = make_framework(), make_framework()
    freeze(make_period())
    path = reverse("phases", args=[framework.workstream.programme.slug, other.slug])

    assert reader.get(path).status_code == 404
