"""The deadline of a milestone: the original, every move, and the form for what needs no approver."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from objectives.actions.deadlines import NEEDS_AN_APPROVER, enter_deadline, needs_request
from objectives.forms.deadlines import DeadlineMoveForm
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item, url_of
from objectives.views.changing import change_page, page_for, posted, show_page
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page
from pssdash.reporting.moves.changes import counts_from, refusal
from pssdash.reporting.moves.history import deadline_history, preview

TEMPLATE = "strategy/deadline.html"


@requires(Permission.EDIT_STRATEGY)
@form_page
def milestone_deadline(request: HttpRequest, key: int) -> HttpResponse:
    """What the deadline was and is. A new one is recorded once the page has shown how it is read."""
    milestone, calendar = find_item("milestone", key), strategy_calendar()
    form = DeadlineMoveForm(posted(request))
    page = page_for(milestone, f"Deadline of a milestone of {milestone.target.ref}", "Check how it is read")
    context = {"history": deadline_history(milestone, calendar), "ask_url": reverse("objective_move", args=[key])}
    if request.method == "POST" and form.is_valid():
        deadline, decided_on = form.cleaned_data["deadline"], form.cleaned_data["decided_on"]
        context["preview"] = preview(milestone, deadline, decided_on, calendar)
        why_not = refusal(deadline, decided_on, calendar)
        if not why_not and needs_request(milestone, deadline, decided_on):
            why_not = NEEDS_AN_APPROVER
        if why_not:
            form.add_error(None, why_not)
        elif not form.is_confirmed:
            form.ask_to_confirm()
            return show_page(request, form, replace(page, button="Record the new deadline"), TEMPLATE, **context)

    def save() -> tuple[str, str]:
        moved = enter_deadline(milestone=milestone, by=request.user, **form.move())
        first = counts_from(moved.decided_on, calendar)
        return f"The deadline is entered. It counts from {first}.", url_of(milestone, "deadline")

    return change_page(request, form, page, save, TEMPLATE, **context)
