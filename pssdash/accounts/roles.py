"""The roles of DESIGN.md section 2, as data. They are kept as Django groups of the same names."""

from typing import Any

from pssdash.accounts.permissions import Permission as P

EDITOR = "National editor"
APPROVER = "National approver"
REGIONAL_LEAD = "Regional lead"
SUBMITTER = "Submitter"
BOARD_MEMBER = "Board member"
ADMINISTRATOR = "Administrator"

ROLES: dict[str, set[P]] = {
    EDITOR: {
        P.READ_PUBLISHED, P.READ_DRAFTS, P.READ_REGIONS, P.TAKE_PART_IN_ROUND,
        P.EDIT_UPDATES, P.CHECK_UPDATES, P.EDIT_STRATEGY, P.RUN_QUARTER,
    },
    APPROVER: {
        P.READ_PUBLISHED, P.READ_DRAFTS, P.READ_REGIONS, P.TAKE_PART_IN_ROUND,
        P.CHECK_UPDATES, P.APPROVE_UPDATES, P.PUBLISH_QUARTER,
    },
    REGIONAL_LEAD: {P.READ_PUBLISHED, P.READ_REGIONS, P.COMMENT_ON_REGION},
    SUBMITTER: {P.READ_PUBLISHED, P.TAKE_PART_IN_ROUND, P.SUBMIT_FOR_ORGANISATION},
    BOARD_MEMBER: {P.READ_PUBLISHED},
    ADMINISTRATOR: {P.READ_PUBLISHED, P.ADMINISTER},
}  # fmt: skip


def sync_roles(group_model: Any, permission_model: Any, content_type_model: Any) -> None:
    """Make each role's group hold exactly the role's permissions. Safe to run again.

    The models are arguments because the data migration passes historical ones.
    """
    content_type, _ = content_type_model.objects.get_or_create(app_label="accounts", model="user")
    held = {
        verb: permission_model.objects.get_or_create(
            content_type=content_type, codename=verb.codename, defaults={"name": verb.description}
        )[0]
        for verb in P
    }
    for name, verbs in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set([held[verb] for verb in verbs])
