"""Signing in, and what happens when a form cannot be trusted."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from pssdash.accounts.forms import SignInForm
from pssdash.accounts.kept_text import SESSION_KEY, keep_text


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """The sign-in page. It says so when text waits on the other side."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(text_is_kept=SESSION_KEY in self.request.session, **kwargs)


class SignOut(auth.LogoutView):
    """POST only, as every change is."""


class ChangePassword(auth.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("password_changed")


class PasswordChanged(auth.PasswordChangeDoneView):
    template_name = "accounts/password_changed.html"


class ResetPassword(auth.PasswordResetView):
    """Sends a link if the address has an account, and says the same either way."""

    template_name = "accounts/password_reset.html"
    email_template_name = "accounts/password_reset_email.txt"
    subject_template_name = "accounts/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_sent")


class ResetSent(auth.PasswordResetDoneView):
    template_name = "accounts/password_reset_sent.html"


class ResetConfirm(auth.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("password_reset_complete")


class ResetComplete(auth.PasswordResetCompleteView):
    template_name = "accounts/password_reset_complete.html"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose security token no longer fits. What was typed goes back into the form, to be sent again."""
    if request.user.is_authenticated and keep_text(request):
        return redirect(request.get_full_path())
    return render(request, "403_csrf.html", status=403)
