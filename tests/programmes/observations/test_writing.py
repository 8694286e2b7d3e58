"""Writing values: what is new, what differs, what is the same, and what is refused."""

import pytest

from programmes.models import Measure, Observation, ObservationChange, ValueState
from programmes.models.held_values import HELD
from programmes.observations import BadValues, Problem, Written, write_observations, writing
from tests.factories.organisations import make_england, make_organisation
from tests.factories.programmes import make_batch, make_measure
from tests.programmes.observations.values import APRIL, JUNE, MAY, held, make_value, missing, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return make_measure()


def problems(*values):
    with pytest.raises(BadValues) as error:
        write(*values)
    return [problem.text for problem in error.value.problems]


def test_new_values_are_added_by_their_batch(measure):
    batch = make_batch()

    written = write(make_value(measure), make_value(measure, start=MAY, numerator=3, denominator=4), batch=batch)

    batch.refresh_from_db()
    assert (written, batch.added) == (Written(added=2), 2)
    assert list(Observation.objects.values_list("value", "numerator", "denominator", "batch")) == [
        (50, 100, 200, batch.pk),
        (75, 3, 4, batch.pk),
    ]


def test_same_values_stay_untouched(measure):
    first = make_batch()
    write(make_value(measure, explanation="Why\tso?\\n\nTwo lines"), batch=first)

    again = write(make_value(measure, explanation="Why\tso?\\n\nTwo lines"))

    assert again == Written(unchanged=1) and again.changed_nothing
    assert Observation.objects.get().batch == first
    assert not ObservationChange.objects.exists()


def test_changed_value_keeps_the_old_one_in_history(measure):
    first, second = make_batch(), make_batch()
    write(make_value(measure, is_final=False), make_value(measure, start=MAY), batch=first)

    written = write(
        make_value(measure, numerator=1, denominator=3),
        make_value(measure, start=MAY),
        make_value(measure, start=JUNE),
        batch=second,
    )  # fmt: skip

    assert written == Written(added=1, changed=1, unchanged=1)
    change = ObservationChange.objects.get()
    assert (change.batch, change.previous_batch, change.end.month) == (second, first, 4)
    assert {name: getattr(change, name) for name in HELD} == {
        "start": APRIL, "state": "v", "value": 50, "numerator": 100, "denominator": 200, "is_final": False,
        "is_mapped": False, "qualifier": "", "explanation": "", "source_place": "",
    }  # fmt: skip
    assert not change.is_removal
    row = Observation.objects.get(end=change.end)
    # To the last bit: an undone batch gives back exactly what was there.
    assert (row.value, row.numerator, row.denominator, row.is_final) == (1 / 3 * 100, 1, 3, True)


def test_batch_keeps_the_spans_of_what_it_added_or_changed_and_no_others(measure):
    write(make_value(measure), make_value(measure, start=MAY))
    batch = make_batch()

    write(make_value(measure), make_value(measure, start=MAY, value=60), make_value(measure, start=JUNE), batch=batch)

    assert [(span.measure, span.basis, span.end.month) for span in batch.spans.all()] == [
        (measure, "p", 5), (measure, "p", 6),
    ]  # fmt: skip


def test_value_that_is_there_behind_many_new_ones_is_found(measure, monkeypatch):
    monkeypatch.setattr(writing, "LOOKED_FOR", 1)
    write(make_value(measure, start=MAY), make_value(measure, start=JUNE))

    written = write(make_value(measure), make_value(measure, start=MAY, value=60), make_value(measure, start=JUNE))

    assert written == Written(added=1, changed=1, unchanged=1)
    assert held(measure) == {("ENG", APRIL): 50, ("ENG", MAY): 60, ("ENG", JUNE): 50}


def test_reader_that_fails_leaves_nothing_behind_and_its_error_as_it_is(measure):
    first = make_value(measure)

    def values():
        yield first
        raise LookupError("The file has gone")

    with pytest.raises(LookupError, match="The file has gone"):
        write_observations(batch=make_batch(), rows=values())

    assert held(measure) == {}


def test_provisional_value_made_final_is_a_change(measure):
    write(make_value(measure, is_final=False))

    assert write(make_value(measure)) == Written(changed=1)

    assert ObservationChange.objects.get().is_final is False
    assert Observation.objects.get().is_final


def test_zero_and_the_ways_of_having_no_value_are_five_things(measure):
    states = [ValueState.NOT_SUBMITTED, ValueState.SUPPRESSED, ValueState.NOT_APPLICABLE]
    organisations = [make_organisation() for _ in range(5)]
    write(
        make_value(measure, organisations[0]),
        make_value(measure, organisations[1], numerator=0, denominator=9),
        *(
            missing(measure, organisation, state=state)
            for organisation, state in zip(organisations[2:], states, strict=True)
        ),
    )

    rows = Observation.objects.order_by("organisation_id").values_list("state", "value")
    assert list(rows) == [("v", 50), ("v", 0), ("n", None), ("s", None), ("x", None)]


def test_share_of_none_is_not_applicable(measure):
    write(make_value(measure, numerator=0, denominator=0))

    row = Observation.objects.get()
    assert (row.state, row.value, row.numerator) == (ValueState.NOT_APPLICABLE, None, None)


