"""Adding, removing and downloading evidence."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from pssdash.accounts.kept_text import typed_by
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.evidence import actions
from pssdash.reporting.entries.evidence.accepting import NotAccepted
from pssdash.reporting.entries.evidence.forms import EvidenceForm
from pssdash.reporting.entries.evidence.pages import build_page
from pssdash.reporting.entries.evidence.reading import kinds_of_file
from pssdash.reporting.entries.views import REFUSED, Pages, kept, written
from pssdash.reporting.refusals import Refused

# Not even a file that a browser opens after all may run, load or send anything.
POLICY = "default-src 'none'; sandbox"


@require_GET
@requires(Permission.READ_PUBLISHED)
def evidence_file(request: HttpRequest, kind: str, pk: int) -> FileResponse:
    """The file, to be saved and not shown."""
    model = kinds_of_file().get(kind)
    if model is None:
        raise Http404(f"No entries “{kind}” have files")
    file = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    return FileResponse(
        file.open(), as_attachment=True, filename=file.name, content_type=file.content_type, headers=headers
    )


def evidence(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """The files of an entry, and the form to add one."""
    if request.method == "POST":
        return add(request, pages, assignment, EvidenceForm(request.POST, request.FILES))
    return show(request, pages, assignment, EvidenceForm(kept(request)))


def add(request: HttpRequest, pages: Pages, assignment: Assignment, form: EvidenceForm) -> HttpResponse:
    """Add the file; the description stays in the form where it is refused."""
    if not assignment.may_write:
        raise PermissionDenied
    if not form.is_valid():
        return show(request, pages, assignment, form, status=422)
    try:
        file = actions.add_file(
            pages.kind, entry=written(pages, assignment), by=request.user, file=form.cleaned_data["file"],
            description=form.cleaned_data["description"],
        )  # fmt: skip
    except Refused as error:
        is_the_file = isinstance(error, NotAccepted)
        form.add_error("file" if is_the_file else None, str(error))
        return show(request, pages, assignment, form, status=422 if is_the_file else REFUSED)
    messages.success(request, f"“{file.name}” is added.")
    return redirect(assignment.url("evidence"))


def remove(request: HttpRequest, pages: Pages, assignment: Assignment) -> HttpResponse:
    """Remove the file `file` from the entry in work."""
    if not assignment.may_write:
        raise PermissionDenied
    number = request.POST.get("file", "")
    if not (number.isascii() and number.isdecimal()):
        raise Http404("No file is named")
    try:
        file = actions.remove_file(pages.kind, entry=written(pages, assignment), by=request.user, pk=int(number))
    except Refused as error:
        messages.error(request, str(error))
        return show(request, pages, assignment, EvidenceForm(), status=REFUSED)
    messages.success(request, f"“{file.name}” is removed. The history keeps that it was here.")
    return redirect(assignment.url("evidence"))


def show(
    request: HttpRequest, pages: Pages, assignment: Assignment, form: EvidenceForm, status: int = 200
) -> HttpResponse:
    page = build_page(pages.kind, assignment, written(pages, assignment), form)
    return render(request, "evidence/evidence.html", {"page": page, "typed_by": typed_by(request)}, status=status)
