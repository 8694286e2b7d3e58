"""What the files of a measure's page hold."""

from django.http import QueryDict

from programmes.models import Measure
from programmes.pages.chart_file import svg_file
from programmes.pages.measure_charts import source_in_words
from programmes.pages.measure_level import series_of_level
from programmes.pages.measure_page import build_measure_page, readings_for
from programmes.pages.measure_query import MeasureQuery, with_values
from programmes.pages.readings import Reading, readings_of, what_there_is
from pssdash.accounts.models import User


def readings_in_file(user: User, measure: Measure, asked: MeasureQuery) -> list[Reading]:
    """Of the level's organisations by name, else of the organisation and the one beside it."""
    if asked.level:
        basis, _, series = series_of_level(user, measure, asked, with_values(user, measure, asked.until))
        return readings_of(series, basis, asked.rules)
    shown = [asked.organisation, *([asked.compare] if asked.compare else [])]
    _, readings = readings_for(user, measure, shown, asked, what_there_is(measure, shown, asked.until))
    return readings


def chart_file(user: User, measure: Measure, asked: MeasureQuery, query: QueryDict) -> tuple[str, Reading | None]:
    """The drawing of the page's chart and what it draws; an empty drawing where the page has none."""
    if asked.level:
        return "", None
    page = build_measure_page(user, measure, asked, query)
    if page.chart is None or page.row is None or page.row.reading is None:
        return "", None
    title = f"{measure.name}: {page.organisation.short_name}"
    return svg_file(page.chart, title, source_in_words(measure, page.row.reading)), page.row.reading
