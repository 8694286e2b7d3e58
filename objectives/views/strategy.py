"""The strategy as its editors see it: the tree, its versions, and the page of each objective, target and milestone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from objectives.actions.strategy import add_version
from objectives.forms.strategy import VersionForm
from objectives.models import StrategyVersion
from objectives.pages.strategy_pages import item_page, strategy_crumb
from objectives.pages.strategy_tree import strategy_tree
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item
from objectives.views.changing import FormPage, change_page, posted
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page


@requires(Permission.EDIT_STRATEGY)
@require_GET
def strategy(request: HttpRequest) -> HttpResponse:
    """The whole strategy, what has ended included, and its versions."""
    calendar = strategy_calendar()
    context = {
        "calendar": calendar,
        "themes": strategy_tree(calendar.live),
        "versions": StrategyVersion.objects.order_by("-from_quarter", "-pk"),
    }
    return render(request, "strategy/strategy.html", context)


@requires(Permission.EDIT_STRATEGY)
@require_GET
def item(request: HttpRequest, kind: str, key: str | int) -> HttpResponse:
    """One objective, target or milestone, with everything that can be done with it."""
    page = item_page(find_item(kind, key), strategy_calendar().live)
    return render(request, "strategy/item.html", {"page": page})


@requires(Permission.EDIT_STRATEGY)
@form_page
def version_add(request: HttpRequest) -> HttpResponse:
    """A new version of the strategy."""
    form = VersionForm(posted(request))

    def save() -> tuple[str, str]:
        version = add_version(by=request.user, **form.cleaned_data)
        return f"{version} is added. Later changes can belong to it.", reverse("strategy")

    page = FormPage("Add a version of the strategy", (strategy_crumb(),), "Add the version")
    return change_page(request, form, page, save)
