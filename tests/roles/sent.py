"""What the forms send, and which items the tables mean by a word in capitals."""

import re
from typing import Any

from django.contrib.auth.models import Group

from objectives.models import Milestone, ProgressUpdate, Target
from programmes.models import (
    DeliverableMilestone,
    DeliverableUpdate,
    MeasureReturn,
    NarrativeText,
    PhaseReturn,
    StepChangeProposal,
)
from pssdash.accounts.models import User
from pssdash.accounts.roles import BOARD_MEMBER
from pssdash.people.models import Invitation
from pssdash.reporting.entries.reading import last_revision
from pssdash.rounds.queries.models import Query
from pssdash.rounds.reminders.links import stop_path
from tests.factories.accounts import PASSWORD
from tests.roles.rows import Row

NEW_PASSWORD = "three unlikely words"
MOVE = {"deadline": "by 30 June 2021", "reason": "Clinics were shut", "effect": "Training begins later"}
# Which entry the pages of an address are of; all kinds have the same pages, under names of their own.
KINDS = {
    "/deliverables/": DeliverableUpdate,
    "/narrative/": NarrativeText,
    "/phases/": PhaseReturn,
    "/returns/": MeasureReturn,
    "/step-changes/": StepChangeProposal,
}
ENTRY_PAGES = re.compile(r"^(deliverable_update|narrative_text|phase_return|measure_return|step_change)(?!_new)")


def sent_to(row: Row) -> dict[str, Any]:
    """What the form of that address sends, where an empty one would say less about who may."""
    target = Target.objects.get(ref="SC-1.1")
    kind = next((kind for part, kind in KINDS.items() if part in row.path), ProgressUpdate)
    national = kind.objects.national().working().get()
    board = Group.objects.get(name=BOARD_MEMBER)
    base = 0 if "organisation" in row.path else last_revision(national)
    forms = {
        "region_comment": {"target": target.pk, "text": "We wait for the toolkit"},
        "quarter_reopen": {"reason": "Two updates are missing"},
        "quarter_take_back": {"reason": "It was the wrong quarter"},
        "quarter_publish": {"read": "on"},
        "reminder_days": {"days": "3", "reason": "The board meets early"},
        "return_extend": {"to": "1 March 2021", "reason": "The system was down"},
        "due_day_set": {"day": "1 March 2021"},
        "update": {"base": base, "progress": "Twelve trusts have begun", "text": "More was done"},
        "update_check": {"base": base},
        "update_approve": {"base": base},
        "update_autosave": {"base": base, "progress": "Twelve trusts have begun", "text": "More was done"},
        "update_presence": {"base": base},
        "update_confirm": {"base": base},
        "update_send_back": {"note": "Give the number of trusts"},
        "update_correct": {"reason": "The number was wrong"},
        "update_remove_evidence": {"file": 9003},
        "query_ask": {"text": "Which trusts?"},
        "query_step": {"text": "All of them"},
        "objective_move": MOVE,
        "deliverable_move": MOVE,
        "objective_move_request_refuse": {"note": "It can be met"},
        "deliverable_move_request_refuse": {"note": "It can be met"},
        "password_change": {
            "old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD,
        },
        "password_reset": {"email": "somebody@example.org"},
        "account_reauthenticate": {"password": PASSWORD},
        "account": {"name": "New name", "email": "new@example.com", "roles": [board.pk]},
        "close_account": {"reason": "Left"},
        "take_away_second_factor": {"reason": "Lost the phone"},
        "invite": {"name": "Somebody", "email": "somebody@example.org", "roles": [board.pk]},
        "invite_several": {"lines": "somebody@example.org, Somebody, Board member"},
        "accept_invitation": {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
    }  # fmt: skip
    return forms.get(ENTRY_PAGES.sub("update", row.name), {})


def numbers_of(people: dict[str, User]) -> dict[str, int | str]:
    """Of the items that the table names by a word in capitals."""
    return {
        "MILESTONE": Milestone.objects.first().pk,
        "DELIVERED": DeliverableMilestone.objects.first().pk,
        "ACCOUNT": people["board"].pk,
        "GONE": people["gone"].pk,
        "INVITATION": Invitation.objects.get().pk,
        "QUERY": Query.objects.get().pk,
        "ENTRY": Query.objects.get().entry.pk,
        "STOP": stop_path(people["submitter"]).split("/")[-2],
    }
