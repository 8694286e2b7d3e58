"""Undoing a batch: in any order, and whatever came later."""

import random

import pytest
from django.core.management import CommandError, call_command

from programmes.models import ImportBatch, Observation, ObservationChange, RollUp, StatedFigure
from programmes.observations import CannotUndo, undo_batch
from pssdash.accounts import roles
from pssdash.accounts.models import AuditEvent
from tests.factories.accounts import make_user
from tests.factories.organisations import make_england, make_organisation
from tests.factories.programmes import make_batch, make_measure
from tests.programmes.observations.values import APRIL, JUNE, MAY, held, make_value, missing, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return make_measure()


def imported(*values):
    batch = make_batch()
    write(*values, batch=batch)
    return batch


def undo(batch, **fields):
    return undo_batch(**({"batch": batch, "by": None, "reason": "The wrong file"} | fields))


def of_april(measure, value):
    return make_value(measure, value=value)


def test_what_the_batch_added_goes_and_what_it_changed_is_as_it_was(measure):
    first = imported(make_value(measure, numerator=1, denominator=3, is_final=False, explanation="Late"))
    before = Observation.objects.values().get()
    second = imported(of_april(measure, 60), make_value(measure, start=MAY))

    undone = undo(second)

    assert (undone.removed, undone.restored, undone.later) == (1, 1, ())
    assert Observation.objects.values().get() == before
    assert Observation.objects.get().batch == first


def test_removed_value_is_kept_in_history(measure):
    batch = imported(of_april(measure, 60))

    undo(batch)

    change = ObservationChange.objects.get()
    assert (change.batch, change.previous_batch, change.reason) == (batch, batch, "The wrong file")
    assert (change.value, change.is_removal) == (60, True)


def test_value_that_a_later_batch_wrote_stays_and_the_answer_says_which(measure):
    first = imported(of_april(measure, 50), make_value(measure, start=MAY))
    second = imported(of_april(measure, 60))

    undone = undo(first)

    [later] = undone.later
    assert (undone.removed, undone.restored) == (1, 0)
    assert str(later) == f"{measure.slug}, ENG, 2024-04-30: from batch {second.pk} ({second.name})"
    assert held(measure) == {("ENG", APRIL): 60}


def test_undoing_the_later_one_afterwards_passes_over_what_was_undone(measure):
    imported(of_april(measure, 50))
    second, third = imported(of_april(measure, 60)), imported(of_april(measure, 70))

    undo(second)
    assert held(measure) == {("ENG", APRIL): 70}
    undo(third)

    assert held(measure) == {("ENG", APRIL): 50}


def test_value_added_again_after_it_was_undone_can_be_undone_again(measure):
    undo(imported(of_april(measure, 50)))
    again = imported(of_april(measure, 50))
    assert held(measure) == {("ENG", APRIL): 50}

    undo(again)

    assert held(measure) == {}


def test_missing_value_is_restored_as_missing(measure):
    imported(missing(measure))

    undo(imported(of_april(measure, 60)))

    row = Observation.objects.get()
    assert (row.state, row.value) == ("n", None)


def test_stated_figure_lets_go_of_a_removed_value(measure):
    batch = imported(of_april(measure, 50))
    figure = StatedFigure.objects.create(
        slug="f", role="value", fact="f", text="Half", value=50, workstream=measure.workstream,
        observation=Observation.objects.get(),
    )  # fmt: skip

    undo(batch)

    figure.refresh_from_db()
    assert figure.observation is None


def test_roll_ups_follow():
    make_england()
    measure, trust = make_measure(reported_by="trust"), make_organisation("trust")
    imported(make_value(measure, trust))
    second = imported(make_value(measure, trust, numerator=60, denominator=90), make_value(measure, trust, MAY))

    undo(second)

    assert list(RollUp.objects.values_list("organisation__code", "start", "value")) == [("ENG", APRIL, 50)]


def test_undoing_is_in_the_audit_trail_with_its_reason(measure):
    batch, editor = imported(of_april(measure, 50)), make_user(roles.EDITOR)

    undo(batch, by=editor)

    batch.refresh_from_db()
    event = AuditEvent.objects.get(action="undone")
    assert (event.by, event.item_kind, event.item_key, event.reason) == (
        editor, "import batch", str(batch.pk), "The wrong file",
    )  # fmt: skip
    assert (batch.undone_by, batch.undone_reason, bool(batch.undone_at)) == (editor, "The wrong file", True)


def test_batch_is_undone_once_and_with_a_reason(measure):
    batch = imported(of_april(measure, 50))

    with pytest.raises(CannotUndo, match="Say why"):
        undo(batch, reason=" ")
    undo(batch)
    with pytest.raises(CannotUndo, match="was undone on"):
        undo(batch)


def test_approved_return_is_corrected_and_not_undone(measure):
    batch = imported(of_april(measure, 50))
    ImportBatch.objects.filter(pk=batch.pk).update(kind=ImportBatch.Kind.FORM, name="Return of April")

    with pytest.raises(CannotUndo, match=r"an approved return \(Return of April\).* Correct it on its page"):
        undo(batch)

    assert Observation.objects.get().value == 50
    with pytest.raises(CommandError, match="There is no batch that can be undone"):
        call_command("undo_import")


@pytest.mark.parametrize("seed", range(12))
def test_after_any_writing_and_undoing_the_last_batch_that_counts_is_what_is_held(measure, seed):
    """The slow twin: all that was ever written, in order; of each value the last one whose batch is not undone.

    A value that is the same as the one held is not written (it says nothing new), so the twin leaves it out too.
    """
    choose = random.Random(seed)
    organisations = [make_organisation() for _ in range(3)]
    written, undone, standing = [], set(), []

    def expected():
        found = {}
        for number, key, value in written:
            if number not in undone:
                found[key] = value
        return found

    for _ in range(14):
        if standing and choose.random() < 0.4:
            batch = standing.pop(choose.randrange(len(standing)))
            undo(batch)
            undone.add(batch.pk)
        else:
            rows = {
                (organisation, start): choose.choice([1 / 3, 50, 1e-7 / 7, None])
                for organisation in organisations
                for start in (APRIL, MAY, JUNE)
                if choose.random() < 0.5
            }
            before = expected()
            batch = imported(
                *(
                    missing(measure, *key) if value is None else make_value(measure, *key, value=value)
                    for key, value in rows.items()
                )
            )
            standing.append(batch)
            new = {key: value for key, value in rows.items() if key not in before or before[key] != value}
            written += [(batch.pk, key, value) for key, value in new.items()]
        assert held(measure) == {(place.code, start): value for (place, start), value in expected().items()}


def test_value_goes_back_to_the_last_batch_that_still_counts_and_then_to_none(measure):
    first, second, third = (imported(of_april(measure, value)) for value in (1, 2, 3))
    undo(second)

    undone = undo(third)
    assert (undone.restored, undone.removed, held(measure)) == (1, 0, {("ENG", APRIL): 1})

    undone = undo(first)
    assert (undone.restored, undone.removed, held(measure)) == (0, 1, {})
