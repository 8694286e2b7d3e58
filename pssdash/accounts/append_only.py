"""Rows that are written once: the audit trail, saved versions, published rows."""

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(Exception):
    """Somebody tried to change or delete a row that is kept as it was written."""


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses the bulk changes that would bypass `AppendOnly.save` and `AppendOnly.delete`."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model._meta.verbose_name} rows are never changed or deleted.")

    update = _refuse
    delete = _refuse
    bulk_update = _refuse


class AppendOnly(models.Model):
    """A model whose rows can be added and read, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"This {self._meta.verbose_name} is kept as it was written.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"This {self._meta.verbose_name} is kept as it was written.")
