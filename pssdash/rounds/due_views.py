"""The due days of a quarter, and the page of one expected return with the time that it was given."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.audit_table import AuditTable
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
from pssdash.reporting.working_days import usual_due_day
from pssdash.rounds import due_days
from pssdash.rounds.due_forms import DueDayForm, EndExtensionForm, ExtensionForm
from pssdash.rounds.following import follow
from pssdash.rounds.models import DueDay, ExpectedReturn
from pssdash.rounds.return_page import build_return_page
from pssdash.rounds.tables import DueDayTable
from pssdash.rounds.wording import day_in_words


@require_GET
@requires(Permission.READ_DRAFTS)
def due_day_list(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """By when the returns of a quarter are due, and the form for another day."""
    period = get_object_or_404(ReportingPeriod, quarter=quarter)
    follow(period)
    return _due_page(request, period, DueDayForm(None, period))


def _due_page(request: HttpRequest, period: ReportingPeriod, form: DueDayForm, status: int = 200) -> HttpResponse:
    rules = period.due_days.select_related("organisation", "set_by")
    context = {
        "period": period,
        "usual": day_in_words(usual_due_day(period.quarter)),
        "rules": [(rule, due_days.reach_in_words(rule)) for rule in rules],
        "table": DueDayTable(rules, caption="Days that were set for this quarter"),
        "form": form,
        "may_set": request.user.has_perm(Permission.RUN_QUARTER) and not period.is_published,
    }
    return render(request, "rounds/due_days.html", context, status=status)


@require_POST
@requires(Permission.RUN_QUARTER)
def due_day_set(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Set a day for all returns, those of a kind, of an organisation, or of both."""
    period = get_object_or_404(ReportingPeriod, quarter=quarter)
    form = DueDayForm(request.POST, period)
    if form.is_valid():
        try:
            rule = due_days.set_due_day(period=period, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error("day", str(why))
        else:
            reach, day = due_days.reach_in_words(rule), day_in_words(rule.day)
            messages.success(request, f"{reach}: due on {day}, unless a more particular day is set.")
            return redirect("due_day_list", quarter)
    return _due_page(request, period, form, status=422)


@require_POST
@requires(Permission.RUN_QUARTER)
def due_day_remove(request: HttpRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """Go back to the day that counts without this one."""
    rule = get_object_or_404(DueDay.objects.select_related("period", "organisation"), period__quarter=quarter, pk=pk)
    try:
        due_days.remove_due_day(rule=rule, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "The day is removed.")
    return redirect("due_day_list", quarter)


@require_GET
@requires(Permission.TAKE_PART_IN_ROUND)
def expected_return(request: HttpRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """One return: where it stands, who answers for it, by when it is due."""
    return _return_page(request, _expected(request, quarter, pk))


def _expected(request: HttpRequest, quarter: Quarter, pk: int) -> ExpectedReturn:
    visible = ExpectedReturn.objects.visible_to(request.user).select_related("period", "organisation", "extended_by")
    return get_object_or_404(visible, period__quarter=quarter, pk=pk)


def _return_page(request: HttpRequest, expected: ExpectedReturn, status: int = 200, **forms: Form) -> HttpResponse:
    page = build_return_page(expected, timezone.localdate())
    context: dict[str, Any] = {
        "page": page,
        "table": AuditTable(page.moves, caption="Changes to the due day", orderable=False),
        "may_extend": request.user.has_perm(Permission.RUN_QUARTER) and not expected.period.is_published,
        "extension_form": forms.get("extension_form") or ExtensionForm(),
        "end_form": forms.get("end_form") or EndExtensionForm(),
    }
    return render(request, "rounds/return.html", context, status=status)


@require_POST
@requires(Permission.RUN_QUARTER)
def return_extend(request: HttpRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """Give one return more time, with a reason."""
    expected, form = _expected(request, quarter, pk), ExtensionForm(request.POST)
    if form.is_valid():
        try:
            due_days.extend(expected=expected, by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error("to", str(why))
        else:
            messages.success(request, f"Due on {day_in_words(form.cleaned_data['to'])} now.")
            return redirect("expected_return", quarter, pk)
    return _return_page(request, expected, status=422, extension_form=form)


@require_POST
@requires(Permission.RUN_QUARTER)
def return_end_extension(request: HttpRequest, quarter: Quarter, pk: int) -> HttpResponse:
    """Take the extension back, with a reason."""
    expected, form = _expected(request, quarter, pk), EndExtensionForm(request.POST)
    if form.is_valid():
        try:
            due_days.end_extension(expected=expected, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as why:
            form.add_error("reason", str(why))
        else:
            messages.success(request, "The extension has ended.")
            return redirect("expected_return", quarter, pk)
    return _return_page(request, expected, status=422, end_form=form)
