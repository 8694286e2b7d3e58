"""The pages beside the form of an entry: nothing has changed, the preview, the receipt, and who else is writing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from pssdash.reporting.entries import confirming, presence
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.forms import ReadForm
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.reading import last_saved
from pssdash.reporting.entries.receipts import build_receipt, last_references
from pssdash.reporting.entries.views import Pages, clock, submitted_text, written
from pssdash.reporting.refusals import Incomplete, Refused

WRITE_INSTEAD = "write"  # the name of the button that takes a confirmation back


def confirm(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """What would be confirmed and how it comes out now. A POST confirms and submits it, or takes that back."""
    if not assignment.may_write:
        raise PermissionDenied
    if request.method != "POST":
        return show_confirmation(request, pages, assignment)
    form = ReadForm(request.POST)
    how = {"of": assignment.of, "by": request.user, "base": form.cleaned_data["base"] if form.is_valid() else -1}
    try:
        if WRITE_INSTEAD in request.POST:
            confirming.write_instead(pages.kind, **how)
            messages.success(request, f"Taken back at {clock()}. Write what has changed, and submit it.")
        else:
            messages.success(request, submitted_text(confirming.confirm(pages.kind, **how)))
    except Incomplete:
        messages.warning(request, "Not confirmed: this quarter asks for more than the text approved last time says.")
        return show_confirmation(request, pages, assignment)
    except Refused as why:
        messages.error(request, str(why))
    return redirect(assignment.url())


def show_confirmation(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """The words of last quarter as readers would see them in this one, and what stands against confirming them."""
    entry = pages.find(assignment)
    earlier = confirming.confirmable(pages.kind, entry, **assignment.of)
    if earlier is None:
        raise Http404
    page = pages.build_page(assignment, entry, pages.form_for(assignment, entry, None))
    against = confirming.standing_against_confirmation(pages.kind, earlier, **assignment.of)
    problems = [(text, page.form.place_of(name)) for name, text in against.items()]
    drawn = drawn_by(pages, assignment, confirming.as_confirmed(pages.kind, earlier, **assignment.of))
    return render(request, "entries/confirm.html", {"page": page, "earlier": earlier, "against": problems, **drawn})


def preview(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """What readers will see of the saved entry once it is approved and published."""
    entry = pages.find(assignment)
    page = pages.build_page(assignment, entry, pages.form_for(assignment, entry, None))
    drawn = drawn_by(pages, assignment, entry) if entry else {}
    return render(request, "entries/preview.html", {"page": page, **drawn})


def drawn_by(pages: Pages, assignment: Assignment, entry: AbstractEntry) -> dict:
    """What the kind's template for readers reads, which that is, and its style."""
    about = {"drawn_template": pages.drawn_template, "drawn_styles": pages.drawn_styles}
    return {**pages.draw(assignment, entry), **about}


def receipt(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """The receipt `?reference=`, the last one without."""
    entry = written(pages, assignment)
    reference = request.GET.get("reference") or last_references([entry]).get(entry.pk, "")
    return render(request, "entries/receipt.html", {"receipt": build_receipt(pages.kind, assignment, reference)})


def still_open(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """A sign of life of an opened form, answered with who else is there; or that it was left."""
    if not assignment.may_write:
        raise PermissionDenied
    if "left" in request.POST:
        presence.note_left(assignment)
        return JsonResponse({"editors": []})
    presence.note_still_open(assignment)
    form, last_save = ReadForm(request.POST), last_saved(pages.find(assignment))
    base = form.cleaned_data["base"] if form.is_valid() else 0
    met = presence.saved_meanwhile(last_save, base, request.user)
    there = presence.in_words(presence.others_at(assignment), last_save)
    return JsonResponse({"editors": [*there, *filter(None, [met])]})
