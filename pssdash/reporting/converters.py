"""What quarters and references look like in a path. Anything else is no such page."""

from django.urls import register_converter

from pssdash.reporting.quarters import Quarter


class QuarterConverter:
    """`2024-25-q2`. A slug whose years do not follow each other matches nothing, so it answers 404."""

    regex = r"[0-9]{4}-[0-9]{2}-q[1-4]"

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)

    def to_url(self, value: Quarter) -> str:
        return value.slug


class ObjectiveRefConverter:
    """`SC-1`."""

    regex = r"[A-Z]{2,4}-[0-9]{1,4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TargetRefConverter(ObjectiveRefConverter):
    """`SC-1.1`."""

    regex = r"[A-Z]{2,4}-[0-9]{1,4}\.[0-9]{1,4}"


def register() -> None:
    """Make the converters known; pssdash/urls.py calls it once, before any route uses them."""
    register_converter(QuarterConverter, "quarter")
    register_converter(ObjectiveRefConverter, "objective_ref")
    register_converter(TargetRefConverter, "target_ref")
