"""The form with which a file is added."""

from django import forms
from django.template.defaultfilters import filesizeformat

from pssdash.reporting.entries.evidence.accepting import ACCEPTED, EXTENSIONS, LARGEST_FILE, MOST_FILES
from pssdash.reporting.entries.evidence.models import LONGEST_DESCRIPTION


class EvidenceForm(forms.Form):
    """What it shows, and the file itself. Whether the file is accepted, the action says."""

    description = forms.CharField(
        label="What does it show?", max_length=LONGEST_DESCRIPTION,
        help_text="In a few words, for whoever decides whether to open it.",
        error_messages={"required": "Write in a few words what the file shows"},
    )  # fmt: skip
    file = forms.FileField(
        label="File", allow_empty_file=True, widget=forms.FileInput(attrs={"accept": EXTENSIONS}),
        help_text=f"{ACCEPTED}. At most {filesizeformat(LARGEST_FILE)} each, and {MOST_FILES} files. "
                  "Nothing that names a patient.",
        error_messages={"required": "Choose a file", "invalid": "Choose a file"},
    )  # fmt: skip
