"""Signing a browser in as a demo account, without going through the sign-in form each time."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from pssdash.accounts.models import User
from tests.browser.pages import ANYBODY


def sign_in(context: BrowserContext, site: str, role: str) -> None:
    """Give `context` a session at the address `site` as the demo account of `role`; none for ANYBODY."""
    if role == ANYBODY:
        return
    client = Client()
    user = User.objects.get(email=f"{role}@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
