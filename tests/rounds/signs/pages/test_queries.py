"""The pages ask no more of the database for more targets."""

from datetime import date

import pytest

from pssdash.accounts.roles import EDITOR, REGIONAL_LEAD, SUBMITTER
from tests.factories.accounts import make_user
from tests.factories.objectives import make_objective, make_period, make_target, make_update, publish
from tests.factories.organisations import make_deliverer, make_region
from tests.rounds.signs.pages.reading import NAMES, drifting, overdue, two_quarters, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.mark.parametrize("roles", [(EDITOR,), (SUBMITTER,), (REGIONAL_LEAD,)])
@pytest.mark.parametrize("path", [*(f"{name}/" for name in NAMES), *(f"{name}/export.csv" for name in NAMES)])
def test_pages_ask_as_many_queries_for_many_targets_as_for_few(client, query_count, path, roles):
    region, group = make_region(), make_deliverer(member_kind="region")
    client.force_login(make_user(*roles, organisations=(region,)))
    for quarter, targets in [("Q2 2020/21", 2), ("Q3 2020/21", 12)]:
        period = make_period(quarter)
        for _ in range(targets):
            make_region()
            target = make_target(deadline="by 31 January 2021", objective=make_objective(), deliverers=[group])
            drifting(target, period, forecast=date(2021, 8, 1))
        publish(period)
    make_period("Q4 2020/21")
    client.get(f"/quarters/2020-21-q2/{path}")

    few = query_count(lambda: client.get(f"/quarters/2020-21-q2/{path}"))
    many = query_count(lambda: client.get(f"/quarters/2020-21-q3/{path}"))

    # The first quarter of all has nothing before it to read.
    assert few in (many, many - 1)
    assert many <= 20


def test_open_quarter_asks_as_many_queries_for_many_targets_as_for_few(client, query_count):
    period = two_quarters(overdue())
    make_update(overdue(), period, progress="Drafted")
    client.force_login(make_user(EDITOR))
    client.get(url("silence"))

    few = query_count(lambda: client.get(url("silence")))
    for _ in range(10):
        make_update(overdue(objective=make_objective()), period, progress="Drafted")
    many = query_count(lambda: client.get(url("silence")))

    assert few == many <= 32
