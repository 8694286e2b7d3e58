"""A target in a quarter as every page shows it: one frozen value, whether drawn live or read from a published row."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from pssdash.reporting.updates.rows import UpdateRow


@dataclass(frozen=True, kw_only=True)
class TargetRow(UpdateRow):
    """Everything a reader may see of a target for a quarter."""

    target_id: int
    objective_ref: str
    objective: str
    theme_slug: str
    theme: str
    order: tuple[int, int, int]
    concerns_all_regions: bool
    region_codes: tuple[str, ...]
    took_over: tuple[str, ...] = ()

    @property
    def update_url(self) -> str:
        """The page of England's update of it in the quarter."""
        return reverse("update", args=[self.ref, self.quarter])

    def concerns(self, region_code: str) -> bool:
        return self.concerns_all_regions or region_code in self.region_codes

    @cached_property
    def search_text(self) -> str:
        """What the search box looks in, in lower case."""
        parts = [self.ref, self.objective, self.summary, self.official_wording, self.progress]
        parts += [milestone.text for milestone in self.milestones]
        return " ".join(parts).lower()
