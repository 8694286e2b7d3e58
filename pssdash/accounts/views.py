"""Signing in, passwords, and what happens when a form cannot be trusted."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from pssdash.accounts import forms
from pssdash.accounts.audit import record
from pssdash.accounts.kept_text import SESSION_KEY, is_from_script, keep_text, signed_out
from pssdash.accounts.notices import Notice, tell_owner
from pssdash.accounts.sessions import end_sessions, follow_session


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """The sign-in page. It says so when text waits on the other side."""

    authentication_form = forms.SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: forms.SignInForm) -> HttpResponse:
        """Signs the person in, or asks for the second factor first."""
        user = form.get_user()
        record_authentication(self.request, user, method="password", reauthenticated=True)
        return perform_login(self.request, Login(user=user, redirect_url=self.get_success_url()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(text_is_kept=SESSION_KEY in self.request.session, **kwargs)


# Open to everybody: whoever's session has ended already is led to the sign-in page, as if it had not.
@method_decorator(login_not_required, name="dispatch")
class SignOut(auth.LogoutView):
    """POST only, as every change is."""


class ChangePassword(auth.PasswordChangeView):
    form_class = forms.ChangePasswordForm
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("password_changed")

    @transaction.atomic
    def form_valid(self, form: forms.ChangePasswordForm) -> HttpResponse:
        record_new_password(form)
        before = self.request.session.session_key
        end_sessions(form.user, keep=before)
        response = super().form_valid(form)
        follow_session(before, self.request.session.session_key)
        return response


class PasswordChanged(auth.PasswordChangeDoneView):
    template_name = "accounts/password_changed.html"


@method_decorator(login_not_required, name="dispatch")
class ResetPassword(auth.PasswordResetView):
    """Sends a link if the address has an account, and says the same either way."""

    form_class = forms.ResetRequestForm
    template_name = "accounts/password_reset.html"
    email_template_name = "new_password"
    success_url = reverse_lazy("password_reset_sent")


@method_decorator(login_not_required, name="dispatch")
class ResetSent(auth.PasswordResetDoneView):
    template_name = "accounts/password_reset_sent.html"


@method_decorator(login_not_required, name="dispatch")
class ResetConfirm(auth.PasswordResetConfirmView):
    """The page that the link leads to. An old or used link is told so, with the way to a new one."""

    form_class = forms.NewPasswordForm
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("password_reset_complete")

    @transaction.atomic
    def form_valid(self, form: forms.NewPasswordForm) -> HttpResponse:
        record_new_password(form)
        end_sessions(form.user)
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ResetComplete(auth.PasswordResetCompleteView):
    template_name = "accounts/password_reset_complete.html"


def record_new_password(form: forms.ChangePasswordForm | forms.NewPasswordForm) -> None:
    """The trail keeps that a password was changed, never the password; the owner gets a mail."""
    record(by=form.user, action="changed the password", item=("account", form.user.email))
    tell_owner(form.user, Notice.PASSWORD)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose security token no longer fits. What was typed goes back into the form, to be sent again."""
    if is_from_script(request):
        return signed_out(status=403)
    if request.user.is_authenticated and keep_text(request):
        return redirect(request.get_full_path())
    return render(request, "403_csrf.html", status=403)
