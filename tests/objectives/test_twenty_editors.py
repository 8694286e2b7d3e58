"""Twenty editors who save the same target and targets of their own at once, again and again, on PostgreSQL."""

import pytest
from django.test import Client
from django.urls import reverse

from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target
from tests.twenty_editors import EDITORS, SAVES, at_once, doubled, lost, save_at_once, texts, untold

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.many_writers,
]


def progress_in(trail) -> list[tuple[str, str]]:
    """The progress before and after each event."""
    changes = [next(each for each in event.changes if each["field"] == "Progress") for event in trail]
    return [(each["before"], each["after"]) for each in changes]


def test_twenty_editors_lose_and_double_nothing_and_the_trail_accounts_for_every_change():
    period, (shared, *own) = make_period(), [make_target(deadline=None) for _ in range(EDITORS + 1)]

    seconds = save_at_once(shared, own, period)

    assert len(seconds) == EDITORS * SAVES
    # Every text is there, once, whether it was taken over or kept aside.
    assert (lost(), doubled(), untold()) == ([], [], 0)
    # What one person alone writes is never kept aside.
    ours = ProgressUpdate.objects.get(target=shared)
    assert UpdateRevision.objects.exclude(update_of=ours).filter(outcome="conflict").count() == 0
    assert ProgressUpdate.objects.count() == EDITORS + 1
    # The saves of the shared target are numbered without a gap, and the last one stands.
    numbers = list(ours.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, EDITORS * SAVES // 2 + 1))
    accepted = texts(update_of=ours, outcome="saved")
    assert ours.progress == accepted[-1]
    # The trail tells each accepted change from the one before it, and every text that was kept aside.
    trail = AuditEvent.objects.filter(subject=ours.subject).order_by("pk")
    assert progress_in(trail.filter(action="saved")) == list(zip(["", *accepted], accepted, strict=False))
    assert trail.filter(action="text kept aside").count() == len(numbers) - len(accepted)


def test_twenty_editors_on_one_page_meet_no_server_error():
    period, target = make_period(), make_target(deadline=None)
    url = reverse("update", args=[target.ref, period.quarter])
    editors = [make_user(EDITOR) for _ in range(EDITORS)]

    def saving(by):
        client = Client()
        client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")

        def write():
            base = client.get(url).context["page"].form["base"].value()
            return [client.post(url, {"base": base, "progress": f"{by.email} {turn}"}).status_code for turn in range(2)]

        return write

    answers = [status for each in at_once([saving(by) for by in editors]) for status in each]

    # Saved, or both versions side by side.
    assert set(answers) <= {302, 409}
    assert answers.count(302) == UpdateRevision.objects.filter(outcome="saved").count()
    assert sorted(texts()) == sorted(f"{by.email} {turn}" for by in editors for turn in range(2))
