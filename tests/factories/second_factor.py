"""Authenticator apps: what a person's phone knows and shows."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from pssdash.accounts.models import User


def code_of(secret: str, steps: int = 0) -> str:
    """What an app with the key `secret` shows now, or so many half minutes later (earlier)."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + steps))


def enrol(user: User) -> tuple[str, list[str]]:
    """Give `user` a second factor: the key that the app has, and the recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).generate_codes()
