"""Who answers for a deliverer is the same from both sides."""

import pytest

from pssdash.organisations.models import Deliverer, Organisation
from pssdash.reporting.updates.owing import answering
from tests.factories.organisations import make_deliverer, make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["trust", "icb"])
@pytest.mark.parametrize("trust_type", ["", "acute"])
def test_answering_is_decided_as_by_the_query(kind, trust_type):
    body = make_organisation(kind, trust_type=trust_type if kind == "trust" else "")
    listed = make_deliverer()
    listed.members.add(body)
    deliverers = [
        listed,
        make_deliverer(),
        make_deliverer(kind="body", organisation=body),
        make_deliverer(member_kind="trust"),
        make_deliverer(member_kind="trust", member_trust_type="acute"),
        make_deliverer(member_kind="icb"),
    ]

    found = {each.pk for each in deliverers if answering(each, [body])}

    asked = Deliverer.objects.answered_by(Organisation.objects.filter(pk=body.pk))
    assert found == set(asked.values_list("pk", flat=True))
