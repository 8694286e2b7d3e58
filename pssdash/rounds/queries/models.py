"""A question about an entry or one field of it, and everything that was said to it."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from objectives.models import ProgressUpdate
from programmes.models import (
    DeliverableUpdate,
    MeasureReturn,
    NarrativeText,
    PhaseReturn,
    StepChangeProposal,
)
from pssdash.accounts.append_only import AppendOnly
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.reading import versions_of
from pssdash.reporting.models import ReportingPeriod

# The kinds of entry, by the field that refers to one.
ENTRIES: dict[str, type[AbstractEntry]] = {
    "target_update": ProgressUpdate,
    "deliverable_update": DeliverableUpdate,
    "measure_return": MeasureReturn,
    "narrative_text": NarrativeText,
    "phase_return": PhaseReturn,
    "step_change": StepChangeProposal,
}
FIELD_OF = {model: field for field, model in ENTRIES.items()}


class QueryState(models.TextChoices):
    """Where a query stands. moves.py says what may follow."""

    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    RESOLVED = "resolved", "Resolved"
    WAIVED = "waived", "Waived"


OPEN = (QueryState.ASKED, QueryState.ANSWERED)


class QueryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "QueryQuerySet":
        """All for those who read drafts; those on their own organisations' entries for submitters; for readers none."""
        if user.has_perm(Permission.READ_DRAFTS):
            return self
        if not user.has_perm(Permission.SUBMIT_FOR_ORGANISATION):
            return self.none()
        return self.filter(organisation__in=Organisation.objects.of_user(user))

    def open(self) -> "QueryQuerySet":
        """Those that stand against an approval: not resolved and not waived."""
        return self.filter(state__in=OPEN)

    def on(self, entry: AbstractEntry) -> "QueryQuerySet":
        """Those on any version of the entry."""
        return self.filter(**{f"{FIELD_OF[type(entry)]}__in": versions_of(entry)})

    def with_everything(self) -> "QueryQuerySet":
        """With what a page shows of each, in a constant number of queries."""
        return self.select_related("period", "organisation", "asked_by").prefetch_related("steps__by")


def refers_to_one() -> Q:
    """Exactly one of the kinds' fields is filled."""
    ways = (Q(**{f"{name}__isnull": name != filled for name in ENTRIES}) for filled in ENTRIES)
    return reduce(or_, ways)


def entry_field(model: type[AbstractEntry]) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Query(models.Model):
    """One question. It refers to the version that was read, by one field a kind. `about` is the label of a field, ""
    for the whole entry, and `said` what stood there then. The words are in the steps.
    """

    target_update = entry_field(ProgressUpdate)
    deliverable_update = entry_field(DeliverableUpdate)
    measure_return = entry_field(MeasureReturn)
    narrative_text = entry_field(NarrativeText)
    phase_return = entry_field(PhaseReturn)
    step_change = entry_field(StepChangeProposal)
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    said = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=QueryState.choices, default=QueryState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = QueryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name_plural = "queries"
        constraints = [models.CheckConstraint(condition=refers_to_one(), name="query_refers_to_one_entry")]
        indexes = [models.Index(fields=["period", "state"])]

    def __str__(self) -> str:
        return f"Query {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("query", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def field(self) -> str:
        """The name of the field that is filled."""
        return next(name for name in ENTRIES if getattr(self, f"{name}_id"))

    @property
    def entry(self) -> AbstractEntry:
        return getattr(self, self.field)


class QueryStep(AppendOnly):
    """What one person said to a query, when: the question, an answer, a resolution, a waiver with its reason."""

    class Kind(models.TextChoices):
        ASKED = "ask", "Asked"
        ANSWERED = "answer", "Answered"
        ASKED_AGAIN = "ask_again", "Asked again"
        RESOLVED = "resolve", "Resolved"
        WAIVED = "waive", "Waived"

    query = models.ForeignKey(Query, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["query", "number"]
        constraints = [models.UniqueConstraint(fields=["query", "number"], name="one_query_step_a_number")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.query}"
