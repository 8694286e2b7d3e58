"""What a run of pytest came to, read from the report that it writes."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

# The only reason for which a test may be skipped: data that is not part of the repository.
ALLOWED_SKIP = "../shared/data is not there"


@dataclass(frozen=True)
class Outcome:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    forbidden_skips: list[str] = field(default_factory=list)

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.forbidden_skips + other.forbidden_skips,
        )

    def __str__(self) -> str:
        counts = f"{self.passed} passed, {self.failed} failed"
        return f"{counts}, {self.skipped} skipped" if self.skipped else counts

    @property
    def good(self) -> bool:
        return self.passed > 0 and self.failed == 0 and not self.forbidden_skips


def read_outcome(report: Path, exit_code: int) -> Outcome:
    """The counts in pytest's JUnit `report`. A run that broke without a failed test counts as one failure."""
    if not report.is_file():
        return Outcome(failed=1)
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = sum(1 for case in cases if holds(case, "failure", "error"))
    passed = sum(1 for case in cases if not holds(case, "failure", "error", "skipped"))
    reasons = [f"{skip.get('message')} {skip.text or ''}".strip() for case in cases for skip in case.iter("skipped")]
    if exit_code != 0 and not failed:
        failed = 1
    return Outcome(passed, failed, len(reasons), [reason for reason in reasons if ALLOWED_SKIP not in reason])


def holds(case: ElementTree.Element, *tags: str) -> bool:
    return any(case.find(tag) is not None for tag in tags)
