"""Adding a file to an entry and removing one. Each is one transaction with its event in the trail.

Both are changes of the entry: whoever may save it may do so, while it may be saved, and what waits for a reviewer goes
back to its writers.
"""

import secrets

from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.reporting.entries.cases import Case, take
from pssdash.reporting.entries.evidence.accepting import Accepted, accept, refuse_without_room
from pssdash.reporting.entries.evidence.models import AbstractEvidenceFile
from pssdash.reporting.entries.evidence.reading import ADDED, REMOVED
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.moves import Move
from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.entries.trail import item_of, next_number
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.refusals import Refused


def add_file(
    kind: Kind, *, entry: AbstractEntry, by: User, file: UploadedFile, description: str
) -> AbstractEvidenceFile:
    """Keep `file` as evidence of the entry. Raises NotAccepted for the file itself, Refused for the rest.

    The content is stored first, so that no lock waits for a slow store, and taken away again if it is refused.
    """
    found = accept(file)
    file.seek(0)
    stored_as = storages["evidence"].save(random_name(), file)
    try:
        return _keep(kind, entry, by, found, stored_as, description)
    except BaseException:
        storages["evidence"].delete(stored_as)
        raise


@transaction.atomic
def remove_file(kind: Kind, *, entry: AbstractEntry, by: User, pk: int) -> AbstractEvidenceFile:
    """Mark a file of the entry as removed. Its content stays, as an approved version may have it too."""
    entry = _held(entry)
    step = take(Case(kind, entry, entry.period, by), Move.SAVE)
    file = entry.files.present().filter(pk=pk).first()
    if file is None:
        raise Refused("Somebody has removed this file already.")
    file.removed_at, file.removed_by = timezone.now(), by
    file.save(update_fields=["removed_at", "removed_by"])
    was = _change(entry, step.leads_to, by)
    record(
        by=by, action=REMOVED, item=item_of(entry), subject=entry.subject,
        before={**_named(file), "State": was}, after={"State": entry.state},
    )  # fmt: skip
    return file


@transaction.atomic
def _keep(
    kind: Kind, entry: AbstractEntry, by: User, found: Accepted, stored_as: str, description: str
) -> AbstractEvidenceFile:
    entry = _held(entry)
    step = take(Case(kind, entry, entry.period, by), Move.SAVE)
    refuse_without_room(found, list(entry.files.present()))
    file = entry.files.create(
        name=found.name, content_type=found.content_type, size=found.size, fingerprint=found.fingerprint,
        stored_as=stored_as, description=description, added_by=by,
    )  # fmt: skip
    was = _change(entry, step.leads_to, by)
    record(
        by=by, action=ADDED, item=item_of(entry), subject=entry.subject,
        before={"State": was}, after={**_named(file), "State": entry.state},
    )  # fmt: skip
    return file


def _change(entry: AbstractEntry, leads_to: str, by: User) -> str:
    """Take the entry to where a save leads, and say where it stood.

    What a reviewer may have before them counts as saved once more, so that they cannot sign what they did not see.
    In a draft nobody does, and writers with an open form go on undisturbed.
    """
    was = entry.state
    if was != EntryState.DRAFT:
        entry.state = leads_to
        entry.checked_at = entry.checked_by = None
        entry.save()
        entry.revisions.create(number=next_number(entry), saved_by=by, content=entry.content())
    return was


def _held(entry: AbstractEntry) -> AbstractEntry:
    """The entry as it stands now, held until the end of the transaction; its period first, as in every step."""
    period = ReportingPeriod.objects.select_for_update().get(pk=entry.period_id)
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    entry.period = period
    return entry


def _named(file: AbstractEvidenceFile) -> dict[str, str]:
    """What the trail keeps of a file."""
    return {
        "File": file.name,
        "Description": file.description,
        "Size": filesizeformat(file.size).replace("\xa0", " "),
        "SHA-256": file.fingerprint,
    }


def random_name() -> str:
    """`3f/3f9c…`: nothing of the user's own name gets into the store, and no folder grows without end."""
    token = secrets.token_hex(20)
    return f"{token[:2]}/{token}"
