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
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.moves import Move
from pssdash.reporting.entries.rounds import InRound
from pssdash.reporting.refusals import Refused
from pssdash.rounds.kinds import KINDS
from pssdash.rounds.several import ask_url, candidates

BY_NAME = {each.kind.model._meta.model_name: each for each in KINDS}
STEPS = {Move.CHECK: actions.check, Move.APPROVE: actions.approve}
TICKED = "ticked"  # the session's key of the boxes ticked before a question was asked, by the list
DONE = {Move.CHECK: "checked", Move.APPROVE: "approved"}
list_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass
class Outcome:
    """What came of each that was ticked."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Named:
    """What the value of a box or button names: an entry of a kind, and the save of it that was shown."""

    in_round: InRound
    pk: int
    base: int

    def entry_visible_to(self, user: User) -> AbstractEntry | None:
        related = ("period", "organisation", *self.in_round.related)
        found = self.in_round.kind.model.objects.visible_to(user).select_related(*related)
        return found.filter(pk=self.pk).first()


def named(value: str) -> Named | None:
    """None for what this list never sends."""
    name, _, rest = value.partition("-")
    pk, _, base = rest.partition("-")
    if name not in BY_NAME or not (pk.isdecimal() and base.isdecimal()):
        return None
    return Named(BY_NAME[name], int(pk), int(base))


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
    if asked := named(request.POST.get("ask", "")):
        request.session[TICKED] = {move.value: [value for value in ticked if named(value)]}
        return redirect(ask_url(asked.in_round.kind.model, asked.pk, move))
    if not ticked:
        messages.error(request, f"Tick what is to be {DONE[move]}.")
        return show(request, move, status=422)
    tell(request, sign_all(ticked, move, request.user), move)
    return redirect(f"{move.value}_several")


def show(request: HttpRequest, move: Move, status: int = 200) -> HttpResponse:
    found = candidates(request.user, move)
    offered, which = [each for each in found if not each.why_not], request.GET.get("ticked")
    # Those ticked before a question was asked, as long as they are what was on the list then.
    kept = request.session.get(TICKED, {}).get(move.value, []) if which == "kept" else []
    context = {
        "move": move.value,
        "done": DONE[move],
        "offered": offered,
        "others": [each for each in found if each.why_not],
        "ticks_all": which == "all",
        "ticked": [each.value for each in offered] if which == "all" else kept,
    }
    return render(request, "rounds/several.html", context, status=status)


def sign_all(ticked: Iterable[str], move: Move, by: User) -> Outcome:
    """Sign each as it was read, in a transaction of its own: one that is refused holds no other back."""
    outcome = Outcome()
    for value in dict.fromkeys(ticked):
        found = named(value)
        entry = found.entry_visible_to(by) if found else None
        if found is None or entry is None:
            outcome.refused.append("One that is not on this list")
            continue
        in_round = found.in_round
        text = f"{in_round.describe(entry)[0]} ({entry.organisation.short_name}, {entry.period.quarter.short})"
        try:
            STEPS[move](in_round.kind, entry=entry, by=by, base=found.base)
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
