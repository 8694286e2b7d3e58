"""The board page of the latest published quarter, or of the one in the path."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pssdash.accounts.permissions import Permission, requires
from pssdash.board.board_page import build_board
from pssdash.board.programmes import build_programmes, programmes_period
from pssdash.board.tables import DeadlineTable, ExceptionTable, QuarterTable, ThemeTable
from pssdash.reporting.chosen_quarter import ChosenQuarter, choose_quarter, periods_of
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter


@require_safe
@requires(Permission.READ_PUBLISHED)
def board(request: HttpRequest) -> HttpResponse:
    """The latest published quarter, whoever reads. The switcher's `?quarter=` leads to that one's page."""
    periods = periods_of(request.user, Part.OBJECTIVES)
    if "quarter" in request.GET:
        return redirect("board_quarter", choose_quarter(periods, request.GET["quarter"]).period.quarter)
    latest = next((period for period in periods if period.is_published), None)
    if latest is None:
        return render(request, "board/board_empty.html", {"periods": periods})
    return show(request, ChosenQuarter(latest, periods))


@require_safe
@requires(Permission.READ_PUBLISHED)
def board_quarter(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """That quarter. One that is not published is there only for those who see drafts, and says so."""
    return show(request, choose_quarter(periods_of(request.user, Part.OBJECTIVES), quarter.slug), until=quarter)


def show(request: HttpRequest, chosen: ChosenQuarter, until: Quarter | None = None) -> HttpResponse:
    """The page. Programmes are shown in their own latest published quarter, up to `until` where one was asked for."""
    page = build_board(chosen.period, chosen.periods)
    of_programmes = programmes_period(request.user, until)
    exceptions, deadlines = page.exceptions, page.deadlines
    context = {
        "chosen": chosen,
        "period": chosen.period,
        "page": page,
        "programmes": build_programmes(of_programmes) if of_programmes else None,
        "first_exceptions": ExceptionTable(exceptions.first, caption=exceptions.summary),
        "other_exceptions": ExceptionTable(exceptions.others, caption=f"The other {len(exceptions.others)} exceptions"),
        "themes": ThemeTable(page.themes, caption="Targets by theme and computed RAG"),
        "quarters": QuarterTable(page.quarters, caption="Targets by quarter and computed RAG"),
        "deadlines": DeadlineTable(deadlines.shown, caption=f"Due by {deadlines.until.day} {deadlines.until:%B %Y}"),
    }
    return render(request, "board/board.html", context)
