"""One entry that a person asks for: whose, for which quarter, and what they may do with it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.moves import Right
from pssdash.reporting.models import Part, ReportingPeriod
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class Desk:
    """Where a person works in a quarter, and for whom. `rights` are what the person's roles allow; the table in
    moves.py decides the rest.
    """

    period: ReportingPeriod
    organisation: Organisation
    user: User
    rights: frozenset[Right]

    @property
    def may_write(self) -> bool:
        return Right.WRITE in self.rights

    @property
    def may_review(self) -> bool:
        return Right.APPROVE in self.rights

    @property
    def is_national(self) -> bool:
        return self.organisation.kind == OrganisationKind.NATION


@dataclass(frozen=True)
class Assignment(Desk):
    """One entry at a desk. A kind adds what the entry is of, and says `of`, `ref`, `home` and `url`.

    The addresses of the steps stand here for the templates, which cannot ask `url` for one.
    """

    @property
    def of(self) -> dict[str, Any]:
        """What identifies the entry, as `save` and `find` take it."""
        raise NotImplementedError

    @property
    def ref(self) -> str:
        """What the entry is of, as its pages call it."""
        raise NotImplementedError

    @property
    def home(self) -> tuple[str, str]:
        """The page that it belongs to, for the breadcrumbs: words and address."""
        raise NotImplementedError

    def url(self, step: str = "") -> str:
        """The page of the entry, or that of a `step`: check, approve, send_back, correct or history."""
        raise NotImplementedError

    @property
    def autosave_url(self) -> str:
        return self.url("autosave")

    @property
    def presence_url(self) -> str:
        return self.url("presence")

    @property
    def confirm_url(self) -> str:
        return self.url("confirm")

    @property
    def preview_url(self) -> str:
        return self.url("preview")

    @property
    def receipt_url(self) -> str:
        return self.url("receipt")

    @property
    def history_url(self) -> str:
        return self.url("history")

    @property
    def send_back_url(self) -> str:
        return self.url("send_back")

    @property
    def correct_url(self) -> str:
        return self.url("correct")

    @property
    def onward_url(self) -> str:
        """Where the person goes on after this one."""
        return onward_url(self.url())


def onward_url(url: str) -> str:
    """Where a person goes on after the page `url`: the round knows what else they have to do."""
    return reverse("my_quarter_next", query={"after": url})


def entry_url(route: str, step: str, args: list[Any], organisation: Organisation | None = None) -> str:
    """The address of the page of an entry or, with `step`, of one of its steps (the route `<route>_<step>`).

    `?organisation=` says whose it is, unless it is England's or none is given.
    """
    is_national = organisation is None or organisation.kind == OrganisationKind.NATION
    query = None if is_national else {"organisation": organisation.code}
    return reverse(f"{route}_{step}" if step else route, args=args, query=query)


def url_with(url: str, name: str, value: object) -> str:
    """The address with one more parameter."""
    return f"{url}{'&' if '?' in url else '?'}{name}={value}"


def find_desk(
    user: User, part: Part, quarter: Quarter, organisation_code: str = ""
) -> tuple[ReportingPeriod, Organisation]:
    """The quarter's period and the organisation, or 404 where `user` neither writes for it nor reads drafts."""
    period = get_object_or_404(ReportingPeriod.objects.covering(part), quarter=quarter)
    organisation = (
        get_object_or_404(Organisation, code=organisation_code) if organisation_code else Organisation.england()
    )
    if not (user.has_perm(Permission.READ_DRAFTS) or may_write_for(user, organisation)):
        raise Http404
    return period, organisation


def rights_of(user: User, organisation: Organisation) -> frozenset[Right]:
    """What the person's roles allow with an entry of `organisation`."""
    held = {
        Right.WRITE: may_write_for(user, organisation),
        Right.CHECK: user.has_perm(Permission.CHECK_UPDATES),
        Right.APPROVE: user.has_perm(Permission.APPROVE_UPDATES),
    }
    return frozenset(right for right, is_held in held.items() if is_held)


def may_write_for(user: User, organisation: Organisation) -> bool:
    """National editors write for England, submitters for the organisations that they answer for."""
    if organisation.kind == OrganisationKind.NATION:
        return user.has_perm(Permission.EDIT_UPDATES)
    own = Organisation.objects.of_user(user).filter(pk=organisation.pk)
    return user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and own.exists()
