"""What django-allauth does otherwise here than by itself. Settings name the two classes."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from pssdash.accounts.models import User
from pssdash.accounts.two_factor.qr_code import qr_code
from pssdash.accounts.two_factor.rules import needs_second_factor

SALT = "pssdash.accounts.two_factor"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account by themselves, the password confirms who somebody is, and our pages say what was done."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        pass

    def login(self, request: HttpRequest, user: User) -> None:
        # A sign-in that waited for its code has forgotten which backend checked the password.
        user.backend = "django.contrib.auth.backends.ModelBackend"
        super().login(request, user)

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        return [{"id": "reauthenticate", "description": "Password", "url": reverse("account_reauthenticate")}]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted in the database, and stay while a role needs them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right. Enter the one that the app shows now, or a recovery code that "
        "you have not used.",
        "cannot_delete_authenticator": "Your role needs two-factor sign-in, so it cannot be turned off.",
        "cannot_generate_recovery_codes": "Turn two-factor sign-in on before you make recovery codes.",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        return qr_code(url)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().decrypt(encrypted_text.encode()).decode()


def keys() -> MultiFernet:
    """The key made of SECRET_KEY, and of those before it, so that a new one locks nobody out."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, "secrets", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
