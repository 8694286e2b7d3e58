"""What is owed in a quarter, by whom and by which day; and the days that were set for it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, DateField, F, Q, Value, When
from django.db.models.functions import Coalesce

from objectives.models import Target
from programmes.models import Deliverable, Measure, NarrativeSection, PhaseFramework
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod

# The fields of which each expected return has exactly one, named as in the entry that answers it.
ITEMS = ("target", "deliverable", "section", "measure", "framework")


def has_one_of(names: tuple[str, ...]) -> Q:
    """Exactly one of the foreign keys is there."""
    found = Q()
    for wanted in names:
        found |= Q(**{f"{name}__isnull": name != wanted for name in names})
    return found


class ExpectedReturnQuerySet(models.QuerySet):
    def of(self, item: str) -> "ExpectedReturnQuerySet":
        """Those of one kind, by the name of its foreign key."""
        return self.filter(**{f"{item}__isnull": False})

    def visible_to(self, user) -> "ExpectedReturnQuerySet":
        """All for those who read drafts, a submitter's those of their own organisations."""
        if user.has_perm(Permission.READ_DRAFTS):
            return self
        if not user.has_perm(Permission.SUBMIT_FOR_ORGANISATION):
            return self.none()
        return self.filter(organisation__in=Organisation.objects.of_user(user))

    def with_item(self) -> "ExpectedReturnQuerySet":
        """With `item`, the name of the foreign key that is there, `of`, its value, and `due_on`."""
        whens = [When(**{f"{name}__isnull": False}, then=Value(name)) for name in ITEMS]
        return self.annotate(
            item=Case(*whens, output_field=models.CharField()),
            of=Coalesce(*(F(f"{name}_id") for name in ITEMS)),
            due_on=Coalesce("extended_to", "due", output_field=DateField()),
        )


class ExpectedReturn(models.Model):
    """One entry that an organisation owes in a period: of what, and by which day.

    It is worked out from the records (following.py), never typed, and goes with its period. Where it stands is read
    from the entry. A person can only give it a later day, with a reason; `due` is the day without that.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="expected")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, null=True, related_name="+")
    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, null=True, related_name="+")
    section = models.ForeignKey(NarrativeSection, on_delete=models.CASCADE, null=True, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, null=True, related_name="+")
    framework = models.ForeignKey(PhaseFramework, on_delete=models.CASCADE, null=True, related_name="+")
    due = models.DateField()
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ExpectedReturnQuerySet.as_manager()

    class Meta:
        ordering = ["period", "organisation", "pk"]
        constraints = [
            models.CheckConstraint(condition=has_one_of(ITEMS), name="expected_return_is_of_one_thing"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True, extended_at__isnull=True, extended_by__isnull=True,
                            extension_reason="")
                | (Q(extended_to__isnull=False, extended_at__isnull=False, extended_by__isnull=False)
                   & ~Q(extension_reason="")),
                name="extension_says_until_when_why_and_who",
            ),
            *(
                models.UniqueConstraint(
                    fields=["period", "organisation", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"one_expected_return_a_{name}",
                )
                for name in ITEMS
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.item_name} of {self.organisation}, {self.period.quarter.short}"

    @property
    def item_name(self) -> str:
        """The name of the foreign key that is there."""
        return next(name for name in ITEMS if getattr(self, f"{name}_id") is not None)

    @property
    def last_day(self) -> models.DateField:
        """The day that counts."""
        return self.extended_to or self.due


class DueDay(models.Model):
    """The day that was set for a quarter's returns: for all of them, those of a kind, of an organisation, or both.

    The most particular one counts: kind and organisation, then organisation, then kind, then the quarter's own. Where
    none is set, returns are due on the 10th working day after the quarter's end.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="due_days")
    item = models.CharField(max_length=12, blank=True, help_text="The kind, by the name of its foreign key.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["period", "organisation__name", "item"]
        constraints = [
            models.CheckConstraint(condition=Q(item__in=["", *ITEMS]), name="due_day_of_a_known_kind"),
            models.UniqueConstraint(
                fields=["period", "item"], condition=Q(organisation__isnull=True), name="one_due_day_a_kind"
            ),
            models.UniqueConstraint(
                fields=["period", "item", "organisation"],
                condition=Q(organisation__isnull=False),
                name="one_due_day_a_kind_and_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.item or 'every kind'}, {self.organisation or 'every organisation'}"

    @property
    def rank(self) -> int:
        """How particular it is."""
        return 2 * (self.organisation_id is not None) + bool(self.item)
