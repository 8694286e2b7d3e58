"""Reminders: sent by a button, stopped, chosen, and the list of those that were sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission, requires
from pssdash.people.posted import posted
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.refusals import Refused
from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders import asking, choices
from pssdash.rounds.reminders.forms import ChoicesForm, PassingOnForm
from pssdash.rounds.reminders.links import ALL, read_stop
from pssdash.rounds.reminders.models import PassingOn, Reminder
from pssdash.rounds.reminders.next_in_line import days_to_wait
from pssdash.rounds.reminders.sections import sections_of
from pssdash.rounds.reminders.tables import PER_PAGE, ReminderTable
from pssdash.rounds.reminders.wording import said_of


@require_POST
@requires(Permission.RUN_QUARTER)
def remind(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """Send reminders at once: for one row (`only_...`), else for those that are ticked."""
    period = get_object_or_404(ReportingPeriod, quarter=quarter)
    chosen = {name: request.POST.getlist(f"only_{name}") for name in ("organisation", "return")}
    if not any(chosen.values()):
        chosen = {name: request.POST.getlist(name) for name in chosen}
    returns = {int(value) for value in chosen["return"] if value.isdecimal()}
    if not (chosen["organisation"] or returns):
        messages.error(request, "Nobody was reminded: tick at least one row first.")
        return back(request, quarter)
    try:
        asked = asking.remind(
            period=period, by=request.user, day=timezone.localdate(),
            organisations=set(chosen["organisation"]), returns=returns,
        )  # fmt: skip
    except Refused as why:
        messages.error(request, str(why))
    else:
        for level, text in said_of(asked):
            messages.add_message(request, level, text)
    return back(request, quarter)


def back(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    """To the page with the button, as it was filtered."""
    url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return redirect(url if safe else reverse("quarter", args=[quarter]))


# The token says who asks. Mail programs post by themselves (RFC 8058), and have no other secret to send.
@csrf_exempt
@login_not_required
def stop_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a mail leads. Opening it changes nothing, since mail filters open links too."""
    wanted = read_stop(token)
    person = User.objects.filter(pk=wanted.person).first() if wanted else None
    if wanted is None or person is None or wanted.kind not in (ALL, *Need.values):
        return render(request, "reminders/stop_unknown.html", status=404)
    kinds = Need.values if wanted.kind == ALL else [wanted.kind]
    if request.method == "POST":
        choices.stop(person=person, kinds=kinds)
    context = {
        "kinds": choices.in_words(kinds),
        "is_all": wanted.kind == ALL,
        "is_stopped": choices.stopped_by(person) >= set(kinds),
    }
    return render(request, "reminders/stop.html", context)


def reminder_choices(request: HttpRequest) -> HttpResponse:
    """Which reminders the signed-in person wants."""
    stopped = choices.stopped_by(request.user)
    initial = {"wanted": [kind for kind in Need.values if kind not in stopped]}
    form = ChoicesForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        choices.choose(person=request.user, wanted=form.cleaned_data["wanted"])
        messages.success(request, "Saved.")
        return redirect("reminder_choices")
    return render(request, "reminders/choices.html", {"form": form})


@require_GET
@requires(Permission.READ_DRAFTS)
def reminder_list(request: HttpRequest) -> HttpResponse:
    """Every reminder, and when overdue returns are passed on."""
    return _list_page(request, PassingOnForm())


def _list_page(request: HttpRequest, form: PassingOnForm, status: int = 200) -> HttpResponse:
    table = ReminderTable(Reminder.objects.select_related("person", "asked_by"))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context: dict[str, Any] = {
        "table": table,
        "days": days_to_wait(),
        "rules": PassingOn.objects.select_related("set_by"),
        "form": form if request.user.has_perm(Permission.RUN_QUARTER) else None,
        "doubtful": Reminder.objects.filter(outcome=Reminder.Outcome.BEGUN, day=timezone.localdate()).count(),
    }
    return render(request, "reminders/list.html", context, status=status)


@require_POST
@requires(Permission.RUN_QUARTER)
def reminder_days(request: HttpRequest) -> HttpResponse:
    """Set after how many working days overdue returns are passed on."""
    form = PassingOnForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    choices.set_days_to_wait(by=request.user, **form.cleaned_data)
    messages.success(request, "Saved.")
    return redirect("reminder_list")


@require_GET
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """One reminder, with all that it spoke of: for the national team and the administrators."""
    visible = Reminder.objects.visible_to(request.user).select_related("person", "asked_by")
    found = get_object_or_404(visible, pk=pk)
    return render(request, "reminders/reminder.html", {"reminder": found, "about": sections_of(found, request)})


@require_GET
@requires(Permission.ADMINISTER)
def reminders_of(request: HttpRequest, pk: int) -> HttpResponse:
    """What one person was sent, and what they stopped."""
    person = get_object_or_404(User, pk=pk)
    table = ReminderTable(Reminder.objects.filter(person=person).select_related("person", "asked_by"))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    stopped = choices.in_words(choices.stopped_by(person))
    return render(request, "reminders/person.html", {"account": person, "table": table, "stopped": stopped})
