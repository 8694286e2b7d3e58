"""What a person is given: name, roles, organisations. One set of rules for a form, a list of many, and a change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group

from pssdash.accounts.models import User
from pssdash.accounts.roles import REGIONAL_LEAD, ROLES, SUBMITTER
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.people.models import Invitation


@dataclass(frozen=True)
class Given:
    """One person to invite."""

    email: str
    name: str
    roles: tuple[Group, ...]
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True)
class Known:
    """What is looked up once, however long a list is."""

    roles: dict[str, Group]
    organisations: dict[str, Organisation]

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Known":
        found = Organisation.objects.filter(code__in={code.upper() for code in codes})
        return cls(
            {role.name.lower(): role for role in Group.objects.filter(name__in=ROLES)},
            {organisation.code: organisation for organisation in found},
        )


def parts(text: str) -> list[str]:
    """Codes between commas, semicolons or blanks."""
    return text.replace(",", " ").replace(";", " ").split()


def unfit(roles: Sequence[Group], organisations: Sequence[Organisation]) -> list[str]:
    """Why these roles cannot do their work with these organisations."""
    names = {role.name for role in roles}
    problems = []
    if SUBMITTER in names and not organisations:
        problems.append("A submitter needs the code of the organisation that they write for")
    if REGIONAL_LEAD in names and not any(each.kind == OrganisationKind.REGION for each in organisations):
        problems.append("A regional lead needs the code of their region")
    return problems


def unknown_codes(codes: Iterable[str], known: Known) -> list[str]:
    return [
        f"There is no organisation with the code {code}" for code in codes if code.upper() not in known.organisations
    ]


def taken(emails: Iterable[str]) -> dict[str, str]:
    """Of these addresses in small letters, those that cannot be invited, and why."""
    wanted = set(emails)
    accounts = {email.lower() for email in User.objects.values_list("email", flat=True)} & wanted
    invited = {email.lower() for email in Invitation.objects.unanswered().values_list("email", flat=True)} & wanted
    waiting = {email: "is invited already: invite them again on the list of invitations" for email in invited}
    return waiting | {email: "has an account already" for email in accounts}
