from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pssdash.accounts"
    label = "accounts"
    verbose_name = "Accounts"
