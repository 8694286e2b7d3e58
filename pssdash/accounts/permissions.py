"""What a person may do, as one list of verbs. Roles (roles.py) are sets of these."""

from collections.abc import Callable
from enum import StrEnum

from django.contrib.auth.decorators import permission_required, user_passes_test
from django.core.exceptions import PermissionDenied


class Permission(StrEnum):
    """Each member is a Django permission string, so `has_perm`, `permission_required` and `perms` agree."""

    READ_PUBLISHED = "accounts.read_published"
    READ_DRAFTS = "accounts.read_drafts"
    READ_REGIONS = "accounts.read_regions"
    COMMENT_ON_REGION = "accounts.comment_on_region"
    TAKE_PART_IN_ROUND = "accounts.take_part_in_round"
    SUBMIT_FOR_ORGANISATION = "accounts.submit_for_organisation"
    EDIT_UPDATES = "accounts.edit_updates"
    EDIT_STRATEGY = "accounts.edit_strategy"
    RUN_QUARTER = "accounts.run_quarter"
    CHECK_UPDATES = "accounts.check_updates"
    APPROVE_UPDATES = "accounts.approve_updates"
    PUBLISH_QUARTER = "accounts.publish_quarter"
    ADMINISTER = "accounts.administer"

    @property
    def codename(self) -> str:
        return self.value.partition(".")[2]

    @property
    def description(self) -> str:
        return DESCRIPTIONS[self]


DESCRIPTIONS = {
    Permission.READ_PUBLISHED: "Read what is published",
    Permission.READ_DRAFTS: "Read everything, drafts too",
    Permission.READ_REGIONS: "Read the pages of their regions",
    Permission.COMMENT_ON_REGION: "Comment on their region's targets",
    Permission.TAKE_PART_IN_ROUND: "See their own part of an open quarter",
    Permission.SUBMIT_FOR_ORGANISATION: "Write and submit updates for their own organisations",
    Permission.EDIT_UPDATES: "Write and submit the national updates",
    Permission.EDIT_STRATEGY: "Edit objectives, targets, milestones and deadlines",
    Permission.RUN_QUARTER: "Open and close quarters",
    Permission.CHECK_UPDATES: "Check updates, ask about them and send them back",
    Permission.APPROVE_UPDATES: "Approve updates",
    Permission.PUBLISH_QUARTER: "Publish quarters",
    Permission.ADMINISTER: "Keep accounts, organisations and reference data",
}


def requires(permission: Permission) -> Callable:
    """View decorator: 403 for a signed-in person who does not hold `permission`."""
    return permission_required(permission, raise_exception=True)


def requires_one_of(*permissions: Permission) -> Callable:
    """View decorator: 403 for a signed-in person who holds none of `permissions`."""

    def holds_one(user) -> bool:
        if any(user.has_perm(each) for each in permissions):
            return True
        raise PermissionDenied

    return user_passes_test(holds_one)
