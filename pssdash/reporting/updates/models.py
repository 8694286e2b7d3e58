"""The update of something promised by a date, and its line for each milestone."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from pssdash.reporting.entries.models import CONFIRMS, plain
from pssdash.reporting.entries.words import in_words
from pssdash.reporting.rag import Status
from pssdash.reporting.updates.ratings import RatedEntry

TEXT_FIELDS = {
    "progress": "Progress",
    "reported_rag": "Reported rating",
    "rag_reason": "Reason for the reported rating",
    "action": "Recovery action",
    "action_owner": "Owner of the action",
    "action_due": "Action due",
    "evidence": "Evidence",
}
LINE_FIELDS = {
    "status": "Status",
    "forecast_text": "Forecast as written",
    "forecast": "Forecast",
    "met_on": "Met on",
    "status_reason": "Reason for the status",
}


def validate_links(text: str) -> None:
    """Each line of `text` is a web address, http or https."""
    check = URLValidator(schemes=["http", "https"])
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                check(line.strip())
            except ValidationError as error:
                raise ValidationError(f"Line {number} is not a web address: {line.strip()[:80]}") from error


class AbstractUpdate(RatedEntry):
    """What was done, how a person rates it, and what will be done to recover.

    The first field of a kind's IDENTITY is the item with the milestones; the kind's lines (`AbstractLine`) refer to
    the update as `lines`.
    """

    TYPED = TEXT_FIELDS

    progress = models.TextField(blank=True)
    action = models.TextField(blank=True)
    action_owner = models.CharField(max_length=150, blank=True)
    action_due = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True, validators=[validate_links], help_text="One web address a line.")

    class Meta(RatedEntry.Meta):
        abstract = True

    @property
    def item(self) -> models.Model:
        """The target or deliverable that it is of."""
        return getattr(self, self.IDENTITY[0])

    @property
    def ref(self) -> str:
        return self.item.ref

    @property
    def links(self) -> list[str]:
        return [line.strip() for line in self.evidence.splitlines() if line.strip()]

    @cached_property
    def positions(self) -> dict[int, int]:
        """The milestones' places in the item, by id."""
        return {each.pk: each.position for each in self.item.milestones.all()}

    def content(self) -> dict[str, Any]:
        if self.confirms_id:
            return super().content()
        lines = {
            str(line.milestone_id): {name: plain(getattr(line, name)) for name in LINE_FIELDS}
            for line in self.lines.all()
        }
        return {**super().content(), "lines": lines}

    def write(self, content: Mapping[str, Any]) -> None:
        super().write(content)
        if self.confirms_id:
            self.lines.all().delete()
        self.lines.bulk_create(
            [self._line(int(milestone), line) for milestone, line in content.get("lines", {}).items()],
            update_conflicts=True, unique_fields=["update_of", "milestone"], update_fields=list(LINE_FIELDS),
        )  # fmt: skip

    def named(self, content: Mapping[str, Any]) -> dict[str, Any]:
        found = super().named(content)
        for milestone, line in content.get("lines", {}).items():
            place = self._place(int(milestone))
            found |= {f"{place}{LINE_FIELDS[name]}": value for name, value in line.items()}
        return found

    def in_words(self, content: Mapping[str, Any]) -> dict[str, str]:
        """Progress, where each milestone stands, then the rating and the rest."""
        if not content or content.get(CONFIRMS):
            return super().in_words(content)
        found = super().in_words(content)
        label = TEXT_FIELDS["progress"]
        first = {label: found.pop(label)}
        in_order = sorted(content["lines"].items(), key=lambda item: self.positions.get(int(item[0]), 0))
        for milestone, line in in_order:
            place = self._place(int(milestone))
            first |= {f"{place}{label}": text for label, text in self._line_in_words(line).items()}
        return first | found

    def _line(self, milestone: int, line: Mapping[str, Any]) -> "AbstractLine":
        model = self.lines.model
        values = {name: model._meta.get_field(name).to_python(line[name]) for name in LINE_FIELDS}
        return model(update_of=self, milestone_id=milestone, **values)

    def _place(self, milestone: int) -> str:
        """What tells the lines apart, where there are several milestones."""
        return f"Milestone {self.positions.get(milestone, milestone)}: " if len(self.positions) > 1 else ""

    def _line_in_words(self, line: Mapping[str, Any]) -> dict[str, str]:
        """The line of one milestone; its forecast as written, with the day that was read in it."""
        words = in_words(self.lines.model, LINE_FIELDS, line)
        written, day = words.pop(LINE_FIELDS["forecast_text"]), words[LINE_FIELDS["forecast"]]
        if written and written != day:
            words[LINE_FIELDS["forecast"]] = f"{written} (by {day})"
        return words


class AbstractLine(models.Model):
    """Where one milestone stands according to one version of an update.

    A kind adds `update_of`, with `related_name="lines"`, and `milestone`, unique together.
    """

    status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    status_reason = models.TextField(blank=True)
    forecast_text = models.CharField("forecast as written", max_length=60, blank=True)
    forecast = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["milestone__position", "milestone_id"]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_status_display()}"


def as_content(words: Mapping[str, Any], lines: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """What was typed, in the form of `AbstractUpdate.content()`. `lines` maps milestone ids to the LINE_FIELDS."""
    content = {name: plain(value) for name, value in words.items()}
    plain_lines = {str(pk): {name: plain(value) for name, value in line.items()} for pk, line in lines.items()}
    return {**content, "lines": plain_lines}
