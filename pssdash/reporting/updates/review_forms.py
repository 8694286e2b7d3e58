"""What a reviewer says of a rating with their signature: that they agree, or another rating and why."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from pssdash.accounts.models import User
from pssdash.reporting.entries.forms import ReviewForm, with_plain_lines
from pssdash.reporting.entries.states import WITH_REVIEWERS
from pssdash.reporting.updates.earlier_ratings import said_before
from pssdash.reporting.updates.forms import text_area
from pssdash.reporting.updates.ratings import REPORTABLE_RAGS, REVIEW_FIELDS, RatedEntry


class RatingReviewForm(ReviewForm):
    """A reviewer who agrees has nothing to do. One who said otherwise before finds that in the form, also where it has
    lapsed since: `earlier` is then what they said.
    """

    template = "updates/review_rating.html"

    reviewer_rag = forms.ChoiceField(label="Your rating", required=False, widget=forms.RadioSelect)
    reviewer_reason = text_area(
        "Why do you rate it otherwise?",
        3,
        "Once the quarter is published, readers see your rating and this reason beside the reported rating, but not "
        "your name.",
        limit=2000,
    )

    def __init__(self, data: QueryDict | None = None, *, entry: RatedEntry | None, by: User | None = None) -> None:
        super().__init__(data, entry=entry, by=by)
        reported = entry.reported_in_words if entry else ""
        agrees = f"I agree with the reported rating: {reported}" if reported else "I agree that no rating is reported"
        others = [(rag, label) for rag, label in REPORTABLE_RAGS if label != reported]
        self.fields["reviewer_rag"].choices = [("", agrees), *others]
        self.initial |= {name: getattr(entry, name, "") for name in REVIEW_FIELDS}
        waits = entry is not None and entry.state in WITH_REVIEWERS
        self.earlier = said_before([entry], by).get(entry.pk) if waits and by else None
        if self.earlier:
            self.initial |= {"reviewer_rag": self.earlier.rag.value, "reviewer_reason": self.earlier.reason}

    @property
    def said(self) -> Mapping[str, str] | None:
        if "reviewer_rag" not in self.data:
            return None
        return {name: with_plain_lines(self.cleaned_data.get(name, "")) for name in REVIEW_FIELDS}

    @property
    def says_something(self) -> bool:
        return any(self[name].value() for name in REVIEW_FIELDS)
