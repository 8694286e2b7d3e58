"""Tags for charts and icons. A page with charts also includes components/chart_head.html in its head."""

from collections.abc import Sequence

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from programmes.charts import Chart, SmallMultiple
from programmes.charts.icons import Icon
from programmes.charts.icons import assurance_icon as icon_of_assurance
from programmes.charts.icons import variation_icon as icon_of_variation
from programmes.spc import Assurance, Variation

register = template.Library()
CHART = "components/chart.html"


@register.inclusion_tag(CHART)
def chart(chart: Chart, level: int = 2) -> dict:
    """{% chart chart level=3 %}: a chart with its headline as a heading of that level."""
    return {"chart": chart, "level": level, "figure_id": f"{chart.id}-figure"}


def chart_html(drawn: Chart, level: int) -> SafeString:
    """The same for a builder that keeps what it has drawn."""
    return get_template(CHART).render(chart(drawn, level))


@register.inclusion_tag("components/small_multiples.html")
def small_multiples(multiples: Sequence[SmallMultiple], level: int = 3) -> dict:
    """{% small_multiples multiples level=3 %}: many organisations on one scale."""
    return {"multiples": multiples, "level": level}


@register.inclusion_tag("components/spc_icon.html")
def variation_icon(variation: Variation | None, words: str = "hidden") -> dict:
    """{% variation_icon result.variation "beside" %}: its words beside it, or for screen readers only."""
    return _shown(icon_of_variation(variation), words)


@register.inclusion_tag("components/spc_icon.html")
def assurance_icon(assurance: Assurance | None, words: str = "hidden") -> dict:
    """{% assurance_icon result.assurance %}, likewise."""
    return _shown(icon_of_assurance(assurance), words)


def _shown(icon: Icon, words: str) -> dict:
    return {"icon": icon, "are_words_shown": words == "beside"}
