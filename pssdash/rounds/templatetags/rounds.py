"""The line at the top of everybody's first page."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.rounds.round_standing import standings_for
from pssdash.rounds.signs.views import CONCERNED
from pssdash.rounds.standing_line import in_one_line

register = template.Library()


@dataclass(frozen=True)
class Line:
    """One line, and the page of its quarter for those who may open it ("" for others)."""

    text: str
    url: str


@register.inclusion_tag("rounds/line.html", takes_context=True)
def round_line(context: template.Context) -> dict:
    """{% round_line %}: how each quarter that is not published stands, for the person who reads the page."""
    user = context["request"].user
    return {"lines": lines_for(user), "shown": periods_of_signs(user)}


def lines_for(user: User) -> list[Line]:
    may_open, today = user.has_perm(Permission.READ_DRAFTS), timezone.localdate()
    return [
        Line(in_one_line(standing, today), reverse("quarter", args=[standing.quarter]) if may_open else "")
        for standing in standings_for(user)
    ]


def periods_of_signs(user: User) -> list[ReportingPeriod]:
    """The last published quarter of each part, for those who read the signs and have no other way to them."""
    if user.has_perm(Permission.READ_DRAFTS) or not any(user.has_perm(each) for each in CONCERNED):
        return []
    published = ReportingPeriod.objects.visible_to(user).published()
    return list(dict.fromkeys(filter(None, (published.covering(part).first() for part in Part))))
