"""What is told of a programme each quarter, section by section. Texts are written as updates are."""

from django.db import models

from programmes.models.programmes import Programme, Workstream
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile, evidence_constraints
from pssdash.reporting.entries.models import AbstractEntry, AbstractRevision, version_constraints

IDENTITY_OF_TEXT = ("section", "period", "organisation")


class NarrativeSection(models.Model):
    """A lasting place in a programme's story, such as the learning of a workstream; each quarter has its own text."""

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Summary"
        PROGRESS = "progress", "Progress and contribution"
        UPDATES = "updates", "Key updates and achievements"
        CONTEXT = "context", "Context, challenges and expectations"
        MEASURES = "measures", "What the measures show"
        LEARNING = "learning", "Learning"
        QUOTATION = "quotation", "Feedback"
        CASE_STUDY = "case_study", "Case study"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="narrative_sections")
    workstream = models.ForeignKey(
        Workstream, on_delete=models.PROTECT, null=True, blank=True, related_name="narrative_sections"
    )
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    heading = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["programme__position", "workstream__position", "position", "pk"]

    def __str__(self) -> str:
        return self.heading


class NarrativeText(AbstractEntry):
    """What a section says of a quarter: paragraphs parted by a blank line, list items as lines that begin with "- "."""

    IDENTITY = IDENTITY_OF_TEXT
    TYPED = {"text": "Text", "attribution": "Who said it"}
    NOUN = "text"
    TRAIL_KIND = "narrative text"

    section = models.ForeignKey(NarrativeSection, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(blank=True)
    attribution = models.CharField(max_length=200, blank=True)

    class Meta(AbstractEntry.Meta):
        ordering = ["-period__quarter", "section", "-version"]
        constraints = [
            *AbstractEntry.Meta.constraints,
            *version_constraints(IDENTITY_OF_TEXT, "one_text_a_version", "one_working_text"),
        ]

    def __str__(self) -> str:
        return f"{self.section}, {self.period.quarter.short}, version {self.version}"

    @property
    def ref(self) -> str:
        return self.section.slug

    @property
    def subject(self) -> str:
        return f"programme/{self.section.programme.slug}"


class NarrativeRevision(AbstractRevision):
    """Every save of a text, and every one kept aside in a conflict."""

    save_of = models.ForeignKey(NarrativeText, on_delete=models.PROTECT, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["save_of", "number"], name="one_text_revision_a_number")]

    def __str__(self) -> str:
        return f"Save {self.number} of {self.save_of}"


class NarrativeFile(AbstractEvidenceFile):
    """A file that proves what a narrative text says."""

    entry = models.ForeignKey(NarrativeText, on_delete=models.PROTECT, related_name="files")

    class Meta(AbstractEvidenceFile.Meta):
        constraints = evidence_constraints("narrative_file_removed_by_somebody", "narrative_file_once")
