"""Mails that tell the owner of an account of a change to how one signs in: whoever made it, the owner learns of it."""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.ui.mail import send_mail

LOG = logging.getLogger(__name__)


class Notice(models.TextChoices):
    """What happened: the subject of the mail."""

    PASSWORD = "password", "Your password was changed"
    FACTOR_ON = "factor_on", "Two-factor sign-in was turned on"
    FACTOR_OFF = "factor_off", "Two-factor sign-in was turned off"
    FACTOR_TAKEN = "factor_taken", "An administrator took your two-factor sign-in away"
    ADDRESS = "address", "The email address of your account was changed"
    NEW_CODES = "new_codes", "New recovery codes were made for your account"


def tell_owner(user: User, notice: Notice, *, former_address: str = "") -> None:
    """Send the mail once the change is kept: to the account's `former_address` where that is what was changed."""
    address = former_address or user.email
    context = {
        "user": user, "address": address, "is_former": bool(former_address),
        "notice": notice.label, "at": timezone.now(), "contact": settings.CONTACT_EMAIL,
    }  # fmt: skip
    transaction.on_commit(partial(send, address, notice, context))


def send(to: str, notice: Notice, context: dict[str, object]) -> None:
    """A mail server that fails does not undo the change, and is told in the log."""
    try:
        send_mail(to, notice.label, "security_notice", context)
    except (SMTPException, OSError):
        LOG.exception("A security notice could not be sent.")
