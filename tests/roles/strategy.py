"""Editing the strategy is the editors' alone: what one gets by GET and by sending the form empty."""

from collections.abc import Iterator

from tests.roles.rows import METHODS, Row, cells

EDITING = """
/strategy/                                         200 405
/strategy/versions/add/                            200 422
/strategy/themes/theme-sc/add/                     200 422
/strategy/themes/theme-sc/order/                   200 422
/strategy/themes/zebra/order/                      404 404
/strategy/objectives/SC-1/                         200 405
/strategy/objectives/SC-1/reword/                  200 422
/strategy/objectives/SC-1/split/                   200 422
/strategy/objectives/SC-1/supersede/               200 422
/strategy/objectives/SC-1/withdraw/                200 422
/strategy/objectives/SC-1/take-back/               200 422
/strategy/objectives/SC-1/add/                     200 422
/strategy/objectives/SC-1/order/                   200 422
/strategy/objectives/SC-9/                         404 405
/strategy/targets/SC-1.1/                          200 405
/strategy/targets/SC-1.1/reword/                   200 422
/strategy/targets/SC-1.1/split/                    200 422
/strategy/targets/SC-1.1/supersede/                200 422
/strategy/targets/SC-1.1/withdraw/                 200 422
/strategy/targets/SC-1.1/take-back/                200 422
/strategy/targets/SC-1.1/add/                      200 422
/strategy/targets/SC-1.1/order/                    200 422
/strategy/targets/SC-1.1/deliverers/               200 422
/strategy/targets/SC-1.1/regions/                  200 422
/strategy/targets/SC-9.9/reword/                   404 404
/strategy/milestones/MILESTONE/                    200 405
/strategy/milestones/MILESTONE/reword/             200 422
/strategy/milestones/MILESTONE/split/              200 422
/strategy/milestones/MILESTONE/supersede/          200 422
/strategy/milestones/MILESTONE/withdraw/           200 422
/strategy/milestones/MILESTONE/take-back/          200 422
/strategy/milestones/MILESTONE/deadline/           200 422
/strategy/milestones/0/deadline/                   404 404
"""


def rows() -> Iterator[Row]:
    for path, *statuses in cells(EDITING):
        for method, status in zip(METHODS, statuses, strict=True):
            yield Row(method, path, ("in", "403", status, *["403"] * 5))
