"""The administration pages as a part of this site: same sign-in, same roles. Settings name `AdministrationConfig`."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pssdash.accounts.permissions import Permission


class AdministrationConfig(AdminConfig):
    default_site = "pssdash.accounts.admin_site.AdministrationSite"


class AdministrationSite(AdminSite):
    """Open to whoever may administer; 403 for everybody else who is signed in."""

    site_header = "Patient Safety Strategy dashboard: administration"
    site_title = "Administration"
    index_title = "Accounts, organisations and reference data"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.has_perm(Permission.ADMINISTER)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        inner = super().admin_view(view, cacheable)

        def refuse_or_show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(refuse_or_show, inner)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("admin:index")  # who gets here has signed in on the site's own page

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        # Imported here because this module is loaded before the models are.
        from pssdash.accounts.views import SignOut

        return SignOut.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("password_change")
