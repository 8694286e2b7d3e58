"""The order of what belongs together: buttons move one up or down; the whole is saved once, with its reason."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from objectives.actions.strategy import reorder
from objectives.actions.strategy_changes import Item
from objectives.forms.changes import ABOUT_CHANGE
from objectives.forms.strategy import OrderForm
from objectives.models import Objective, Target, Theme
from objectives.pages.strategy_pages import strategy_crumb
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item, siblings_of, url_of
from objectives.views.changing import FormPage, change_page, page_for, posted, show_page
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page

LONGEST_NUMBER = 18  # figures; longer ones are no item's
TEMPLATE = "strategy/order.html"


@requires(Permission.EDIT_STRATEGY)
@form_page
def theme_order(request: HttpRequest, slug: str) -> HttpResponse:
    """The order of a theme's objectives."""
    theme = get_object_or_404(Theme, slug=slug)
    heading = f"Order of the objectives of {theme.name}"
    page = FormPage(heading, (strategy_crumb(),), "Save this order")
    return order_page(request, theme, page, reverse("strategy"))


@requires(Permission.EDIT_STRATEGY)
@form_page
def item_order(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The order of an objective's targets or of a target's milestones."""
    parent = find_item(kind, key)
    parts = {"objective": "targets", "target": "milestones"}[kind]
    page = page_for(parent, f"Order of the {parts} of {parent.ref}", "Save this order")
    return order_page(request, parent, page, url_of(parent))


def order_page(request: HttpRequest, parent: Theme | Objective | Target, page: FormPage, url: str) -> HttpResponse:
    """The parts of `parent`, in the order in force or in the one that is being made."""
    calendar = strategy_calendar()
    siblings = siblings_of(parent, calendar.live)
    data = posted(request)
    order = order_in(data or {}, siblings)
    if data is not None and "move" in data:
        typed = {name: data[name] for name in ABOUT_CHANGE if name in data}
        form = OrderForm(calendar=calendar, initial=typed)
        return show_page(request, form, page, TEMPLATE, **shown(moved(order, data["move"]), siblings))
    form = OrderForm(data, calendar=calendar)

    def save() -> tuple[str, str]:
        reorder(siblings=siblings, order=order, change=form.asked(request.user))
        return "The new order is saved.", url

    return change_page(request, form, page, save, TEMPLATE, **shown(order, siblings))


def order_in(data: Mapping[str, str], siblings: Sequence[Item]) -> list[int]:
    """The order that the page carried, else the one in force. Others see whether it still fits."""
    parts = data.get("order", "").split(",")
    if all(part.isascii() and part.isdigit() and len(part) <= LONGEST_NUMBER for part in parts):
        return [int(part) for part in parts]
    return [item.pk for item in siblings]


def moved(order: list[int], button: str) -> list[int]:
    """`order` after a button, `<id>:up` or `<id>:down`, was pressed; unchanged where that leads nowhere."""
    pk, _, direction = button.partition(":")
    place = next((place for place, each in enumerate(order) if str(each) == pk), None)
    step = {"up": -1, "down": 1}.get(direction)
    if place is None or step is None or not 0 <= place + step < len(order):
        return order
    order[place], order[place + step] = order[place + step], order[place]
    return order


def shown(order: Sequence[int], siblings: Sequence[Item]) -> dict:
    """What the template lists: the siblings in `order`, or as they are now where it does not fit them any more."""
    by_id = {item.pk: item for item in siblings}
    if sorted(order) != sorted(by_id):
        order = list(by_id)
    return {"items": [by_id[pk] for pk in order], "order": ",".join(map(str, order))}
