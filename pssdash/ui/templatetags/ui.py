"""Tags for the components that need a little logic. The others are plain includes (templates/components/)."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pssdash.ui import filters
from pssdash.ui.diff import compare
from pssdash.ui.wording import reason, wording

register = template.Library()
register.filter("wording", wording)
register.filter("reason", reason)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet | str) -> dict:
    """{% error_summary form formset %}: every error of the forms, linked to its field; else nothing.

    A name that the page does not have (a form without formset) arrives as "" and is passed over.
    """
    return {"errors": [error for form in forms if form for error in errors_of(form)]}


def errors_of(form: BaseForm | BaseFormSet) -> Iterable[tuple[str, str]]:
    """(message, id of the field) of a form, or of all forms of a formset."""
    if isinstance(form, BaseFormSet):
        yield from ((message, "") for message in form.non_form_errors())
        for each in form:
            yield from errors_of(each)
        return
    top = f"{form.prefix}-errors" if form.prefix else "errors"
    yield from ((message, top) for message in form.non_field_errors())
    for field in form:
        yield from ((message, top if field.is_hidden else field.first_id) for message in field.errors)


@register.inclusion_tag("components/filter_panel.html", takes_context=True)
def filter_panel(context: template.Context, form: BaseForm, label: str = "Filter this list") -> dict:
    """{% filter_panel filterset.form "Filter objectives" %}: the form, what is on, a way to clear it."""
    query = context["request"].GET
    return {
        "form": form,
        "label": label,
        "chips": filters.chips(form, query),
        "clear_url": filters.clear_url(form, query),
        "kept": filters.kept(query, {field.html_name for field in form}),
    }


@register.inclusion_tag("components/quarter_switcher.html", takes_context=True)
def quarter_switcher(context: template.Context, quarters: Iterable[Any], current: Any, action: str = "") -> dict:
    """{% quarter_switcher quarters quarter url %}: a choice of quarters, sent as ?quarter=<slug> to `action`.

    `quarters` are values with a `slug` and their words; what else is in the URL stays.
    """
    query = context["request"].GET
    return {
        "quarters": quarters,
        "current": current,
        "action": action,
        "kept": filters.kept(query, {"quarter"}),
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page | None, field: str = filters.PAGE) -> dict:
    """{% pagination page %}: links to the pages of a list, keeping the rest of the URL; else nothing."""
    if page is None or page.paginator.num_pages < 2:
        return {}
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query[field] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "items": [(number, url(number) if isinstance(number, int) else "") for number in numbers],
        "previous_url": url(page.number - 1) if page.has_previous() else "",
        "next_url": url(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*texts_and_urls: str) -> dict:
    """{% breadcrumbs "Board" board_url "Regions" regions_url %}: the pages above this one, from the top."""
    return {"items": list(zip(texts_and_urls[::2], texts_and_urls[1::2], strict=True))}


@register.inclusion_tag("components/diff.html")
def word_diff(before: str, after: str, before_title: str = "Before", after_title: str = "After") -> dict:
    """{% word_diff old new "Saved by the editor" "Yours" %}: two texts side by side, word by word."""
    left, right = compare(before, after)
    return {"sides": [(before_title, left, "del", "Removed"), (after_title, right, "ins", "Added")]}


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """{% details "Why this is Red" %}…{% enddetails %}: content that opens on demand."""
    return render_to_string("components/details.html", {"summary": summary, "content": content})


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """{% inset %}<p>…</p>{% endinset %}: text that stands out from its surroundings."""
    return render_to_string("components/inset.html", {"content": content})


@register.simple_block_tag
def warning(content: str, heading: str = "Important") -> SafeString:
    """{% warning "This quarter is published" %}<p>…</p>{% endwarning %}: what must not be missed."""
    return render_to_string("components/warning.html", {"heading": heading, "content": content})


@register.simple_block_tag
def scroller(content: str, label: str) -> SafeString:
    """{% scroller "Heat map" %}<table>…</table>{% endscroller %}: wide content that scrolls by itself."""
    return render_to_string("components/scroller.html", {"label": label, "content": content})
