"""The named rule sets (SPC.md, D11)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleSet:
    """How long a run must be, what counts towards two of three, and whether moving ranges are screened."""

    name: str
    label: str
    shift: int = 7
    trend: int = 7
    beyond_limits_count: bool = False  # points outside the limits count towards two of three
    screens: bool = True


RULE_SETS = {
    rule_set.name: rule_set
    for rule_set in (
        RuleSet("mdc", "Making Data Count"),
        RuleSet("mdc-2023", "Making Data Count, November 2023", beyond_limits_count=True),
        RuleSet("mdc-6", "Making Data Count, runs of six", shift=6, trend=6),
        RuleSet("ihi", "Institute for Healthcare Improvement", shift=8, trend=6, screens=False),
    )
}
