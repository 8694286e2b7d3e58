"""The programmes of a quarter, one of them, what was published of it, and the glossary."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from programmes.models import Enabler, GlossaryTerm, Programme, PublishedProgramme
from programmes.narrative_files import with_files
from programmes.pages.drawn_pages import draw, drawn_published
from programmes.pages.programme_list import build_cards
from programmes.pages.programme_page import build_programme
from programmes.pages.ways_to_write import ways_of_programme
from programmes.quarter_pages import from_content, page_for, pages_for
from programmes.rows import ProgrammePage
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.chosen_quarter import ChosenQuarter, choose_quarter, periods_of
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class Chosen:
    """A programme in the quarter that a page shows. `page` is None where no quarter can be shown."""

    programme: Programme
    quarter: ChosenQuarter
    page: ProgrammePage | None

    @property
    def period(self) -> ReportingPeriod:
        return self.quarter.period


@require_GET
@requires(Permission.READ_PUBLISHED)
def programme_list(request: HttpRequest) -> HttpResponse:
    """Every programme in `?quarter=`, in one paragraph each."""
    chosen = choose_quarter(periods_of(request.user, Part.PROGRAMMES), request.GET.get("quarter"))
    if chosen.period is None:
        return render(request, "programmes/list_empty.html")
    cards = build_cards(pages_for(chosen.period))
    context = {"chosen": chosen, "period": chosen.period, "cards": cards}
    return render(request, "programmes/list.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """A programme in `?quarter=`. What is illustrative is read live and stands outside what was published."""
    wanted, chosen = choose_in(request.user, slug, request.GET.get("quarter"))
    period = chosen.period
    if period is None:
        return render(request, "programmes/programme_empty.html", {"programme": wanted})
    page = drawn_published(wanted, period) if period.is_published else draw(page_for(period, wanted), period)
    context = {
        "programme": wanted,
        "chosen": chosen,
        "period": period,
        "page": page,
        "versions": range(1, page.version),
        "ways": ways_of_programme(request.user, wanted, chosen.periods),
    }
    return render(request, "programmes/programme.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def published_programme(request: HttpRequest, slug: str, quarter: Quarter, version: int) -> HttpResponse:
    """A programme exactly as that version of a quarter showed it, and what has replaced it if anything has."""
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.user).published(), quarter=quarter)
    versions = PublishedProgramme.objects.filter(period=period, programme__slug=slug).select_related("programme")
    published = list(versions.order_by("version"))
    this = next((each for each in published if each.version == version), None)
    if this is None:
        raise Http404(f"There is no version {version} of {slug} in {quarter}")
    context = {
        "view": build_programme(with_files(from_content(this)), ()),
        "programme": this.programme,
        "period": period,
        "published": this,
        "last": published[-1],
        "is_corrected": this != published[-1],
    }
    return render(request, "programmes/published.html", context)


@require_GET
@requires(Permission.READ_PUBLISHED)
def glossary(request: HttpRequest) -> HttpResponse:
    """The words of the programmes, and what all of them rest on."""
    context = {
        "terms": GlossaryTerm.objects.select_related("source"),
        "enablers": Enabler.objects.select_related("source"),
    }
    return render(request, "programmes/glossary.html", context)


def choose(user: User, slug: str, text: str | None) -> Chosen:
    """The programme with its page in the quarter that `text` names, else in the latest that the person may see."""
    wanted, quarters = choose_in(user, slug, text)
    return Chosen(wanted, quarters, page_for(quarters.period, wanted) if quarters.period else None)


def choose_in(user: User, slug: str, text: str | None) -> tuple[Programme, ChosenQuarter]:
    """The programme and the quarter. A programme that is in none of a person's quarters is for them not there."""
    wanted = get_object_or_404(Programme.objects.select_related("source"), slug=slug)
    quarters = choose_quarter(periods_with(user, wanted), text)
    if quarters.period is None and not user.has_perm(Permission.READ_DRAFTS):
        raise Http404(f"{slug} is in no published quarter")
    return wanted, quarters


def periods_with(user: User, wanted: Programme) -> list[ReportingPeriod]:
    """The quarters that the person may see: unpublished ones, and published ones with the programme in them."""
    versions = PublishedProgramme.objects.filter(programme=wanted).order_by()
    published = set(versions.values_list("period_id", flat=True))
    periods = periods_of(user, Part.PROGRAMMES)
    return [period for period in periods if not period.is_published or period.pk in published]
