"""The form with which a regional lead comments on a target."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator

from objectives.rows import TargetRow

LONGEST = 4000


class RegionCommentForm(forms.Form):
    """A target that concerns the region, and the text."""

    target = forms.TypedChoiceField(
        coerce=int,
        label="Target",
        error_messages={
            "required": "Choose the target that you comment on",
            "invalid_choice": "Choose a target of the list: this one does not concern the region in this quarter",
        },
    )
    text = forms.CharField(
        label="Comment",
        max_length=LONGEST,
        help_text="Signed with your name and the time. Your region and the national team see it. It cannot be changed.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your comment"},
    )

    def __init__(self, rows: Iterable[TargetRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.target_id, f"{row.ref} {Truncator(row.summary).chars(80)}") for row in rows]
        self.fields["target"].choices = [("", "Choose a target"), *choices]
