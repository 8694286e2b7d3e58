"""The update of one target in one quarter by one organisation, and what a person may do with it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from objectives.models import Objective, ProgressUpdate, Target, TargetDeliverer
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Deliverer, Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter


@dataclass(frozen=True)
class Assignment:
    """`may_write` and `may_review` say what the person's roles allow; the states decide the rest."""

    target: Target
    period: ReportingPeriod
    organisation: Organisation
    user: User
    may_write: bool
    may_review: bool

    @property
    def is_national(self) -> bool:
        return self.organisation.kind == OrganisationKind.NATION

    def url(self, name: str = "update") -> str:
        """The page `name` of this update; `?organisation=` says whose, unless it is England's."""
        return update_url(self.target.ref, self.period.quarter, self.organisation, name)


def update_url(target_ref: str, quarter: Quarter, organisation: Organisation, name: str = "update") -> str:
    """The address of an update's page."""
    query = None if organisation.kind == OrganisationKind.NATION else {"organisation": organisation.code}
    return reverse(name, args=[target_ref, quarter], query=query)


def find_assignment(user: User, target_ref: str, quarter: Quarter, organisation_code: str) -> Assignment:
    """The assignment, or 404 where there is none or `user` may not see it. No code means England."""
    period, organisation = find_desk(user, quarter, organisation_code)
    target = get_object_or_404(targets_of(user, quarter, organisation).select_related("objective"), ref=target_ref)
    return Assignment(
        target=target,
        period=period,
        organisation=organisation,
        user=user,
        may_write=may_write_for(user, organisation),
        may_review=user.has_perm(Permission.APPROVE_UPDATES),
    )


def find_desk(user: User, quarter: Quarter, organisation_code: str) -> tuple[ReportingPeriod, Organisation]:
    """The quarter's period and the organisation, or 404 where `user` neither writes for it nor reads drafts."""
    period = get_object_or_404(ReportingPeriod.objects.covering_objectives(), quarter=quarter)
    organisation = (
        get_object_or_404(Organisation, code=organisation_code) if organisation_code else Organisation.england()
    )
    if not (user.has_perm(Permission.READ_DRAFTS) or may_write_for(user, organisation)):
        raise Http404
    return period, organisation


def may_write_for(user: User, organisation: Organisation) -> bool:
    """National editors write for England, submitters for the organisations that they answer for."""
    if organisation.kind == OrganisationKind.NATION:
        return user.has_perm(Permission.EDIT_UPDATES)
    own = Organisation.objects.of_user(user).filter(pk=organisation.pk)
    return user.has_perm(Permission.SUBMIT_FOR_ORGANISATION) and own.exists()


def targets_of(user: User, quarter: Quarter, organisation: Organisation) -> QuerySet:
    """The targets in force that the organisation writes about: all for England, else those that it helps to deliver."""
    targets = Target.objects.in_force(quarter).filter(objective__in=Objective.objects.in_force(quarter))
    if organisation.kind == OrganisationKind.NATION:
        return targets
    deliverers = Deliverer.objects.answered_by(Organisation.objects.filter(pk=organisation.pk))
    answered = Q(pk__in=TargetDeliverer.objects.filter(deliverer__in=deliverers).values("target"))
    if user.has_perm(Permission.READ_DRAFTS):
        # What it wrote while it was a deliverer stays readable.
        answered |= Q(pk__in=ProgressUpdate.objects.filter(organisation=organisation).values("target"))
    return targets.filter(answered)
