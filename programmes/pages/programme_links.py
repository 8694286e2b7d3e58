"""Where the figures of a programme lead: every one to how it came about, or to where it is stated."""

from django.urls import reverse

from programmes.rows import ProgrammePage
from pssdash.reporting.quarters import Quarter


def programme_url(slug: str, quarter: Quarter) -> str:
    return reverse("programme", args=[slug], query={"quarter": quarter.slug})


def outcome_url(page: ProgrammePage, slug: str, basis: str = "") -> str:
    """How an estimate or a total came about, at the basis given."""
    url = reverse("outcome", args=[page.slug, slug], query={"quarter": page.quarter.slug})
    return f"{url}#{basis}" if basis else url


def stated_url(page: ProgrammePage, slug: str) -> str:
    """The row of a stated figure."""
    return f"{figures_url(page)}#{slug}"


def figures_url(page: ProgrammePage) -> str:
    return reverse("programme_figures", args=[page.slug], query={"quarter": page.quarter.slug})


def phases_url(page: ProgrammePage, slug: str) -> str:
    return reverse("phases", args=[page.slug, slug], query={"quarter": page.quarter.slug})
