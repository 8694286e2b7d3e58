"""manage.py load_content: the organisations and the source documents' content, without any account."""

from django.conf import settings
from django.core.management.base import BaseCommand

from objectives.loading import load_strategy
from programmes.actions.illustrative import load_illustrative
from pssdash.organisations.loading import load_organisations


class Command(BaseCommand):
    help = "Load the organisations and the strategy from fixtures/. Never overwrites what is there."

    def handle(self, *args, **options) -> None:
        fixtures = settings.ROOT / "fixtures"
        self.stdout.write("Organisations …")
        self.stdout.write(f"  {load_organisations(fixtures / 'organisations')} added")
        self.stdout.write("The strategy's objectives, year one …")
        self.stdout.write(f"  {load_strategy(fixtures / 'strategy')} targets added")
        self.stdout.write("England's illustrative history …")
        self.stdout.write(f"  {load_illustrative()} values added")
