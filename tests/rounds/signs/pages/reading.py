"""The pages of silence, drift and what lies ahead, as they are read, and what they tell of."""

from pssdash.accounts.roles import APPROVER
from pssdash.reporting.models import ReportingPeriod
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update, publish

NAMES = ("silence", "drift", "ahead")


def url(name, quarter="2020-21-q3", query=""):
    return f"/quarters/{quarter}/{name}/{query}"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def refs(response) -> list[str]:
    return [row.record.item.ref for row in response.context["table"].rows]


def lines(client, name, query="export.csv") -> list[str]:
    return client.get(url(name, query=query)).content.decode().splitlines()


def approve(target, period, **fields):
    return make_update(target, period, state="approved", approved_by=make_user(APPROVER), **fields)


def drifting(target, period, **fields):
    words = {"reported_rag": "green", "rag_reason": "Only the signature is missing"}
    return approve(target, period, **(words | fields))


def overdue(**fields):
    return make_target(deadline="by 31 March 2020", **fields)


def two_quarters(*targets, **fields) -> ReportingPeriod:
    """Q2 published and Q3 open, with the same approved update of each target."""
    first = make_period("Q2 2020/21")
    for target in targets:
        drifting(target, first, **fields)
    publish(first)
    second = make_period("Q3 2020/21")
    for target in targets:
        drifting(target, second, **fields)
    return second
