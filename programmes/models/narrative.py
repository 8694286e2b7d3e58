"""What is told of a programme each quarter, section by section. Texts are written as updates are."""

from django.db import models

from programmes.models.programmes import Programme, Workstream


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
