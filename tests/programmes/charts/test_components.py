"""The template tags: what a chart, small multiples and icons put into a page."""

import json
import re
from dataclasses import replace

import pytest
from django.template import engines

from programmes.charts import ChartFacts, small_multiples, spc_chart
from programmes.charts.chart import alternative
from programmes.spc import Assurance, Variation
from tests.programmes.charts.drawing import BASELINE, PERCENT, monthly_result
from tests.programmes.spc.points import month


def rendered(source, **context):
    return engines["django"].from_string("{% load charts %}" + source).render(context)


@pytest.fixture
def chart():
    facts = replace(PERCENT, annotations=((month(3), "Guidance"),), is_illustrative=True)
    return spc_chart(monthly_result([*BASELINE]), facts, id="babies", subtitle="England", csv_url="/babies.csv")


def test_chart_has_its_headline_as_a_heading_and_its_subtitle(chart):
    html = rendered("{% chart chart level=3 %}", chart=chart)

    assert f'<h3 class="app-chart__headline" id="babies-headline">{chart.headline}</h3>' in html
    assert chart.headline.startswith("No special cause since Jan 2020")
    assert '<p class="app-chart__subtitle">England</p>' in html


def test_chart_holds_both_drawings_the_table_and_the_figure(chart):
    html = rendered("{% chart chart %}", chart=chart)

    assert html.count("<svg") == 2
    assert html.count('<th scope="row">') == 12
    assert '<a href="/babies.csv" download>' in html
    written = re.search(r'<script id="babies-figure" type="application/json">(.*)</script>', html)[1]
    assert json.loads(written) == chart.figure


def test_chart_says_its_notes_and_events(chart):
    html = rendered("{% chart chart %}", chart=chart)

    assert "<li>Trial limits: fewer than 13 values (12).</li>" in html
    assert "<li>A, Apr 2020: Guidance</li>" in html


def test_buttons_stay_hidden_without_javascript(chart):
    html = rendered("{% chart chart %}", chart=chart)

    assert re.findall(r'data-chart-file="(\w+)" hidden', html) == ["png", "svg"]


def test_illustrative_chart_says_so_above_it_and_in_its_table(chart):
    html = rendered("{% chart chart %}", chart=chart)

    assert "Illustrative data</strong>" in html
    assert "Babies: data (illustrative data)</caption>" in html
    assert "llustrative" not in rendered(
        "{% chart chart %}", chart=replace(chart, is_illustrative=False, svg="", narrow_svg="", figure=None)
    )


def test_illustrative_chart_says_so_in_both_drawings_and_their_alternatives(chart):
    assert chart.is_illustrative
    for svg in (chart.svg, chart.narrow_svg):
        assert svg.count("Illustrative data") == 2


def test_chart_without_a_figure_stays_as_it_is_drawn(chart):
    html = rendered("{% chart chart %}", chart=replace(chart, figure=None))

    assert "data-figure" not in html
    assert "<script" not in html


def test_ids_are_unique_and_nothing_is_inline(chart):
    html = rendered(
        "{% chart chart %}{% chart other %}", chart=chart, other=replace(chart, id="b", svg="", narrow_svg="")
    )

    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


def test_words_of_people_are_escaped(chart):
    html = rendered("{% chart chart %}", chart=replace(chart, headline="<i>R&D</i>", notes=("<i>",), events=("<i>",)))

    assert "<i>" not in html


def test_small_multiples_share_a_scale_and_name_their_icons():
    results = [
        ("North", monthly_result([*BASELINE, 90], fix_after_n_points=12), "/north/"),
        ("South", monthly_result([1, 2]), ""),
    ]

    multiples = small_multiples(results, PERCENT, prefix="regions")
    html = rendered("{% small_multiples multiples %}", multiples=multiples)

    assert [each.variation for each in multiples] == [Variation.IMPROVEMENT_HIGH, Variation.COMMON_CAUSE]
    assert re.findall(r">(\d+%)</text>", multiples[0].svg) == re.findall(r">(\d+%)</text>", multiples[1].svg)
    times = [re.findall(r">([A-Z][a-z]{2} \d{4})</text>", each.svg) for each in multiples]
    assert times[0] == times[1] and len(times[0]) > 1
    assert '<a href="/north/">North</a>' in html
    assert "Special cause, improvement: higher values" in html
    assert multiples[0].svg.count("<title") == 1 and "regions-1-title" in multiples[1].svg


@pytest.mark.parametrize("how", ["hidden", "beside"])
def test_icon_always_comes_with_its_words(how):
    html = rendered(
        "{% variation_icon v how %}{% assurance_icon a how %}",
        v=Variation.CONCERN_LOW,
        a=Assurance.INCONSISTENT,
        how=how,
    )

    assert "Special cause, concern: lower values" in html
    assert "Meets and misses the target at random" in html
    assert ("nhsuk-u-visually-hidden" in html) is (how == "hidden")


def test_missing_icon_says_why():
    html = rendered("{% variation_icon none_ %}{% assurance_icon none_ %}", none_=None)

    assert "Too few points for an icon" in html
    assert "No target to compare with" in html


@pytest.mark.parametrize(
    ("title", "headline", "said"),
    [
        ("Opioids", "Fewer than before", "Opioids: Fewer than before. Illustrative data."),
        ("", "Fewer than before.", "Fewer than before. Illustrative data."),
        ("ICBs by phase", "ICBs by phase", "ICBs by phase. Illustrative data."),
    ],
)
def test_alternative_names_the_chart_once_and_says_illustrative(title, headline, said):
    assert alternative(ChartFacts(title=title, is_illustrative=True), headline) == said
