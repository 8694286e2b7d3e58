"""The list of accounts, one account, closing it and opening it again."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission, requires
from pssdash.accounts.two_factor.rules import (
    has_second_factor,
    require_for_roles,
    required_roles,
    take_away_second_factor,
    with_second_factor,
)
from pssdash.organisations.models import Membership, Organisation
from pssdash.people.filters import AccountFilterSet
from pssdash.people.forms import AccountForm, CloseForm, RolesForm, TakeAwayForm
from pssdash.people.keeping import change_account, close_account, open_account_again
from pssdash.people.leaving import left_behind_by
from pssdash.people.posted import posted
from pssdash.people.refusals import Refused
from pssdash.people.tables import PER_PAGE, AccountTable
from pssdash.ui.exports import TYPES, table_response
from pssdash.ui.filters import PAGE


def accounts():
    return with_second_factor(User.objects.prefetch_related("groups", "memberships__organisation"))


@require_GET
@requires(Permission.ADMINISTER)
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account, filtered and sorted as the URL says."""
    filterset = AccountFilterSet(request.GET, accounts())
    table = AccountTable(filterset.qs, caption=f"{filterset.qs.count()} of {User.objects.count()} accounts")
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    downloads = [("CSV", export_url(request, "csv")), ("Excel", export_url(request, "xlsx"))]
    context = {"filterset": filterset, "table": table, "downloads": downloads}
    return render(request, "people/account_list.html", context)


@require_GET
@requires(Permission.ADMINISTER)
def account_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """All of the list that the page gives for this query string. A mistaken filter leads to the page, which says so."""
    if file_format not in TYPES:
        raise Http404("There is no such file")
    filterset = AccountFilterSet(request.GET, accounts())
    if filterset.errors:
        return redirect(f"{reverse('account_list')}?{request.GET.urlencode()}")
    table = AccountTable(filterset.qs)
    RequestConfig(request, paginate=False).configure(table)
    return table_response(table, file_format, "accounts")


def export_url(request: HttpRequest, file_format: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    return f"{reverse('account_export', args=[file_format])}?{query.urlencode()}"


@requires(Permission.ADMINISTER)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, with what an administrator can change of it."""
    user = get_object_or_404(User, pk=pk)
    is_sent = request.method == "POST"
    form = AccountForm(
        posted(request), user=user, left_behind=left_behind_by(user) if is_sent else (),
        others=others_than(user) if is_sent else (),
    )  # fmt: skip
    if is_sent and form.is_valid():
        cleaned = form.cleaned_data
        try:
            change_account(
                user=user, email=cleaned["email"], name=cleaned["name"], roles=cleaned["roles"],
                organisations=cleaned["codes"], by=request.user, heirs=form.heirs, reason=cleaned["reason"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{cleaned['name']}: saved.")
            return redirect("account", pk=pk)
    context = {"account": user, "form": form, "has_second_factor": has_second_factor(user)}
    return render(request, "people/account.html", context)


@requires(Permission.ADMINISTER)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What a leaver answers for, what of it waits, who takes it over, and the end of the account."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    form = CloseForm(
        posted(request), organisations=organisations_of(user), left_behind=left_behind_by(user),
        others=others_than(user),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            close_account(user=user, heirs=form.heirs, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The account of {user.name} is closed.")
            return redirect("account", pk=pk)
    return render(request, "people/close.html", {"account": user, "form": form})


def organisations_of(user: User) -> list[Organisation]:
    """The organisations that the person is linked to, each with the `other_memberships` of those who are too."""
    others = Membership.objects.filter(user__is_active=True).exclude(user=user).select_related("user")
    besides = Prefetch("memberships", queryset=others, to_attr="other_memberships")
    return list(Organisation.objects.of_user(user).prefetch_related(besides))


def others_than(user: User) -> list[User]:
    return list(User.objects.filter(is_active=True).exclude(pk=user.pk))


@require_POST
@requires(Permission.ADMINISTER)
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=False)
    try:
        open_account_again(user=user, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{user.name} can sign in again. Give them their organisations below.")
    return redirect("account", pk=pk)


@requires(Permission.ADMINISTER)
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the second factor of somebody who lost it away."""
    user = get_object_or_404(User, pk=pk)
    if not has_second_factor(user) or (user.is_superuser and not request.user.is_superuser):
        raise Http404("There is no second factor to take away")
    form = TakeAwayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        take_away_second_factor(user=user, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request, f"{user.name} signs in with the password alone, and can set two-factor sign-in up again."
        )
        return redirect("account", pk=pk)
    return render(request, "people/second_factor.html", {"account": user, "form": form})


@requires(Permission.ADMINISTER)
def second_factor_roles(request: HttpRequest) -> HttpResponse:
    """Which roles need two-factor sign-in."""
    form = RolesForm(posted(request), initial={"roles": required_roles()})
    if request.method == "POST" and form.is_valid():
        require_for_roles(roles=form.cleaned_data["roles"], by=request.user)
        messages.success(
            request, "Saved. Who needs two-factor sign-in and has not set it up is asked to at the next page."
        )
        return redirect("account_list")
    return render(request, "people/second_factor_roles.html", {"form": form})
