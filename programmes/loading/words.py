"""The words of all programmes: the glossary, and what they rest on."""

from programmes.loading.shared import Report
from programmes.models import Enabler, GlossaryTerm


def load_words(report: Report) -> None:
    words = report.read("words.toml")
    for entry in words["term"]:
        # A term that a person has entered before keeps the meaning that it was given.
        GlossaryTerm.objects.get_or_create(
            term=entry["term"], defaults={"meaning": entry["meaning"], **report.stands_at("Glossary, Acronyms")}
        )
    for position, entry in enumerate(words["enabler"], 1):
        Enabler.objects.create(
            name=entry["name"], text=entry["text"], position=position,
            **report.stands_at("Glossary, Key Enablers"),
        )  # fmt: skip
