"""The measures of a region: its own values, those of its ICBs and collaboratives, beside England's."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from programmes.models import Measure, Observation, RollUp
from programmes.pages.icon_table import IconRow, icon_rows_with_values
from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter

MEASURES_A_PAGE = 5
# From the whole to its parts; trusts have their own pages, by measure.
KINDS = (OrganisationKind.NATION, OrganisationKind.REGION, OrganisationKind.ICB, OrganisationKind.COLLABORATIVE)


@dataclass(frozen=True)
class RegionMeasures:
    """`quarter` is the latest published one that covers programmes, None where there is none. `rows` are those of the
    measures of `page`, England first in each.
    """

    quarter: Quarter | None
    page: Page
    rows: tuple[IconRow, ...]


def region_measures(region: Organisation, user: User, page: str | None = None) -> RegionMeasures:
    """The measures of which `user`, who may read the region, sees values of an organisation in it."""
    latest = ReportingPeriod.objects.published().filter(covers_programmes=True).order_by("-quarter").first()
    if latest is None:
        return RegionMeasures(None, Paginator([], MEASURES_A_PAGE).get_page(1), ())
    inside = Organisation.objects.inside_regions([region]).filter(kind__in=KINDS)
    measured = measures_in(inside, latest.quarter.end)
    shown = Paginator(measured, MEASURES_A_PAGE).get_page(page)
    organisations = [Organisation.england(), *inside.order_by("short_name")]
    organisations.sort(key=lambda each: KINDS.index(each.kind))
    rows = icon_rows_with_values(user, list(shown), organisations, latest.quarter.end)
    return RegionMeasures(latest.quarter, shown, tuple(rows))


def measures_in(organisations: QuerySet, until: date) -> QuerySet:
    """The measures that have a value of one of the organisations, in the order of the programmes."""
    own = {"measure": OuterRef("pk"), "organisation__in": organisations, "end__lte": until}
    has_values = Exists(Observation.objects.filter(**own)) | Exists(RollUp.objects.filter(**own))
    return Measure.objects.filter(has_values).select_related("workstream__programme")
