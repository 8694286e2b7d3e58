"""Signing a browser in as a demo account: by the form, or without going through it each time."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

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


def sign_in_by_form(page: Page, email: str, password: str) -> None:
    """Fill the sign-in page that `page` shows, as a person does."""
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()
