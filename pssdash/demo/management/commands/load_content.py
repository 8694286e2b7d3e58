"""manage.py load_content: the organisations and the source documents' content, without any account."""

from django.conf import settings
from django.core.management.base import BaseCommand

from objectives.loading import load_strategy
from programmes.actions.illustrative import load_illustrative
from programmes.loading import load_programmes
from pssdash.organisations.loading import load_organisations


class Command(BaseCommand):
    help = "Load the organisations, the strategy and the programmes from fixtures/. Never overwrites what is there."

    def handle(self, *args, **options) -> None:
        fixtures = settings.ROOT / "fixtures"
        self.stdout.write("Organisations …")
        self.stdout.write(f"  {load_organisations(fixtures / 'organisations')} added")
        self.stdout.write("The strategy's objectives, year one …")
        self.stdout.write(f"  {load_strategy(fixtures / 'strategy')} targets added")
        self.stdout.write("The programmes, Q2 2024/25 …")
        self.stdout.write(f"  {load_programmes(fixtures / 'programmes')} programmes added")
        self.stdout.write("England's illustrative history …")
        self.stdout.write(f"  {load_illustrative()} values added")
