"""manage.py setup_demo: the content of the source documents and the demo accounts."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pssdash.demo.accounts import demo_password, make_accounts


class Command(BaseCommand):
    help = "Load the content and make one account for each role. Never overwrites what is there."

    def handle(self, *args, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("The demo accounts share one password. Set PSSDASH_DEMO=1 to say that this is a demo.")
        call_command("load_content", stdout=self.stdout)
        self.stdout.write("Accounts …")
        for account in make_accounts():
            self.stdout.write(f"  {account.email:24} {account.role}")
        self.stdout.write(f"  Password of all: {demo_password()}")
