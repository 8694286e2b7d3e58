"""The deadline of a milestone: the original, every move, and the form that moves it again."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from objectives.actions.deadlines import counts_from, move_deadline, refusal
from objectives.forms.deadlines import DeadlineMoveForm
from objectives.pages.deadline_history import deadline_history, preview
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item, url_of
from objectives.views.changing import change_page, page_for, posted, show_page
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page

TEMPLATE = "strategy/deadline.html"


@requires(Permission.EDIT_STRATEGY)
@form_page
def milestone_deadline(request: HttpRequest, key: int) -> HttpResponse:
    """What the deadline was and is. A move is recorded once the page has shown how it is read."""
    milestone, calendar = find_item("milestone", key), strategy_calendar()
    form = DeadlineMoveForm(posted(request))
    page = page_for(milestone, f"Deadline of a milestone of {milestone.target.ref}", "Check how it is read")
    context = {"history": deadline_history(milestone, calendar)}
    if request.method == "POST" and form.is_valid():
        deadline, decided_on = form.cleaned_data["deadline"], form.cleaned_data["decided_on"]
        context["preview"] = preview(milestone, deadline, decided_on, calendar)
        why_not = refusal(deadline, decided_on, calendar)
        if why_not:
            form.add_error(None, why_not)
        elif not form.is_confirmed:
            form.ask_to_confirm()
            return show_page(request, form, replace(page, button="Record the new deadline"), TEMPLATE, **context)

    def save() -> tuple[str, str]:
        moved = move_deadline(milestone=milestone, by=request.user, **form.move())
        first = counts_from(moved.decided_on, calendar)
        return f"The deadline is moved. It counts from {first}.", url_of(milestone, "deadline")

    return change_page(request, form, page, save, TEMPLATE, **context)
