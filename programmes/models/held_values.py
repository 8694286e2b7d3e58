"""What is held of a span of time: of an observation now, and in history as it was before."""

from django.db import models


class ValueState(models.TextChoices):
    """Missing is not zero: a value (which may be a true zero) and three ways of having none.

    That nothing was sent is the absence of a row or `NOT_SUBMITTED`.
    """

    VALUE = "v", "Value"
    NOT_SUBMITTED = "n", "Not submitted"
    SUPPRESSED = "s", "Suppressed"
    NOT_APPLICABLE = "x", "Not applicable"


class HeldValue(models.Model):
    """A value, or why there is none. Whose, of which measure and until when is said by the model that holds it.

    `start` is the first day of the span. A ratio has numerator and denominator, and its value is their quotient times
    `measure.per`; where only the value is known, they are empty. `is_mapped`: the row precedes the opening of its
    organisation, whose forerunners' values were mapped to it.
    """

    start = models.DateField()
    state = models.CharField(max_length=1, choices=ValueState.choices, default=ValueState.VALUE)
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    is_final = models.BooleanField(default=True)
    is_mapped = models.BooleanField(default=False)
    qualifier = models.CharField(max_length=40, blank=True, help_text="Such as “up to” or “at least”.")
    explanation = models.TextField(blank=True, help_text="What the submitter said of a warning.")
    source_place = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True


HELD = tuple(field.name for field in HeldValue._meta.local_fields)
