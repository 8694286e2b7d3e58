"""What every kind of entry shares: its states, its versions, every save of it, and how it tells what was typed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pssdash.accounts.append_only import AppendOnly
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.entries.moves import MOVES
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.entries.words import in_words
from pssdash.reporting.models import ReportingPeriod, Source

WINDOW_LENGTH = 22
CONFIRMS = "confirms"  # the key in a content that says which version is confirmed
NO_CHANGE = "No change since"


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EntryQuerySet":
        """Drafts for those who read drafts or answer for the organisation; else approved rows of published quarters,
        England's for every reader and an organisation's for its region.
        """
        if user.has_perm(Permission.READ_DRAFTS):
            return self
        published = Q(state=EntryState.APPROVED, period__state=ReportingPeriod.State.PUBLISHED)
        england = published & Q(organisation__kind=OrganisationKind.NATION)
        local = published & Q(organisation__in=Organisation.objects.with_local_rows_for(user))
        own = (
            Q(organisation__memberships__user=user)
            if user.has_perm(Permission.SUBMIT_FOR_ORGANISATION)
            else Q(pk__in=[])
        )
        return (
            self.filter(england | local | own).distinct() if user.has_perm(Permission.READ_PUBLISHED) else self.none()
        )

    def national(self) -> "EntryQuerySet":
        return self.filter(organisation__kind=OrganisationKind.NATION)

    def approved(self) -> "EntryQuerySet":
        return self.filter(state=EntryState.APPROVED)

    def working(self) -> "EntryQuerySet":
        return self.exclude(state=EntryState.APPROVED)


class AbstractEntry(models.Model):
    """What an organisation writes of one thing for one period. England's is the national view.

    There is one working version at a time, shared by its writers; approved versions are numbered and stay as they are.
    A correction is the next version, with a reason. A kind names what it is of (`IDENTITY`, `ref`, `subject`) and what
    is typed (`TYPED`); one with lines or cells beside the row has its own `content`, `write`, `named` and `in_words`.
    Its Meta adds `version_constraints`, and an `AbstractRevision` that refers to it as `revisions`.
    """

    IDENTITY: ClassVar[tuple[str, ...]] = ("period", "organisation")  # the fields that say which entry this is
    TYPED: ClassVar[Mapping[str, str]] = {}  # the fields that a person types, with their labels, in order
    NOUN: ClassVar[str] = "update"  # what the pages call it
    NOUN_FOR_MANY: ClassVar[str] = ""  # where that is not the noun with an s
    TRAIL_KIND: ClassVar[str] = "update"  # what the audit trail calls it

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.DRAFT)
    correction_reason = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_note = models.TextField(blank=True)
    confirms = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The approved entry of an earlier quarter whose words still hold. Then nothing is typed here.",
    )  # fmt: skip
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source_place = models.CharField(max_length=120, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at__isnull=True)),
                name="%(class)s_approval_says_when",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=False, checked_by__isnull=False)
                | (~Q(state="checked") & Q(checked_at__isnull=True, checked_by__isnull=True)),
                name="%(class)s_check_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False) | Q(source__isnull=False),
                name="%(class)s_approved_by_a_person_or_a_source",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(correction_reason=""), name="%(class)s_correction_has_a_reason"
            ),
        ]

    @classmethod
    def noun_for_many(cls) -> str:
        """`updates`, `lists of phases`."""
        return cls.NOUN_FOR_MANY or f"{cls.NOUN}s"

    @property
    def ref(self) -> str:
        """What it is of, in one word without spaces: `SC-1.1`. The trail and the receipt name it by that."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """The page whose trail it belongs to: `objective/SC-1`."""
        raise NotImplementedError

    def content(self) -> dict[str, Any]:
        """Everything a person typed, as plain values: what a revision keeps and the audit trail compares.

        Of a confirmation that is which version it confirms, and nothing else.
        """
        if self.confirms_id:
            return {CONFIRMS: self.confirms_id}
        return {name: plain(getattr(self, name)) for name in self.TYPED}

    def write(self, content: Mapping[str, Any]) -> None:
        """Take over `content`, of the form that `content()` gives, and save. A field that is left out becomes blank."""
        self.confirms_id = content.get(CONFIRMS)
        for name in self.TYPED:
            field = self._meta.get_field(name)
            setattr(self, name, field.to_python(content[name]) if name in content else field.get_default())
        self.save()

    def named(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Label -> value on one level, for the trail, which keeps codes and not their words."""
        if content.get(CONFIRMS):
            return {NO_CHANGE: content[CONFIRMS]}
        return {label: content[name] for name, label in self.TYPED.items() if name in content}

    def in_words(self, content: Mapping[str, Any]) -> dict[str, str]:
        """Label -> text for people, in the order of the form; nothing for no content."""
        if content.get(CONFIRMS):
            return {NO_CHANGE: str(type(self).objects.get(pk=content[CONFIRMS]).period.quarter.short)}
        return in_words(type(self), self.TYPED, content) if content else {}

    @property
    def said(self) -> "AbstractEntry":
        """The entry whose words count: the one that this one confirms, else itself."""
        return self.confirms if self.confirms_id else self

    @property
    def confirmation(self) -> str:
        """`No change since Q1 2024/25, confirmed by England on 3 November 2024`; nothing where something was typed.

        Readers see it, so it names the organisation and not the person.
        """
        if not self.confirms_id:
            return ""
        since = f"{NO_CHANGE} {self.confirms.period.quarter.short}"
        if self.submitted_at is None:
            return since
        on = timezone.localtime(self.submitted_at)
        return f"{since}, confirmed by {self.organisation.short_name} on {on.day} {on:%B %Y}"

    def can(self, move: str) -> bool:
        """Whether `move` may follow the present state."""
        return move in MOVES[self.state]

    def reviewed(self) -> dict[str, str]:
        """What a reviewer says beside their signature, by label, as the trail keeps it. Only some kinds ask that."""
        return {}

    @property
    def review_in_words(self) -> str:
        """The same for people."""
        return ""

    @property
    def rating_to_sign(self) -> str:
        """The rating that a signature without a word more agrees with, as a sentence; nothing of most kinds."""
        return ""

    def review_problems(self, said: Mapping[str, str] | None) -> dict[str, str]:
        """What is missing in what a reviewer says, by field of their form. None: nothing more than the signature."""
        return {}

    def review(self, said: Mapping[str, str] | None, by: User) -> None:
        """Take over what a reviewer says, without saving it."""

    def drop_review(self) -> None:
        """Forget what a reviewer said, as what they read is changed."""

    @property
    def of(self) -> dict[str, Any]:
        """What identifies it: the values of `IDENTITY`, as `save` and `find` take them."""
        return {name: getattr(self, name) for name in self.IDENTITY}


class AbstractRevision(AppendOnly):
    """One save of an entry, whole: who typed what, when. Also what was typed and not taken over (a conflict).

    A kind adds the foreign key to its entry, with `related_name="revisions"`, and one number a save.
    """

    class Outcome(models.TextChoices):
        SAVED = "saved", "Saved"
        CONFLICT = "conflict", "Kept aside: somebody else had saved first"

    number = models.PositiveIntegerField()
    is_automatic = models.BooleanField(default=False, help_text="Saved while the person typed, not by a button.")
    window = models.CharField(max_length=WINDOW_LENGTH, blank=True, help_text="The opened form that it came from.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.SAVED)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()

    class Meta:
        abstract = True
        ordering = ["-number"]


def version_constraints(identity: tuple[str, ...], one_a_version: str, one_working: str) -> list:
    """The two constraints of every kind, by the names given: versions are numbered, and one at a time is in work."""
    return [
        models.UniqueConstraint(fields=[*identity, "version"], name=one_a_version),
        models.UniqueConstraint(fields=list(identity), condition=~Q(state=EntryState.APPROVED), name=one_working),
    ]


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates as ISO text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
