"""A file that belongs to one version of an entry."""

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

LONGEST_NAME = 150
LONGEST_DESCRIPTION = 200


class EvidenceQuerySet(models.QuerySet):
    def present(self) -> "EvidenceQuerySet":
        """Those that nobody has removed."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user) -> "EvidenceQuerySet":
        """Those of the entries that the person may see. What was removed is served to nobody."""
        entries = self.model._meta.get_field("entry").related_model.objects.visible_to(user)
        return self.present().filter(entry__in=entries)


class AbstractEvidenceFile(models.Model):
    """A file as it was handed in: whose, what it is called, what it was found to be, and where its content is kept.

    The content lies in the storage "evidence" under a name that says nothing. Rows are never deleted: a file that was
    removed while its entry was in work is marked so. A correction has rows of its own for the files that it begins
    with, of the same content. A kind adds the foreign key `entry`, with `related_name="files"`, and
    `evidence_constraints`.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    description = models.CharField(max_length=LONGEST_DESCRIPTION)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")
    fingerprint = models.CharField("SHA-256", max_length=64)
    stored_as = models.CharField(max_length=100)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is downloaded: `/evidence/deliverable-update/12/`."""
        return reverse("evidence_file", args=[type(self).slug(), self.pk])

    @classmethod
    def slug(cls) -> str:
        """What the address calls the kind of entry."""
        return slugify(cls._meta.get_field("entry").related_model.TRAIL_KIND)

    def open(self) -> File:
        return storages["evidence"].open(self.stored_as)


def evidence_constraints(removal: str, once: str) -> list:
    """The two constraints of every kind, by the names given: who removed it, and no content twice in one entry."""
    return [
        models.CheckConstraint(
            condition=Q(removed_at__isnull=True, removed_by__isnull=True)
            | Q(removed_at__isnull=False, removed_by__isnull=False),
            name=removal,
        ),
        models.UniqueConstraint(fields=["entry", "fingerprint"], condition=Q(removed_at__isnull=True), name=once),
    ]
