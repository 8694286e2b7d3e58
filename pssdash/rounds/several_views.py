"""Checking and approving several entries at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries import actions
from pssdash.reporting.entries.moves import Move
from pssdash.reporting.refusals import Refused
from pssdash.rounds.kinds import KINDS
from pssdash.rounds.several import candidates

BY_NAME = {each.kind.model._meta.model_name: each for each in KINDS}
STEPS = {Move.CHECK: actions.check, Move.APPROVE: actions.approve}
DONE = {Move.CHECK: "checked", Move.APPROVE: "approved"}
list_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass
class Outcome:
    """What came of each that was ticked."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@list_page
@requires(Permission.CHECK_UPDATES)
def check_several(request: HttpRequest) -> HttpResponse:
    """Sign that several are in order."""
    return several(request, Move.CHECK)


@list_page
@requires(Permission.APPROVE_UPDATES)
def approve_several(request: HttpRequest) -> HttpResponse:
    """Approve several."""
    return several(request, Move.APPROVE)


def several(request: HttpRequest, move: Move) -> HttpResponse:
    """The list with its boxes, or what came of those that were ticked."""
    if request.method != "POST":
        return show(request, move)
    ticked = request.POST.getlist("entry")
    if not ticked:
        messages.error(request, f"Tick what is to be {DONE[move]}.")
        return show(request, move, status=422)
    tell(request, sign_all(ticked, move, request.user), move)
    return redirect(f"{move.value}_several")


def show(request: HttpRequest, move: Move, status: int = 200) -> HttpResponse:
    found = candidates(request.user, move)
    context = {
        "move": move.value,
        "done": DONE[move],
        "offered": [each for each in found if not each.why_not],
        "others": [each for each in found if each.why_not],
        "ticks_all": request.GET.get("ticked") == "all",
    }
    return render(request, "rounds/several.html", context, status=status)


def sign_all(ticked: Iterable[str], move: Move, by: User) -> Outcome:
    """Sign each as it was read, in a transaction of its own: one that is refused holds no other back."""
    outcome = Outcome()
    for value in dict.fromkeys(ticked):
        name, _, rest = value.partition("-")
        pk, _, base = rest.partition("-")
        in_round = BY_NAME.get(name)
        if in_round is None or not (pk.isdecimal() and base.isdecimal()):
            outcome.refused.append("One that is not on this list")
            continue
        found = in_round.kind.model.objects.visible_to(by).select_related("period", "organisation", *in_round.related)
        entry = found.filter(pk=pk).first()
        if entry is None:
            outcome.refused.append("One that is not on this list")
            continue
        text = f"{in_round.describe(entry)[0]} ({entry.organisation.short_name}, {entry.period.quarter.short})"
        try:
            STEPS[move](in_round.kind, entry=entry, by=by, base=int(base))
        except Refused as why:
            outcome.refused.append(f"{text}: {why}")
        else:
            outcome.done.append(text)
    return outcome


def tell(request: HttpRequest, outcome: Outcome, move: Move) -> None:
    """Name those that are signed, and each of the others with its reason."""
    if outcome.done:
        messages.success(request, f"{len(outcome.done)} {DONE[move]}: {'; '.join(outcome.done)}.")
    for refused in outcome.refused:
        messages.warning(request, f"Not {DONE[move]}: {refused}")
