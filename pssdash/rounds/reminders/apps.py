from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "pssdash.rounds.reminders"
    verbose_name = "Reminders"
