"""The two voices on a rating: what whoever writes an update reports, and what whoever reviews it says of that.

Neither takes the other's place, nor that of the computed rating: the three are kept and shown side by side.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pssdash.accounts.models import User
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.rag import Rag

# A person rates with these; Complete follows from the milestones, and Not rated is never a choice.
REPORTABLE_RAGS = [(rag.value, rag.label) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.COMPLETE)]
REVIEW_FIELDS = {"reviewer_rag": "Reviewer’s rating", "reviewer_reason": "Reason for the reviewer’s rating"}
AGREES = "agrees"  # what the trail keeps in place of a rating


class RatedEntry(AbstractEntry):
    """An entry with a rating of its writers and what a reviewer says of it.

    `reviewer_rag` is blank where the reviewer agrees, and always comes with a reason; until somebody checks or approves
    the entry, `reviewed_at` is empty and nobody has said anything.
    """

    reported_rag = models.CharField(max_length=10, choices=REPORTABLE_RAGS, blank=True)
    rag_reason = models.TextField(blank=True)
    reviewer_rag = models.CharField(max_length=10, choices=REPORTABLE_RAGS, blank=True)
    reviewer_reason = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(AbstractEntry.Meta):
        abstract = True
        constraints = [
            *AbstractEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(reviewer_rag="", reviewer_reason="") | (~Q(reviewer_rag="") & ~Q(reviewer_reason="")),
                name="%(class)s_reviewer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                | Q(reviewed_at__isnull=True, reviewed_by__isnull=True, reviewer_rag=""),
                name="%(class)s_review_is_signed",
            ),
        ]

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None

    @property
    def reported_in_words(self) -> str:
        """What its writers say, or said where nothing has changed since."""
        return Rag(self.said.reported_rag).label if self.said.reported_rag else ""

    @property
    def review_in_words(self) -> str:
        """`Amber, where Green is reported`, `Agrees with Green`; nothing before a review."""
        reported = self.reported_in_words
        if not self.is_reviewed:
            return ""
        if not self.reviewer_rag:
            return f"Agrees with {reported}" if reported else "Agrees: no rating was reported"
        return f"{Rag(self.reviewer_rag).label}, where {reported or 'no rating'} is reported"

    @property
    def rating_to_sign(self) -> str:
        reported = self.reported_in_words
        if self.reviewer_rag:
            return f"A reviewer rates it {self.review_in_words}: {self.reviewer_reason}"
        return f"Reported {reported}." if reported else "No rating is reported."

    def reviewed(self) -> dict[str, str]:
        if not self.is_reviewed:
            return {}
        return {label: getattr(self, name) for name, label in REVIEW_FIELDS.items()} | (
            {} if self.reviewer_rag else {REVIEW_FIELDS["reviewer_rag"]: AGREES}
        )

    def review_problems(self, said: Mapping[str, str] | None) -> dict[str, str]:
        rag, reason = self._own_rating(said) if said else ("", "")
        if rag and not reason:
            reported = self.reported_in_words
            otherwise = f"the update reports {reported}" if reported else "the update reports no rating"
            return {"reviewer_reason": f"Say why you rate this {Rag(rag).label} when {otherwise}"}
        if reason and not rag:
            return {"reviewer_rag": "Choose the rating that your reason is for, or clear the reason"}
        return {}

    def review(self, said: Mapping[str, str] | None, by: User) -> None:
        """Whoever said the same before stays its author: a second reviewer has a signature of their own."""
        if said is None and self.is_reviewed:
            return
        rag, reason = self._own_rating(said) if said else ("", "")
        if self.is_reviewed and (rag, reason) == (self.reviewer_rag, self.reviewer_reason):
            return
        self.reviewer_rag, self.reviewer_reason = rag, reason
        self.reviewed_at, self.reviewed_by = timezone.now(), by

    def drop_review(self) -> None:
        self.reviewer_rag = self.reviewer_reason = ""
        self.reviewed_at = self.reviewed_by = None

    def _own_rating(self, said: Mapping[str, str]) -> tuple[str, str]:
        """The rating and its reason; none where it is the reported one, because that is to agree."""
        rag = said["reviewer_rag"]
        return "" if rag == self.said.reported_rag else rag, said["reviewer_reason"].strip()