def test_value_rounded_as_it_is_written_agrees_with_its_parts(measure):
    write(
        make_value(measure, value=75.8246, numerator=47561, denominator=62725),
        make_value(measure, start=MAY, value=76, numerator=47561, denominator=62725),
    )

    assert list(Observation.objects.values_list("value", flat=True)) == [47561 / 62725 * 100] * 2


def test_count_may_stand_in_the_numerator_alone():
    count = make_measure(unit="cases", per=1, aggregation=Measure.Aggregation.SUM)

    write(make_value(count, numerator=26), make_value(count, start=MAY, numerator=26, value=26))

    assert list(Observation.objects.values_list("value", "numerator")) == [(26, None)] * 2


def test_value_before_its_organisation_opened_is_marked_as_mapped(measure):
    opened_later, opened = make_organisation(start=JUNE), make_organisation(start=APRIL)
    write(make_value(measure, opened_later, MAY), make_value(measure, opened_later, JUNE), make_value(measure, opened))

    mapped = Observation.objects.filter(is_mapped=True)
    assert [(row.organisation, row.start) for row in mapped] == [(opened_later, MAY)]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 75.83, "numerator": 47561, "denominator": 62725},
         "the value is 75.83, but numerator and denominator give 75.82463133"),
        ({"value": 75, "numerator": 47561, "denominator": 62725},
         "the value is 75, but numerator and denominator give 75.82463133"),
        ({"numerator": 5, "denominator": 4}, "the numerator 5 is above the denominator 4"),
        ({"numerator": 5}, "the denominator is missing"),
        ({"denominator": 5}, "the numerator is missing"),
        ({"value": None}, "there is no value"),
        ({"numerator": 5, "denominator": 0}, "the numerator 5 is above the denominator 0"),
        ({"numerator": 0, "denominator": 0, "value": 3},
         "the denominator is 0, and yet the numerator is 0 or there is a value"),
        ({"numerator": -1, "denominator": 4}, "the numerator and the denominator cannot be below 0"),
        ({"value": 101}, "the value 101 is above 100%"),
        ({"value": float("inf")}, "inf is not a number that can be kept"),
        ({"value": float("nan")}, "nan is not a number that can be kept"),
        ({"state": "s", "value": 4}, "it is “suppressed”, and yet there is a number"),
        ({"state": "z"}, "there is no state “z” or no basis “p”"),
        ({"value": 4, "end": APRIL.replace(month=3)}, "the period ends on 2024-03-01, before it begins on 2024-04-01"),
        ({"value": 4, "qualifier": "x" * 41}, "the qualifier has more than 40 characters"),
        ({"value": 4, "source_place": "x" * 161}, "the source place has more than 160 characters"),
        ({"value": 4, "explanation": "a\0b"}, "the text holds a character that cannot be kept"),
    ],
)  # fmt: skip
def test_value_that_cannot_be_is_refused(measure, fields, text):
    assert problems(make_value(measure, **fields)) == [text]


def test_count_that_is_not_its_numerator_is_refused():
    count = make_measure(unit="cases", per=1, aggregation=Measure.Aggregation.SUM)

    assert problems(make_value(count, numerator=26, value=27)) == [
        "the value 27 is not the numerator 26, and there is no denominator"
    ]


def test_one_problem_leaves_nothing_behind_and_all_are_told_in_the_order_of_lines(measure):
    write(make_value(measure))
    batch = make_batch()

    with pytest.raises(BadValues) as error:
        write(
            make_value(measure, numerator=7, denominator=9, line=2),
            make_value(measure, start=MAY, numerator=9, denominator=7, line=3),
            make_value(measure, line=4),
            Problem(5, "this line cannot be read"),
            make_value(measure, make_organisation(), line=6),
            batch=batch,
        )

    assert str(error.value) == (
        "line 3: the numerator 9 is above the denominator 7\n"
        "line 4: the same organisation and period stand already in line 2\n"
        "line 5: this line cannot be read"
    )
    batch.refresh_from_db()
    assert (held(measure), batch.added) == ({("ENG", APRIL): 50}, 0)


def test_first_hundred_problems_are_kept_and_all_are_counted(measure):
    with pytest.raises(BadValues) as error:
        write(*(Problem(line, "no") for line in range(2, 252)))

    assert error.value.problems.count == 250
    assert str(error.value).splitlines()[-2:] == ["line 101: no", "… and 150 more"]


def test_same_day_of_another_basis_is_another_value(measure):
    assert write(make_value(measure), make_value(measure, basis="y", start=APRIL)) == Written(added=2)


def test_number_of_queries_does_not_grow_with_the_values(measure, query_count):
    england = make_england()
    rows = [make_value(measure, england, APRIL.replace(year=1990 + number)) for number in range(30)]

    few = query_count(lambda: write(*rows[:2]))
    many = query_count(lambda: write(*rows))

    # The second also looks for what changed.
    assert many - few <= 2


def test_value_of_an_organisation_that_is_no_longer_there_is_refused(measure):
    gone = make_organisation()
    value = make_value(measure, gone)
    type(gone).objects.filter(pk=gone.pk).delete()
    value.organisation.pk = gone.pk

    assert problems(value) == ["A measure or an organisation has been deleted."]


def test_value_of_a_measure_that_is_no_longer_there_is_refused(measure):
    value = make_value(measure)
    Measure.objects.filter(pk=measure.pk).delete()

    assert problems(value) == ["A measure or an organisation has been deleted."]
