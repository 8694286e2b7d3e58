"""The pages that the accessibility checks and the pictures go through: name, path, and who may open it.

Roles are the names of the demo accounts before the @; `ANYBODY` opens the page without signing in.
"""

from dataclasses import dataclass

ANYBODY = "anybody"
EVERY_ROLE = ("editor", "approver", "region", "submitter", "board", "admin")


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    roles: tuple[str, ...]


PAGES = (
    Page("sign-in", "/accounts/sign-in/", (ANYBODY,)),
    Page("components", "/ui/", ("editor",)),
    Page("objectives", "/objectives/", EVERY_ROLE),
    Page("objectives-filtered", "/objectives/?rag=red&region=Y62&q=safety", ("board",)),
    Page("objectives-mistaken", "/objectives/?rag=purple", ("board",)),
    Page("objective", "/objectives/IN-3/", EVERY_ROLE),
    Page("objective-audit", "/objectives/IN-3/audit/", ("editor", "approver")),
    Page("published-version", "/objectives/IN-3.1/published/2020-21-q2/1/", ("board",)),
)
