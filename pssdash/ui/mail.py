"""Mails: a text and an HTML version of each, from the templates `mails/<name>.txt` and `mails/<name>.html`.

Both extend `mails/base`, which has the blocks `content` and, in the HTML, `heading`. They are given what the caller
gives, and `site`, with which a link begins: {{ site }}{% url "my_quarter" %}. Inline style is allowed here alone, since
mail clients know no other; images are not, since they would be fetched from somewhere.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pssdash.ui.navigation import SERVICE_NAME

# Nobody's out-of-office message answers a machine (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}


def send_mail(
    to: str, subject: str, template: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> None:
    """Send one mail to one address. Raises what the mail server raises: the caller says what follows from it."""
    compose(to, subject, template, context, headers).send()


def compose(
    to: str, subject: str, template: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """The mail, to be sent: by itself, or with others through one connection (`get_connection().send_messages`)."""
    subject = " ".join(subject.split())
    shown = {"site": settings.SITE_ADDRESS, "service_name": SERVICE_NAME, "subject": subject} | dict(context)
    text = tidy(render_to_string(f"mails/{template}.txt", shown))
    mail = EmailMultiAlternatives(subject, text, to=[to], headers=HEADERS | dict(headers or {}))
    mail.attach_alternative(render_to_string(f"mails/{template}.html", shown), "text/html")
    return mail


def tidy(text: str) -> str:
    """Without the empty lines that tags leave behind: one between paragraphs, none at the ends."""
    return re.sub(r"\n[ \t]*(\n[ \t]*)+\n?", "\n\n", text).strip() + "\n"
