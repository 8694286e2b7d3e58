"""manage.py load_public_measures: the measures that public statistics can be imported for."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from programmes.public_measures import load_public_measures


class Command(BaseCommand):
    help = (
        "Add the measures of fixtures/measures/public.toml, in a programme “Public statistics”. Never overwrites what "
        "is there. Their values come with import_observations."
    )

    def handle(self, **options: Any) -> None:
        added = load_public_measures(settings.ROOT / "fixtures" / "measures" / "public.toml")
        self.stdout.write(f"{added} measures added")
