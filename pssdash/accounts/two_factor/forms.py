"""The forms with a code. django-allauth finds them by settings.MFA_FORMS."""

import time
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from cryptography.fernet import InvalidToken
from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction

from pssdash.accounts.models import User
from pssdash.accounts.throttling import count_wrong_code, forget_wrong_codes, may_try_code

REMEMBERED = 120  # seconds; a code is good for 90 at most
LOST_KEY = "Two-factor sign-in has to be set up again. Ask an administrator to take it away first."
NOT_YOURS = "This is not your password. Check it and try again."


def code_field(label: str, help_text: str) -> forms.CharField:
    """Six or eight digits, offered by phones and password managers where they know them."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "nhsuk-input--width-10"}
        ),
        error_messages={"required": "Enter the code"},
    )  # fmt: skip


class CodeForm(AuthenticateForm):
    """The code that completes a sign-in: of the app, or a recovery code. Either is good once."""

    code = code_field("Code", "The six digits that your authenticator app shows now, or one of your recovery codes.")

    def clean_code(self) -> str:
        if not may_try_code(context.request, self.user):
            raise get_adapter().validation_error("incorrect_code")
        try:
            code = super().clean_code()
            refuse_used_code(self.authenticator, code)
        except InvalidToken:
            raise ValidationError(LOST_KEY) from None
        except ValidationError:
            count_wrong_code(context.request, self.user)
            raise
        forget_wrong_codes(self.user)
        return code


class SetUpForm(ActivateTOTPForm):
    """The first code of the app, which shows that it has the key."""

    code = code_field("Code that the app shows", "Six digits. They change every 30 seconds.")


class ConfirmForm(forms.Form):
    """The password again, before what would let somebody at an open screen take the account over."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "nhsuk-input--width-20"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """By Django's backends, so that wrong ones are counted with those of the sign-in page."""
        password = self.cleaned_data["password"]
        if authenticate(context.request, username=self.user.email.lower(), password=password) is None:
            raise ValidationError(NOT_YOURS)
        return password


@transaction.atomic
def refuse_used_code(authenticator: Authenticator, code: str) -> None:
    """A code of the app that somebody looked over a shoulder for is not good again. django-allauth remembers it in the
    cache, which each server has for itself; here it is remembered with the key.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return
    digits = "".join(code.split())
    kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    used = [[old, at] for old, at in kept.data.get("used", []) if time.time() - at < REMEMBERED]
    if any(old == digits for old, _ in used):
        raise get_adapter().validation_error("incorrect_code")
    kept.data["used"] = [*used, [digits, time.time()]]
    kept.save(update_fields=["data"])
