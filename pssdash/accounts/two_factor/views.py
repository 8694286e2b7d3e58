"""The pages of two-factor sign-in: those of django-allauth, with our forms, words and audit trail."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.accounts.notices import Notice, tell_owner
from pssdash.accounts.two_factor.forms import ConfirmForm
from pssdash.accounts.two_factor.rules import must_enrol

ON = "turned two-factor sign-in on"
OFF = "turned two-factor sign-in off"
NEW_CODES = "made new recovery codes"


# Open to who is half signed in: without a password given a moment ago it leads to the sign-in page.
@method_decorator(login_not_required, name="dispatch")
class EnterCode(AuthenticateView):
    """The second page of signing in."""

    template_name = "two_factor/code.html"


class Confirm(ReauthenticateView):
    """Asks for the password again, before what changes how one signs in."""

    form_class = ConfirmForm
    template_name = "two_factor/confirm.html"


class SetUp(ActivateTOTPView):
    """The QR code, the key in letters, and the first code of the app."""

    template_name = "two_factor/set_up.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        key = shown["form"].secret
        groups = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
        return shown | {"key": groups, "is_required": must_enrol(self.request.user)}

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        keep_and_tell(self.request.user, ON, Notice.FACTOR_ON)
        return response


class TurnOff(DeactivateTOTPView):
    template_name = "two_factor/turn_off.html"
    success_url = reverse_lazy("your_account")

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        keep_and_tell(self.request.user, OFF, Notice.FACTOR_OFF)
        messages.success(self.request, "Two-factor sign-in is off.")
        return response


class RecoveryCodes(ViewRecoveryCodesView):
    """Shows new codes once."""

    template_name = "two_factor/recovery_codes.html"


class NewRecoveryCodes(GenerateRecoveryCodesView):
    template_name = "two_factor/new_recovery_codes.html"

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        keep_and_tell(self.request.user, NEW_CODES, Notice.NEW_CODES)
        return response


def keep_and_tell(user: User, action: str, notice: Notice) -> None:
    """One entry in the trail about the person's own account, and a mail to them."""
    record(by=user, action=action, item=("account", user.email))
    tell_owner(user, notice)
