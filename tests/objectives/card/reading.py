"""The card of SC-1, as somebody reads it."""

from pssdash.reporting.models import Source
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    make_period,
    make_update,
    publish,
)

CARD = "/objectives/SC-1/"


def sign_in(client, *roles, **fields):
    client.force_login(make_user(*roles, **fields))
    return client


def approved(target, period, **fields):
    source, _ = Source.objects.get_or_create(slug="report", title="A report", kind=Source.Kind.DOCUMENT)
    return make_update(target, period, state="approved", source=source, **fields)


def quarter_of(target, quarter, **fields):
    """A published quarter in which `target` alone has an update."""
    period = make_period(quarter)
    approved(target, period, **fields)
    return publish(period)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def card_of(client, path=CARD):
    return client.get(path).context["card"]
