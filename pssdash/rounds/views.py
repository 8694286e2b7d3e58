"""The quarter as work: my part of it, the whole of it, and its steps."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tables2 import RequestConfig

from objectives.tables import TargetTable
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.audit_table import AuditTable, trail_of
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.rounds import actions
from pssdash.rounds.forms import ChecksForm, OpenQuarterForm, PublishForm, ReopenQuarterForm, TakeBackForm
from pssdash.rounds.matrix_views import matrix_of
from pssdash.rounds.moves import moves_asked, moves_to_decide
from pssdash.rounds.my_quarter import lacks_organisation, next_url, published_targets, rounds_of
from pssdash.rounds.opening import what_opening_asks
from pssdash.rounds.quarter_page import published_rows
from pssdash.rounds.states import STATES
from pssdash.rounds.tables import PeriodTable, UpdateTable
from pssdash.rounds.waiting import waiting_for_approval


@require_GET
@requires(Permission.TAKE_PART_IN_ROUND)
def my_quarter(request: HttpRequest) -> HttpResponse:
    """What I owe this quarter, and what waits for my decision."""
    user = request.user
    state = request.GET.get("state", "")
    if state not in ("", *STATES):
        raise Http404(f"Updates are never “{state}”")
    context = {
        "rounds": rounds_of(user, state),
        "waiting": waiting_for_approval(user),
        "moves_to_decide": [line for _, line in moves_to_decide(user)],
        "moves_asked": moves_asked(user),
        "lacks_organisation": lacks_organisation(user),
    }
    if not context["rounds"]:
        context |= _between_quarters(request)
    return render(request, "rounds/my_quarter.html", context)


@require_GET
@requires(Permission.TAKE_PART_IN_ROUND)
def my_quarter_next(request: HttpRequest) -> HttpResponse:
    """On to the first unfinished item after the one at `?after=`; back to my quarter when there is none."""
    url = next_url(request.user, request.GET.get("after", ""))
    if not url:
        messages.success(request, "Nothing else waits for you.")
    return redirect(url or "my_quarter")


def _between_quarters(request: HttpRequest) -> dict:
    """What stands on my quarter while none is open: the opening of the next, a submitter's targets as published."""
    found = {}
    last = ReportingPeriod.objects.covering_objectives().published().first()
    if request.user.has_perm(Permission.RUN_QUARTER):
        found["open_form"] = OpenQuarterForm()
    if last and request.user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and not lacks_organisation(request.user):
        caption = f"Your organisation’s targets as published, {last}"
        found["own_targets"] = TargetTable(published_targets(request.user, last), caption=caption)
        RequestConfig(request, paginate=False).configure(found["own_targets"])
    return found


@require_GET
@requires(Permission.READ_DRAFTS)
def quarter_list(request: HttpRequest) -> HttpResponse:
    """Every quarter so far, and the opening of the next."""
    return _list_page(request, OpenQuarterForm())


