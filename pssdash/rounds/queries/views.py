"""Asking, answering, resolving."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pssdash.accounts.kept_text import typed_by
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.views import REFUSED, form_page, kept
from pssdash.reporting.refusals import Refused
from pssdash.rounds.queries import actions
from pssdash.rounds.queries.forms import AskForm, StepForm
from pssdash.rounds.queries.models import Query
from pssdash.rounds.queries.moves import MOVES, Move
from pssdash.rounds.queries.pages import IN_ROUND, build_page, rows_of
from pssdash.rounds.queries.reading import waiting_for

DONE = {Move.ANSWER: "Answered.", Move.ASK_AGAIN: "Asked again.", Move.RESOLVE: "Resolved.", Move.WAIVE: "Waived."}

# `?from=` of the page on which one asks -> the list to go back to.
LISTS = {"check": "check_several", "approve": "approve_several"}


@require_GET
@requires(Permission.TAKE_PART_IN_ROUND)
def query_list(request: HttpRequest) -> HttpResponse:
    """Every open query that the person may see, first those that wait for them."""
    visible = Query.objects.visible_to(request.user)
    mine = set(waiting_for(request.user).values_list("pk", flat=True))
    rows = rows_of(visible.open())
    context = {
        "waiting": [row for row in rows if row.query.pk in mine],
        "others": [row for row in rows if row.query.pk not in mine],
    }
    return render(request, "queries/query_list.html", context)


@form_page
@requires(Permission.CHECK_UPDATES)
def query_ask(request: HttpRequest, field: str, pk: int) -> HttpResponse:
    """Ask about an entry, and go back to it or to the list from which one came."""
    entry = find_entry(request, field, pk)
    text, url = IN_ROUND[field].describe(entry)
    came_from = LISTS.get(request.GET.get("from", ""))
    back = reverse(came_from, query={"ticked": "kept"}) if came_from else url
    form = AskForm(request.POST if request.method == "POST" else kept(request), entry=entry)
    if request.method == "POST" and form.is_valid():
        query = actions.ask(entry=entry, by=request.user, **form.cleaned_data)
        messages.success(request, f"Asked about {text}. It is query {query.pk}, and it waits for the writers.")
        return redirect(back)
    context = {"form": form, "entry": entry, "text": text, "url": url, "back": back, "typed_by": typed_by(request)}
    return render(request, "queries/query_ask.html", context, status=422 if form.errors else 200)


def find_entry(request: HttpRequest, field: str, pk: int) -> AbstractEntry:
    if field not in IN_ROUND:
        raise Http404(f"There are no entries “{field}”")
    in_round = IN_ROUND[field]
    visible = in_round.kind.model.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("period", "organisation", *in_round.related), pk=pk)


def find_query(request: HttpRequest, pk: int) -> Query:
    return get_object_or_404(Query.objects.visible_to(request.user).with_everything(), pk=pk)


@require_GET
@requires(Permission.TAKE_PART_IN_ROUND)
def query(request: HttpRequest, pk: int) -> HttpResponse:
    """One query with all that was said."""
    return show(request, find_query(request, pk))


@require_POST
@requires(Permission.TAKE_PART_IN_ROUND)
def query_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Answer, ask again, resolve or waive."""
    query = find_query(request, pk)
    try:
        move = Move(step.replace("-", "_"))
    except ValueError as error:
        raise Http404(f"Queries are never “{step}”") from error
    known = next(steps[move] for steps in MOVES.values() if move in steps)
    form = StepForm(request.POST, move=move, step=known)
    if not form.is_valid():
        return show(request, query, form, move, status=422)
    try:
        actions.take(query=query, move=move, by=request.user, text=form.cleaned_data["text"])
    except Refused as error:
        messages.error(request, str(error))
        return show(request, query, form, move, status=REFUSED)
    messages.success(request, DONE[move])
    return redirect(query)


def show(
    request: HttpRequest, query: Query, form: StepForm | None = None, tried: Move | None = None, status: int = 200
) -> HttpResponse:
    context = {"page": build_page(query, request.user, form, tried), "form": form, "typed_by": typed_by(request)}
    return render(request, "queries/query.html", context, status=status)
