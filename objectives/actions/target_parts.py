"""Who delivers a target, and which regions it concerns."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.text import slugify

from objectives.actions.strategy_changes import Change, begin, record_change, refuse_if_ended
from objectives.models import Target, TargetDeliverer
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.refusals import Refused

Part = tuple[Deliverer, str]


@transaction.atomic
def set_deliverers(*, target: Target, parts: Sequence[Part], change: Change) -> Target:
    """Who delivers `target`, in this order, each with its part (`TargetDeliverer.Part`)."""
    begin(change, at_once=True)
    refuse_if_ended(target)
    before = part_names(target)
    target.delivered_by.all().delete()
    write_parts(target, parts)
    record_change(change, "set deliverers", target, {"deliverers": before}, {"deliverers": part_names(target)})
    return target


@transaction.atomic
def add_deliverer(*, name: str, kind: str, by: User, reason: str) -> Deliverer:
    """A body or group that no target named before. Who answers for it is set in the administration pages."""
    slug = slugify(name)[:80]
    if not slug:
        raise Refused("Write the name of the deliverer in letters or figures")
    if Deliverer.objects.filter(slug=slug).exists() or Deliverer.objects.filter(name__iexact=name).exists():
        raise Refused(f"“{name}” is in the list of deliverers already. Choose it there")
    deliverer = Deliverer.objects.create(slug=slug, name=name, kind=kind)
    after = {"name": name, "kind": deliverer.get_kind_display()}
    record(by=by, action="added", item=("deliverer", slug), subject="strategy", after=after, reason=reason)
    return deliverer


@transaction.atomic
def set_regions(*, target: Target, regions: Collection[Organisation] | None, change: Change) -> Target:
    """Which regions `target` concerns; None means all."""
    begin(change, at_once=True)
    refuse_if_ended(target)
    before = region_names(target)
    write_regions(target, regions)
    record_change(change, "set regions", target, {"regions": before}, {"regions": region_names(target)})
    return target


def part_names(target: Target) -> list[str]:
    """The deliverers in order, as the trail names them."""
    parts = target.delivered_by.select_related("deliverer")
    return [f"{part.deliverer}{' (supports)' if part.part == part.Part.SUPPORTS else ''}" for part in parts]


def region_names(target: Target) -> list[str]:
    return ["all"] if target.concerns_all_regions else [region.name for region in target.regions.order_by("name")]


def write_parts(target: Target, parts: Sequence[Part]) -> None:
    """The deliverers of a target that has none."""
    TargetDeliverer.objects.bulk_create(
        TargetDeliverer(target=target, deliverer=deliverer, part=part, position=position)
        for position, (deliverer, part) in enumerate(parts, 1)
    )


def write_regions(target: Target, regions: Collection[Organisation] | None) -> None:
    """The regions of a target; None means all. A target that concerned no region would be on no region's page."""
    if regions is not None and not regions:
        raise Refused("Choose at least one region, or all")
    target.concerns_all_regions = regions is None
    target.save(update_fields=["concerns_all_regions"])
    target.regions.set(regions or [])