def _list_page(request: HttpRequest, form: OpenQuarterForm, status: int = 200) -> HttpResponse:
    periods = ReportingPeriod.objects.visible_to(request.user).select_related("opened_by", "published_by", "source")
    context = {
        "table": PeriodTable(periods),
        "form": form if request.user.has_perm(Permission.RUN_QUARTER) else None,
        "waiting": [period for period in periods if not period.is_published],
    }
    RequestConfig(request, paginate={"per_page": 50}).configure(context["table"])
    return render(request, "rounds/quarter_list.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUN_QUARTER)
def quarter_open(request: HttpRequest) -> HttpResponse:
    """What the opening of a quarter asks for, as `?` chooses it; and the opening."""
    form = OpenQuarterForm(request.POST if request.method == "POST" else request.GET)
    if form.is_valid():
        if request.method == "GET":
            return render(
                request, "rounds/quarter_open.html", {"form": form, "opening": what_opening_asks(form.period)}
            )
        try:
            period = actions.open_quarter(by=request.user, **form.chosen)
        except actions.NotPossible as why:
            form.add_error("quarter", str(why))
        else:
            messages.success(request, f"{period} is open for updates.")
            return redirect("my_quarter")
    return _list_page(request, form, status=422)


@require_GET
@requires(Permission.READ_DRAFTS)
def quarter(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """How a quarter stands, and its next steps."""
    return _quarter_page(request, _period(request, quarter))


def _period(request: HttpRequest, quarter: Quarter) -> ReportingPeriod:
    return get_object_or_404(ReportingPeriod.objects.visible_to(request.user), quarter=quarter)


def _quarter_page(request: HttpRequest, period: ReportingPeriod, status: int = 200, **forms) -> HttpResponse:
    user = request.user
    may_run = user.has_perm(Permission.RUN_QUARTER) and not period.is_published
    context = {
        "period": period,
        "may_run": may_run,
        "may_publish": user.has_perm(Permission.PUBLISH_QUARTER) and not period.is_published,
        "publish_form": forms.get("publish_form") or PublishForm(),
        "reopen_form": forms.get("reopen_form") or ReopenQuarterForm(),
        "take_back_form": forms.get("take_back_form") or TakeBackForm(),
        "checks_form": forms.get("checks_form") or ChecksForm(initial={"to": "no" if period.needs_check else "yes"}),
        "why_it_stays": actions.why_opening_stays(period) if may_run else "",
    }
    if period.is_published:
        return render(request, "rounds/quarter_published.html", context | _as_published(request, period), status=status)
    return render(request, "rounds/quarter.html", context | matrix_of(request, period), status=status)


def _as_published(request: HttpRequest, period: ReportingPeriod) -> dict:
    published = published_rows(period)
    caption = f"{capfirst(published.things)} without an approved national update"
    table = UpdateTable(published.without_update, caption=caption)
    RequestConfig(request, paginate=False).configure(table)
    return {"published": published, "table": table}


@require_POST
@requires(Permission.RUN_QUARTER)
def quarter_close(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Stop edits; what is submitted can still be approved."""
    return _step(request, quarter, actions.close_quarter, "is closed. Its updates can no longer be edited.")


@require_POST
@requires(Permission.RUN_QUARTER)
def quarter_reopen(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Take edits again, with a reason."""
    form = ReopenQuarterForm(request.POST)
    if not form.is_valid():
        return _quarter_page(request, _period(request, quarter), status=422, reopen_form=form)
    return _step(request, quarter, actions.reopen_quarter, "is open again.", reason=form.cleaned_data["reason"])


@require_POST
@requires(Permission.RUN_QUARTER)
def quarter_checks(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Ask for a check before every approval, or no longer, with a reason."""
    form = ChecksForm(request.POST)
    if not form.is_valid():
        return _quarter_page(request, _period(request, quarter), status=422, checks_form=form)
    chosen, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
    done = "asks for a check before every approval." if chosen else "asks for no check any more."
    return _step(request, quarter, actions.set_check, done, needs_check=chosen, reason=reason)


@require_POST
@requires(Permission.RUN_QUARTER)
def quarter_take_back(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Take back an opening by mistake, with a reason, while nothing is saved in the quarter."""
    form, period = TakeBackForm(request.POST), _period(request, quarter)
    if not form.is_valid():
        return _quarter_page(request, period, status=422, take_back_form=form)
    try:
        actions.take_back_opening(period=period, by=request.user, reason=form.cleaned_data["reason"])
    except actions.NotPossible as why:
        messages.error(request, str(why))
        return redirect("quarter", quarter)
    messages.success(request, f"The opening of {quarter} is taken back.")
    return redirect("quarter_list")


@require_POST
@requires(Permission.PUBLISH_QUARTER)
def quarter_publish(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Publish the quarter, once the approver has read what is missing."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _quarter_page(request, _period(request, quarter), status=422, publish_form=form)
    return _step(request, quarter, actions.publish_quarter, "is published. Every reader sees it now.")


def _step(request: HttpRequest, quarter: Quarter, action, done: str, **what) -> HttpResponse:
    """Take one step of the cycle and come back to the quarter, with a message either way."""
    try:
        period = action(period=_period(request, quarter), by=request.user, **what)
    except actions.NotPossible as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"{period} {done}")
    return redirect("quarter", quarter)


@require_GET
@requires(Permission.READ_DRAFTS)
def quarter_audit(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Every step of a quarter and every due day that was set or put off."""
    period = _period(request, quarter)
    table = AuditTable(trail_of(f"quarter/{quarter.slug}"))
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "rounds/quarter_audit.html", {"period": period, "table": table})
