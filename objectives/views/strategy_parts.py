"""Who delivers a target, and which regions it concerns."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from objectives.actions.strategy_changes import Change
from objectives.actions.target_parts import add_deliverer, set_deliverers, set_regions
from objectives.forms.deliverers import DeliverersForm, RegionsForm, part_formset
from objectives.models import Target
from objectives.pages.strategy_tree import deliverers_of, regions_of
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item, url_of
from objectives.views.changing import change_page, page_for, posted
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page


@requires(Permission.EDIT_STRATEGY)
@form_page
def target_deliverers(request: HttpRequest, key: str) -> HttpResponse:
    """Who delivers a target, in order, with a deliverer that is not in the list yet if need be."""
    target = find_item("target", key)
    data = posted(request)
    rows = part_formset(target, data)
    form = DeliverersForm(data, calendar=strategy_calendar(), rows=rows)

    def save() -> tuple[str, str]:
        write_deliverers(target, form, form.asked(request.user))
        return f"Who delivers {target.ref} is set.", url_of(target)

    page = page_for(target, f"Who delivers {target.ref}", form=form, in_force=deliverers_of(target))
    return change_page(request, form, page, save, "strategy/deliverers.html", rows=rows)


@transaction.atomic
def write_deliverers(target: Target, form: DeliverersForm, change: Change) -> None:
    """The rows of the form, and after them the new deliverer if one is named."""
    parts, new = form.parts, form.cleaned_data
    if new["new_name"]:
        added = add_deliverer(name=new["new_name"], kind=new["new_kind"], by=change.by, reason=change.reason)
        parts.append((added, new["new_part"]))
    set_deliverers(target=target, parts=parts, change=change)


@requires(Permission.EDIT_STRATEGY)
@form_page
def target_regions(request: HttpRequest, key: str) -> HttpResponse:
    """Which regions a target concerns."""
    target = find_item("target", key)
    initial = {"scope": "all" if target.concerns_all_regions else "some", "regions": target.regions.all()}
    form = RegionsForm(posted(request), calendar=strategy_calendar(), initial=initial)

    def save() -> tuple[str, str]:
        set_regions(target=target, regions=form.chosen, change=form.asked(request.user))
        return f"The regions of {target.ref} are set.", url_of(target)

    page = page_for(target, f"Regions that {target.ref} concerns", form=form, in_force=regions_of(target))
    return change_page(request, form, page, save)
