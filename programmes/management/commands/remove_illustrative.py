"""manage.py remove_illustrative: takes the made-up history away, for good."""

from typing import Any

from django.core.management.base import BaseCommand

from programmes.actions.illustrative import remove_illustrative


class Command(BaseCommand):
    help = "Remove England's illustrative history. No later load_content brings it back."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remove_illustrative()} illustrative values removed")
