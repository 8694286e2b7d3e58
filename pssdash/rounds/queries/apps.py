from django.apps import AppConfig


class QueriesConfig(AppConfig):
    name = "pssdash.rounds.queries"

    def ready(self) -> None:
        """An open query stands against an approval. The entries, which stand below, ask for the number."""
        from pssdash.reporting.entries.hooks import count_queries_with
        from pssdash.rounds.queries.reading import open_on

        count_queries_with(open_on)
