"""Values as a revision keeps them, in words."""

import pytest
from django.db import models

from objectives.models import ProgressUpdate
from pssdash.reporting.entries.words import Difference, changes, value_in_words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (models.IntegerField(), 0, "0"),
        (models.DecimalField(), None, ""),
        (models.TextField(), "", ""),
        (models.TextField(), "red", "red"),
        (models.DateField(), "2021-03-31", "31 March 2021"),
        (ProgressUpdate._meta.get_field("reported_rag"), "red", "Red"),
    ],
)
def test_value_reads_as_people_say_it(field, value, words):
    assert value_in_words(field, value) == words


def test_field_that_is_no_longer_there_is_a_change_too():
    assert changes({"A": "1", "B": "2"}, {"A": "1"}) == [Difference("B", "2", "")]
