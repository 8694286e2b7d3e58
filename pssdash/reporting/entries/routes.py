"""The addresses of an entry, alike for every kind: its page, check, approve, send back, correct, history, evidence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_POST

from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries import review_views, views, writing_views
from pssdash.reporting.entries.assignments import Assignment
from pssdash.reporting.entries.autosaving import autosave
from pssdash.reporting.entries.conflict_views import kept_aside
from pssdash.reporting.entries.evidence import views as evidence
from pssdash.reporting.entries.evidence.reading import takes_evidence

View = Callable[..., HttpResponse]


def entry_routes(
    route: str,
    name: str,
    pages: views.Pages,
    find: Callable[..., Assignment],
    read: Permission = Permission.TAKE_PART_IN_ROUND,
) -> list[URLPattern]:
    """The routes `name`, `<name>_approve` and so on under `route`.

    `find(request, **parts of the route)` gives the assignment, or 404 for who may not see it; without the permission
    `read`, or that to check or approve, the answer is 403 before anything is looked up.
    """

    def view(answer: View, permission: Permission, methods: Callable[[View], View]) -> View:
        def step(request: HttpRequest, **of: object) -> HttpResponse:
            return answer(request, pages, find(request, **of))

        return requires(permission)(methods(step))

    checks, approves = Permission.CHECK_UPDATES, Permission.APPROVE_UPDATES
    evidence_routes = [
        path(f"{route}evidence/", view(evidence.evidence, read, views.form_page), name=f"{name}_evidence"),
        path(f"{route}evidence/remove/", view(evidence.remove, read, require_POST), name=f"{name}_remove_evidence"),
    ]
    of_some_kinds = []
    if pages.draw:
        of_some_kinds.append(
            path(f"{route}preview/", view(writing_views.preview, read, require_GET), name=f"{name}_preview")
        )
    if pages.kind.carries_over:
        of_some_kinds.append(
            path(f"{route}confirm/", view(writing_views.confirm, read, views.form_page), name=f"{name}_confirm")
        )
    return [
        path(route, view(views.entry, read, views.form_page), name=name),
        path(f"{route}check/", view(review_views.check, checks, views.form_page), name=f"{name}_check"),
        path(f"{route}approve/", view(review_views.approve, approves, views.form_page), name=f"{name}_approve"),
        path(f"{route}send-back/", view(review_views.send_back, checks, views.form_page), name=f"{name}_send_back"),
        path(f"{route}correct/", view(views.correct, read, views.form_page), name=f"{name}_correct"),
        path(f"{route}history/", view(views.history, read, require_GET), name=f"{name}_history"),
        *(evidence_routes if takes_evidence(pages.kind.model) else []),
        path(f"{route}receipt/", view(writing_views.receipt, read, require_GET), name=f"{name}_receipt"),
        path(f"{route}kept/", view(kept_aside, read, require_GET), name=f"{name}_kept"),
        path(f"{route}autosave/", view(autosave, read, require_POST), name=f"{name}_autosave"),
        path(f"{route}presence/", view(writing_views.still_open, read, require_POST), name=f"{name}_presence"),
        *of_some_kinds,
    ]
