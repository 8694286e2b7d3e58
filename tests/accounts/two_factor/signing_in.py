"""The steps of a sign-in with a second factor, as a browser takes them."""

from django.urls import reverse

from tests.factories.accounts import PASSWORD
from tests.factories.second_factor import code_of

EMAIL = "board@example.org"


def sign_in(client, after=""):
    query = {"next": after} if after else None
    return client.post(reverse("sign_in", query=query), {"username": EMAIL, "password": PASSWORD})


def enter(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def set_up(client):
    """Turn it on as a person does: the key of the page, and the code that an app makes of it."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
