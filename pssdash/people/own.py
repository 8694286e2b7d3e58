"""What the page "Your account" says about the person."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from pssdash.accounts.models import User


def facts_about(user: User) -> list[dict[str, Any]]:
    """Rows of a summary list."""
    roles = ["Everything"] if user.is_superuser else []
    roles += sorted(role.name for role in user.groups.all())
    organisations = sorted(str(each.organisation) for each in user.memberships.select_related("organisation"))
    return [
        {"key": "Name", "value": user.name},
        {"key": "Email address", "value": user.email},
        {"key": "Roles", "value": ", ".join(roles) or "None"},
        {"key": "Organisations", "value": ", ".join(organisations) or "None"},
        {"key": "Last sign-in", "value": moment(user)},
    ]


def moment(user: User) -> str:
    return date_format(timezone.localtime(user.last_login), "j F Y, H:i") if user.last_login else "Never"
