"""`/`: each person starts where their work is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from pssdash.accounts import roles
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation

# The first of these that a person holds decides.
FIRST_PAGES = [
    (roles.EDITOR, "my_quarter"),
    (roles.APPROVER, "my_quarter"),
    (roles.SUBMITTER, "my_quarter"),
    (roles.REGIONAL_LEAD, "region_list"),
    (roles.BOARD_MEMBER, "board"),
    (roles.ADMINISTRATOR, "admin:index"),
]
NO_ROLE = "Your account has no role yet, so there is nothing for you to read. Ask for one: the address is on this page."


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = first_page(request.user)
    if page:
        return redirect(page)
    messages.warning(request, NO_ROLE)
    return redirect("help")


def first_page(user: User) -> str:
    """The address of the first page of the person's roles; "" without a role."""
    held = set(user.groups.values_list("name", flat=True))
    name = next((name for role, name in FIRST_PAGES if role in held), None)
    if name is None and user.has_perm(Permission.ADMINISTER):
        name = "admin:index"
    if name == "region_list":
        return region_or_list(user)
    return reverse(name) if name else ""


def region_or_list(user: User) -> str:
    """The region of somebody who leads one; the list for somebody who leads several, or none yet."""
    regions = Organisation.objects.regions_readable_by(user)[:2]
    return reverse("region", args=[regions[0].code]) if len(regions) == 1 else reverse("region_list")
