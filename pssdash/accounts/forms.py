"""Sign-in and password forms in the service's words."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)
from django.core.cache import cache
from django.core.mail import get_connection

from pssdash.accounts.models import User
from pssdash.ui.mail import compose

LOG = logging.getLogger(__name__)
NOT_RIGHT = "The email address or the password is not right. Check both and try again."
HINT = (
    "At least 12 characters, none of the common passwords, and unlike your name and address. "
    "Three words that do not belong together are easy to keep in mind."
)
NARROW = "nhsuk-input--width-20"
NOBODY = 0  # no account's key
PAUSE_BETWEEN_LINKS = timedelta(minutes=5)


def email_field() -> forms.EmailField:
    """The address that an account is known by."""
    return forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": "Enter your email address"},
    )


class SignInForm(AuthenticationForm):
    """Email address and password. One message for every failure: it tells nobody which addresses exist."""

    error_messages = {"invalid_login": NOT_RIGHT, "inactive": NOT_RIGHT}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = email_field()
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean_username(self) -> str:
        """In small letters, so that failures are counted for the address and not for one way to write it."""
        return self.cleaned_data["username"].lower()


class ResetRequestForm(PasswordResetForm):
    """Asks for a link by mail. Whoever asks again and again does not fill the owner's mailbox."""

    email = email_field()
    subject = "A new password for the Patient Safety Strategy dashboard"

    def send_mail(self, _subject: str, template: str, context: dict, *_: Any, **__: Any) -> None:
        """As every mail of the site. A mail server that fails is no page's failure, and tells nobody of an account."""
        mail = compose(context["email"], self.subject, template, context)
        try:
            if context["user"].pk == NOBODY:
                with get_connection():
                    return
            mail.send()
        except (SMTPException, OSError):
            LOG.exception("A link to choose a password could not be sent.")

    def get_users(self, email: str) -> Iterable[User]:
        """The account of that address, unless it was sent a link a moment ago. Else nobody, for whom the same work is
        done but for the sending: how long the answer takes would tell whether there is an account.
        """
        pause = PAUSE_BETWEEN_LINKS.total_seconds()
        found = [user for user in super().get_users(email) if cache.add(f"link-sent-to-{user.pk}", True, pause)]
        return found or [User(pk=NOBODY, email=email)]


class _NewPassword:
    """The two fields of a new password, in the words of all our forms."""

    def name_new_password(self) -> None:
        for field, label in (("new_password1", "New password"), ("new_password2", "New password again")):
            self.fields[field].label = label
            self.fields[field].error_messages["required"] = f"Enter the {label.lower()}"
            self.fields[field].help_text = ""
            self.fields[field].widget.attrs["class"] = NARROW
        self.fields["new_password1"].help_text = HINT


class ChangePasswordForm(_NewPassword, PasswordChangeForm):
    """The present password and a new one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.name_new_password()
        self.fields["old_password"].label = "Present password"
        self.fields["old_password"].widget.attrs["class"] = NARROW
        self.fields["old_password"].error_messages["required"] = "Enter your present password"


class NewPasswordForm(_NewPassword, SetPasswordForm):
    """A new password, for somebody who came by the link in a mail."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.name_new_password()
