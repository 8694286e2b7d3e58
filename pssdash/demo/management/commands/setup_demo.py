"""manage.py setup_demo: the content of the source documents and the demo accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from objectives.loading import load_strategy
from pssdash.demo.accounts import demo_password, make_accounts
from pssdash.organisations.loading import load_organisations


class Command(BaseCommand):
    help = "Load the organisations and the strategy, and make one account for each role. Never overwrites what is there."

    def handle(self, *args, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "The demo accounts share one password. Set PSSDASH_DEMO=1 to say that this is a demo."
            )
        fixtures = settings.ROOT / "fixtures"
        self.stdout.write("Organisations …")
        self.stdout.write(f"  {load_organisations(fixtures / 'organisations')} added")
        self.stdout.write("The strategy's objectives, year one …")
        self.stdout.write(f"  {load_strategy(fixtures / 'strategy')} targets added")
        self.stdout.write("Accounts …")
        for account in make_accounts():
            self.stdout.write(f"  {account.email:24} {account.role}")
        self.stdout.write(f"  Password of all: {demo_password()}")
