"""The five addresses of moving a deadline, alike in both areas."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_POST

from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page
from pssdash.reporting.moves import views
from pssdash.reporting.moves.pages import Area

View = Callable[..., HttpResponse]


def move_routes(milestone: str, request: str, area: Area) -> list[URLPattern]:
    """Under `milestone` (with its <int:pk>) the form that asks, under `request` the request and its three steps."""

    def view(answer: View, permission: Permission, methods: Callable[[View], View]) -> View:
        def step(request: HttpRequest, pk: int) -> HttpResponse:
            return answer(request, area, pk)

        return requires(permission)(methods(step))

    takes_part, approves = Permission.TAKE_PART_IN_ROUND, Permission.APPROVE_UPDATES
    name = f"{area.route}_request"
    return [
        path(f"{milestone}move/", view(views.ask, takes_part, form_page), name=area.route),
        path(request, view(views.read, takes_part, require_GET), name=name),
        path(f"{request}approve/", view(views.approve, approves, require_POST), name=f"{name}_approve"),
        path(f"{request}refuse/", view(views.refuse, approves, form_page), name=f"{name}_refuse"),
        path(f"{request}withdraw/", view(views.withdraw, takes_part, require_POST), name=f"{name}_withdraw"),
    ]
