"""Values of measures: as they were entered or imported, as they were before, and as they add up.

Built for 15 million rows, so codes and keys are short. One index answers every question that is asked: one series, one
measure for some organisations, listed measures of one organisation, one period of a measure. A second one would be
written to in as many places again by every month that comes in, and an index of what a correction changes, such as
the batch, would have PostgreSQL write to all indexes where it now writes to none.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from programmes.models.held_values import HeldValue
from programmes.models.measures import Measure
from pssdash.accounts.append_only import AppendOnly
from pssdash.accounts.once import once_a_request
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation, OrganisationKind, local_keys
from pssdash.reporting.models import ReportingPeriod, Source


class Basis(models.TextChoices):
    """Which span of time a value speaks of."""

    IN_PERIOD = "p", "In the period"
    YEAR_TO_DATE = "y", "Year to date"
    SINCE_BASELINE = "b", "Since baseline"
    AS_AT = "a", "As at the date"


class ImportBatch(models.Model):
    """One file that was imported, or one form that was approved: everything that it changed can be undone together.

    `spans` lead to its values.
    """

    class Kind(models.TextChoices):
        FILE = "file", "File"
        FORM = "form", "Form"
        CONTENT = "content", "Content of a report"

    id = models.AutoField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.made_at:%Y-%m-%d}"


class BatchSpan(models.Model):
    """A span of time in which a batch added or changed values of a measure."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="spans", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    basis = models.CharField(max_length=1, choices=Basis.choices)
    end = models.DateField()

    class Meta:
        ordering = ["batch_id", "measure_id", "basis", "end"]
        constraints = [models.UniqueConstraint(fields=["batch", "measure", "basis", "end"], name="span_once_a_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.measure_id} {self.end}"


@once_a_request
def visible_through(user) -> date | None:
    """The last day whose values a person may read: no bound (date.max) for those who read drafts, else the end of the
    latest published quarter that covers programmes; None where there is none.
    """
    if user.has_perm(Permission.READ_DRAFTS):
        return date.max
    if not user.has_perm(Permission.READ_PUBLISHED):
        return None
    latest = ReportingPeriod.objects.published().filter(covers_programmes=True).order_by("-quarter").first()
    return latest.quarter.end if latest else None


def those_shown_to(user, organisations: Iterable[Any]) -> list[Any]:
    """The organisations whose single values a person may read: all for those who read drafts, else England, and those
    whose local rows are theirs (inside their region, or their own).

    Of what has been read, because a region has a thousand, and to name them in a query takes longer than its answer.
    """
    organisations = list(organisations)
    # What England says is for everybody, and most pages ask for nothing else.
    if user.has_perm(Permission.READ_DRAFTS) or all(each.kind == OrganisationKind.NATION for each in organisations):
        return organisations
    keys = _keys_shown_to(user)
    return [each for each in organisations if each.pk in keys]


@once_a_request
def _keys_shown_to(user) -> frozenset[int]:
    """Of a person who reads no drafts."""
    nations = Organisation.objects.of_kind(OrganisationKind.NATION).order_by().values_list("pk", flat=True)
    return frozenset([*nations, *local_keys(user)])


class ValueQuerySet(models.QuerySet):
    """Rows with a measure, an organisation and an `end`."""

    def visible_to(self, user, among: Collection[Organisation] | None = None) -> "ValueQuerySet":
        """Up to the last day that the person may read; of the organisations that are theirs, and of every organisation
        where the national report prints its values.

        `among`: of these organisations alone. A region has hundreds, and to name each in a query that asks for one
        takes longer than to answer it.
        """
        until = visible_through(user)
        if until is None:
            return self.none()
        rows = self if among is None else self.filter(organisation__in=among)
        if user.has_perm(Permission.READ_DRAFTS):
            return rows
        rows = rows.filter(end__lte=until)
        if among is None:
            theirs = _keys_shown_to(user)
        else:
            theirs = {each.pk for each in those_shown_to(user, among)}
            if len(theirs) == len(among):
                return rows
        return rows.filter(Q(organisation__in=theirs) | Q(measure__names_organisations=True))


class Observation(HeldValue):
    """One value of a measure for one organisation and one span of time, as it was entered or imported.

    `end` is the last day of the span.

    Rows are written by `write_observations`, which checks the three references for all rows at once: checked by the
    database row by row, they take twice as long as all the rest.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="observations", db_index=False, db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="observations", db_index=False, db_constraint=False
    )
    basis = models.CharField(max_length=1, choices=Basis.choices, default=Basis.IN_PERIOD)
    end = models.DateField()
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, related_name="observations", db_index=False, db_constraint=False
    )

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["measure_id", "organisation_id", "basis", "end"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "organisation", "basis", "end"], name="one_value_a_span"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="observation_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="v", value__isnull=False)
                | (~Q(state="v") & Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True)),
                name="observation_value_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.organisation_id} {self.end}: {self.value}"


class ObservationChange(HeldValue, AppendOnly):
    """What an observation was before `batch` changed or removed it, as `previous_batch` had written it.

    What took its place is the next row of its history, or the observation as it is now. A value that is added and never
    changed has no row here: a month of all practices would double it. Where a batch is undone, its rows say so with a
    reason.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, related_name="changes", db_index=False, db_constraint=False
    )
    previous_batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    basis = models.CharField(max_length=1, choices=Basis.choices)
    end = models.DateField()
    is_removal = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["measure", "organisation", "end"], name="changes_of_observation")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.measure_id} {self.organisation_id} {self.end}"


class RollUp(models.Model):
    """What the values of the organisations below add up to by the measure's own rule, kept ready.

    `reported` of `expected` organisations have a value. It stands beside what was entered for the same organisation,
    and `measure.shown` says which of the two pages show; a difference is a finding.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="roll_ups", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roll_ups", db_index=False)
    basis = models.CharField(max_length=1, choices=Basis.choices, default=Basis.IN_PERIOD)
    start = models.DateField()
    end = models.DateField()
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    reported = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    is_final = models.BooleanField(default=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["measure_id", "organisation_id", "basis", "end"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "organisation", "basis", "end"], name="one_roll_up_a_span")
        ]
        indexes = [models.Index(fields=["organisation", "measure", "end"], name="roll_up_of_organisation")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.organisation_id} {self.end}: {self.value} ({self.reported} of {self.expected})"


class IllustrativeObservation(models.Model):
    """A made-up value of England's, so that a new installation shows what its charts do. Never published.

    A table of its own: it is for England only, it is never added to a real value, and it can be removed whole
    (`manage.py remove_illustrative`). It is shown only while a measure has no real value for England. Where its chart's
    limits start again stands here too and not among the step changes, which go on to count for real values.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="illustrative_observations")
    start = models.DateField()
    end = models.DateField()
    value = models.FloatField()
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    starts_part = models.BooleanField(
        default=False, help_text="The chart's limits start again here. Not a step change: nobody decided it."
    )

    # What a page says of such a start, where it would give the reason of a step change.
    REASON = "Illustrative: a new level of the made-up history begins here. Nobody decided on it."

    class Meta:
        ordering = ["measure", "end"]
        constraints = [models.UniqueConstraint(fields=["measure", "end"], name="one_illustrative_value_a_span")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.end}: {self.value} (illustrative)"
