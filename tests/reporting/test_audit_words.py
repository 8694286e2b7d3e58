"""The codes of the audit trail, in words."""

import pytest

from pssdash.reporting.audit_words import in_words, item_in_words

NAMES = {"ENG": "England"}


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("update", "IN-4.3 2020-21-q3 ENG v2", "update of IN-4.3, Q3 2020/21, England, version 2"),
        ("update", "IN-4.3 2020-21-q3 GONE v1", "update of IN-4.3, Q3 2020/21, GONE, version 1"),
        ("published row", "IN-4.3 2020-21-q3 v2", "published row of IN-4.3, Q3 2020/21, version 2"),
        ("due day", "2020-21-q3 target SC-1.1 PSC-N", "due day of target SC-1.1 PSC-N, Q3 2020/21"),
        ("milestone", "IN-4.1 no. 42: Recruit no. 7: all", "milestone of IN-4.1: Recruit no. 7: all"),
        ("target", "IN-4.2", "target IN-4.2"),
    ],
)
def test_item_is_named_in_words(kind, key, words):
    assert item_in_words(kind, key, NAMES) == words


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("sent_back", "Sent back"),
        ("in_progress", "In progress"),
        ("not_rated", "Not rated"),
        ("2021-03-31", "31 March 2021"),
        ("by 2021-03-31", "by 2021-03-31"),
        ("What a person wrote", "What a person wrote"),
    ],
)
def test_kept_value_is_shown_in_words(kept, words):
    assert in_words(kept) == words
