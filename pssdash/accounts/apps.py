from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "pssdash.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from pssdash.accounts.sessions import note_sign_in  # models can be imported only now

        user_logged_in.connect(note_sign_in, dispatch_uid="note_sign_in")
