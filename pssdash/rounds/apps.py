from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "pssdash.rounds"
    label = "rounds"
    verbose_name = "Rounds"

    def ready(self) -> None:
        """Before an account is closed, its page asks what would wait for nobody."""
        from pssdash.people.leaving import find_with
        from pssdash.rounds.leavers import left_by

        find_with(left_by)
