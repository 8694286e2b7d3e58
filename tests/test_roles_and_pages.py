"""Every address of the site, every role: who gets in. The tables are in tests/roles/, one an area.

`in` is the way to the sign-in page; `none` is somebody who is signed in and holds no role. A row that a person may not
see answers 404, a page that their role may not use 403, a change that is asked for by a link 405.
"""

import pytest
from django.db import transaction
from time_machine import travel

from tests.pages.asking import answer_to, in_short, routes
from tests.pages.small_site import make_small_site
from tests.roles import accounts, beside_forms, entries, objectives, programmes, rounds, site, strategy, updates
from tests.roles.rows import METHODS, ROLES, rows_of
from tests.roles.sent import numbers_of, sent_to

AREAS = (site, objectives, updates, programmes, entries, rounds, accounts)
ROWS = [*(row for area in AREAS for row in rows_of(area.TABLE)), *beside_forms.rows(), *strategy.rows()]
SECOND_NAMES = {"account_login"}  # that django-allauth has for the sign-in page


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Those of the small site, which all rows share: what an answer changes is undone."""
    with travel("2021-02-01"), django_db_blocker.unblock(), transaction.atomic():
        yield make_small_site()
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path}")
def test_each_role_gets_what_the_table_says(row, people):
    sent = sent_to(row)
    query = row.path.partition("?")[1:]
    path = "".join([row.path_with(numbers_of(people)), *query])

    answers = {role: in_short(answer_to(people.get(role), row.method, path, sent)) for role in ROLES}

    assert answers == dict(zip(ROLES, row.expected, strict=True))


def test_tables_have_every_route_by_get_and_by_post():
    ours = {name for name, _ in routes() if not name.startswith("admin:")} - SECOND_NAMES

    assert {(row.name, row.method) for row in ROWS} == {(name, method) for name in ours for method in METHODS}
