"""Every address of the site, every role: who gets in.

`in` is the way to the sign-in page; `none` is somebody who is signed in and holds no role. A row that a person may not
see answers 404, a page that their role may not use 403, a change that is asked for by a link 405.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve

from objectives.models import Milestone, ProgressUpdate, Target
from programmes.models import (
    DeliverableMilestone,
    DeliverableUpdate,
    MeasureReturn,
    NarrativeText,
    PhaseReturn,
    StepChangeProposal,
)
from pssdash.accounts.models import User
from pssdash.accounts.roles import BOARD_MEMBER
from pssdash.people.models import Invitation
from pssdash.reporting.entries.reading import last_revision
from pssdash.rounds.queries.models import Query
from pssdash.rounds.reminders.links import stop_path
from tests.factories.accounts import PASSWORD
from tests.pages.asking import answer_to, in_short, routes
from tests.pages.small_site import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
METHODS = ("GET", "POST")
ROLES = ("out", "none", "editor", "approver", "region", "submitter", "board", "admin")

# The statuses stand in the order of ROLES: out, none, editor, approver, regional lead, submitter, board, administrator.
TABLE = """
GET  /                                                                    in 302 302 302 302 302 302 302
POST /                                                                    in 405 405 405 405 405 405 405
GET  /board/                                                              in 403 200 200 200 200 200 200
POST /board/                                                              in 405 405 405 405 405 405 405
GET  /board/2020-21-q2/                                                   in 403 200 200 200 200 200 200
GET  /board/2020-21-q3/                                                   in 403 200 200 404 404 404 404
GET  /board/2019-20-q4/                                                   in 403 404 404 404 404 404 404
POST /board/2020-21-q2/                                                   in 405 405 405 405 405 405 405
GET  /regions/                                                            in 403 200 200 200 403 403 403
POST /regions/                                                            in 405 405 405 405 405 405 405
GET  /regions/NORTH/                                                      in 403 200 200 200 403 403 403
GET  /regions/NORTH/?quarter=2020-21-q3                                   in 403 404 404 404 403 403 403
GET  /regions/SOUTH/                                                      in 403 200 200 404 403 403 403
GET  /regions/EAST/                                                       in 403 404 404 404 403 403 403
POST /regions/NORTH/                                                      in 405 405 405 405 405 405 405
GET  /regions/NORTH/comments/                                             in 403 403 403 302 403 403 403
POST /regions/NORTH/comments/                                             in 403 403 403 302 403 403 403
POST /regions/SOUTH/comments/                                             in 403 403 403 404 403 403 403

GET  /help/                                                              200 200 200 200 200 200 200 200
POST /help/                                                              405 405 405 405 405 405 405 405
GET  /accessibility/                                                     200 200 200 200 200 200 200 200
POST /accessibility/                                                     405 405 405 405 405 405 405 405
GET  /privacy/                                                           200 200 200 200 200 200 200 200
POST /privacy/                                                           405 405 405 405 405 405 405 405
GET  /healthz                                                            200 200 200 200 200 200 200 200
POST /healthz                                                            405 405 405 405 405 405 405 405

GET  /my-quarter/                                                         in 403 200 200 403 200 403 403
POST /my-quarter/                                                         in 405 405 405 405 405 405 405
GET  /my-quarter/check/                                                   in 403 200 200 403 403 403 403
POST /my-quarter/check/                                                   in 403 422 422 403 403 403 403
GET  /my-quarter/approve/                                                 in 403 403 200 403 403 403 403
POST /my-quarter/approve/                                                 in 403 403 422 403 403 403 403
GET  /evidence/update/9001/                                               in 403 200 200 200 200 200 200
GET  /evidence/update/9002/                                               in 403 200 200 404 404 404 404
GET  /evidence/update/9003/                                               in 403 200 200 404 200 404 404
GET  /evidence/update/9004/                                               in 403 200 200 404 404 404 404
GET  /evidence/update/0/                                                  in 403 404 404 404 404 404 404
GET  /evidence/zebra/9001/                                                in 403 404 404 404 404 404 404
GET  /evidence/narrative-text/9001/                                       in 403 404 404 404 404 404 404
POST /evidence/update/9001/                                               in 405 405 405 405 405 405 405

GET  /objectives/SC-1.1/updates/2020-21-q3/evidence/                      in 403 200 200 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/evidence/                      in 403 422 403 403 404 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/evidence/?organisation=PSC-N   in 403 200 200 403 200 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/evidence/?organisation=PSC-N   in 403 403 403 403 422 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/evidence/?organisation=PSC-S   in 403 200 200 403 404 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/evidence/remove/               in 403 405 405 403 405 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/evidence/remove/               in 403 409 403 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/evidence/remove/?organisation=PSC-N in 403 403 403 403 302 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/evidence/ in 403 200 200 403 404 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/evidence/ in 403 422 403 403 404 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/evidence/remove/ in 403 405 405 403 405 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/evidence/remove/ in 403 409 403 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/evidence/               in 403 200 200 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/evidence/               in 403 422 403 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/evidence/remove/        in 403 405 405 403 405 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/evidence/remove/        in 403 409 403 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/evidence/                          in 403 200 200 403 404 403 403
POST /measures/rate/returns/2020-21-q3/evidence/                          in 403 422 403 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/evidence/remove/                   in 403 405 405 403 405 403 403
POST /measures/rate/returns/2020-21-q3/evidence/remove/                   in 403 409 403 403 404 403 403

GET  /queries/                                                            in 403 200 200 403 200 403 403
POST /queries/                                                            in 405 405 405 405 405 405 405
GET  /queries/QUERY/                                                      in 403 200 200 403 200 403 403
GET  /queries/0/                                                          in 403 404 404 403 404 403 403
POST /queries/QUERY/                                                      in 405 405 405 405 405 405 405
GET  /queries/QUERY/answer/                                               in 405 405 405 405 405 405 405
POST /queries/QUERY/answer/                                               in 403 409 409 403 302 403 403
POST /queries/QUERY/resolve/                                              in 403 409 302 403 409 403 403
POST /queries/QUERY/waive/                                                in 403 409 302 403 409 403 403
POST /queries/QUERY/zebra/                                                in 403 404 404 403 404 403 403
GET  /queries/ask/target_update/ENTRY/                                    in 403 200 200 403 403 403 403
POST /queries/ask/target_update/ENTRY/                                    in 403 302 302 403 403 403 403
GET  /queries/ask/target_update/0/                                        in 403 404 404 403 403 403 403
GET  /queries/ask/zebra/ENTRY/                                            in 403 404 404 403 403 403 403
GET  /quarters/                                                           in 403 200 200 403 403 403 403
POST /quarters/                                                           in 405 405 405 405 405 405 405
GET  /quarters/open/                                                      in 405 405 405 405 405 405 405
POST /quarters/open/                                                      in 403 422 403 403 403 403 403
GET  /quarters/2020-21-q2/                                                in 403 200 200 403 403 403 403
GET  /quarters/2020-21-q3/                                                in 403 200 200 403 403 403 403
GET  /quarters/2019-20-q4/                                                in 403 404 404 403 403 403 403
POST /quarters/2020-21-q3/                                                in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/close/                                          in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/close/                                          in 403 302 403 403 403 403 403
POST /quarters/2019-20-q4/close/                                          in 403 404 403 403 403 403 403
GET  /quarters/2020-21-q3/reopen/                                         in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/reopen/                                         in 403 302 403 403 403 403 403
GET  /quarters/2020-21-q3/take-back/                                      in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/take-back/                                      in 403 302 403 403 403 403 403
POST /quarters/2019-20-q4/take-back/                                      in 403 404 403 403 403 403 403
GET  /quarters/2020-21-q3/publish/                                        in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/publish/                                        in 403 403 302 403 403 403 403
GET  /my-quarter/next/                                                    in 403 302 302 403 302 403 403
POST /my-quarter/next/                                                    in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/matrix.csv                                      in 403 200 200 403 403 403 403
GET  /quarters/2020-21-q3/matrix.pdf                                      in 403 404 404 403 403 403 403
GET  /quarters/2019-20-q4/matrix.csv                                      in 403 404 404 403 403 403 403
POST /quarters/2020-21-q3/matrix.csv                                      in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/returns/                                        in 403 200 200 403 403 403 403
GET  /quarters/2019-20-q4/returns/                                        in 403 404 404 403 403 403 403
POST /quarters/2020-21-q3/returns/                                        in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/returns.xlsx                                    in 403 200 200 403 403 403 403
GET  /quarters/2020-21-q3/returns.pdf                                     in 403 404 404 403 403 403 403
POST /quarters/2020-21-q3/returns.xlsx                                    in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/returns/9001/                                   in 403 200 200 403 200 403 403
GET  /quarters/2020-21-q3/returns/9002/                                   in 403 200 200 403 404 403 403
GET  /quarters/2020-21-q2/returns/9001/                                   in 403 404 404 403 404 403 403
POST /quarters/2020-21-q3/returns/9001/                                   in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/returns/9001/extend/                            in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/returns/9001/extend/                            in 403 302 403 403 403 403 403
POST /quarters/2020-21-q2/returns/9001/extend/                            in 403 404 403 403 403 403 403
GET  /quarters/2020-21-q3/returns/9001/end-extension/                     in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/returns/9001/end-extension/                     in 403 422 403 403 403 403 403
GET  /quarters/2020-21-q3/due-days/                                       in 403 200 200 403 403 403 403
GET  /quarters/2019-20-q4/due-days/                                       in 403 404 404 403 403 403 403
POST /quarters/2020-21-q3/due-days/                                       in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/due-days/set/                                   in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/due-days/set/                                   in 403 302 403 403 403 403 403
GET  /quarters/2020-21-q3/due-days/9001/remove/                           in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/due-days/9001/remove/                           in 403 302 403 403 403 403 403
POST /quarters/2020-21-q2/due-days/9001/remove/                           in 403 404 403 403 403 403 403
GET  /quarters/2020-21-q3/remind/                                         in 405 405 405 405 405 405 405
POST /quarters/2020-21-q3/remind/                                         in 403 302 403 403 403 403 403
POST /quarters/2019-20-q4/remind/                                         in 403 404 403 403 403 403 403
GET  /quarters/2020-21-q3/audit/                                          in 403 200 200 403 403 403 403
GET  /quarters/2019-20-q4/audit/                                          in 403 404 404 403 403 403 403
POST /quarters/2020-21-q3/audit/                                          in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/silence/                                        in 403 200 200 404 404 403 403
GET  /quarters/2020-21-q2/silence/                                        in 403 200 200 200 200 403 403
GET  /quarters/2019-20-q4/silence/                                        in 403 404 404 404 404 403 403
POST /quarters/2020-21-q2/silence/                                        in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/silence/export.csv                              in 403 200 200 404 404 403 403
GET  /quarters/2020-21-q2/silence/export.csv                              in 403 200 200 200 200 403 403
POST /quarters/2020-21-q2/silence/export.csv                              in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/drift/                                          in 403 200 200 404 404 403 403
GET  /quarters/2020-21-q2/drift/                                          in 403 200 200 200 200 403 403
GET  /quarters/2019-20-q4/drift/                                          in 403 404 404 404 404 403 403
POST /quarters/2020-21-q2/drift/                                          in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/drift/export.csv                                in 403 200 200 404 404 403 403
GET  /quarters/2020-21-q2/drift/export.csv                                in 403 200 200 200 200 403 403
POST /quarters/2020-21-q2/drift/export.csv                                in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/ahead/                                          in 403 200 200 404 404 403 403
GET  /quarters/2020-21-q2/ahead/                                          in 403 200 200 200 200 403 403
GET  /quarters/2019-20-q4/ahead/                                          in 403 404 404 404 404 403 403
POST /quarters/2020-21-q2/ahead/                                          in 405 405 405 405 405 405 405
GET  /quarters/2020-21-q3/ahead/export.csv                                in 403 200 200 404 404 403 403
GET  /quarters/2020-21-q2/ahead/export.csv                                in 403 200 200 200 200 403 403
POST /quarters/2020-21-q2/ahead/export.csv                                in 405 405 405 405 405 405 405

GET  /objectives/                                                         in 403 200 200 200 200 200 200
GET  /objectives/?quarter=2020-21-q2                                      in 403 200 200 200 200 200 200
GET  /objectives/?quarter=2020-21-q3                                      in 403 200 200 404 404 404 404
POST /objectives/                                                         in 405 405 405 405 405 405 405
GET  /objectives/export.csv                                               in 403 200 200 200 200 200 200
GET  /objectives/export.xlsx                                              in 403 200 200 200 200 200 200
GET  /objectives/export.pdf                                               in 403 404 404 404 404 404 404
GET  /objectives/export.csv?quarter=2020-21-q3                            in 403 200 200 404 404 404 404
POST /objectives/export.csv                                               in 405 405 405 405 405 405 405
GET  /objectives/SC-1/                                                    in 403 200 200 200 200 200 200
GET  /objectives/SC-1/?quarter=2020-21-q3                                 in 403 200 200 404 404 404 404
GET  /objectives/SC-2/                                                    in 403 200 200 404 404 404 404
GET  /objectives/SC-9/                                                    in 403 404 404 404 404 404 404
POST /objectives/SC-1/                                                    in 405 405 405 405 405 405 405
GET  /objectives/SC-1/audit/                                              in 403 200 200 403 403 403 403
POST /objectives/SC-1/audit/                                              in 405 405 405 405 405 405 405
GET  /objectives/SC-1.1/                                                  in 403 302 302 302 302 302 302
GET  /objectives/SC-2.1/                                                  in 403 302 302 404 404 404 404
POST /objectives/SC-1.1/                                                  in 405 405 405 405 405 405 405
GET  /objectives/SC-1.1/published/2020-21-q2/1/                           in 403 200 200 200 200 200 200
GET  /objectives/SC-1.1/published/2020-21-q2/2/                           in 403 404 404 404 404 404 404
GET  /objectives/SC-1.1/published/2020-21-q3/1/                           in 403 404 404 404 404 404 404
POST /objectives/SC-1.1/published/2020-21-q2/1/                           in 405 405 405 405 405 405 405

GET  /objectives/updates/2020-21-q3/                                      in 403 200 200 403 404 403 403
GET  /objectives/updates/2020-21-q2/                                      in 403 200 200 403 404 403 403
GET  /objectives/updates/2019-20-q4/                                      in 403 404 404 403 404 403 403
GET  /objectives/updates/2020-21-q3/?organisation=PSC-N                   in 403 200 200 403 200 403 403
GET  /objectives/updates/2020-21-q3/?organisation=PSC-S                   in 403 200 200 403 404 403 403
POST /objectives/updates/2020-21-q3/                                      in 403 302 403 403 404 403 403
POST /objectives/updates/2020-21-q3/?organisation=PSC-N                   in 403 403 403 403 302 403 403
POST /objectives/updates/2020-21-q3/?organisation=PSC-S                   in 403 403 403 403 404 403 403
GET  /objectives/SC-1/updates/2020-21-q3/                                 in 403 200 200 403 404 403 403
GET  /objectives/SC-1/updates/2020-21-q3/?organisation=PSC-N              in 403 200 200 403 200 403 403
GET  /objectives/SC-1/updates/2020-21-q3/?organisation=PSC-S              in 403 200 200 403 404 403 403
POST /objectives/SC-1/updates/2020-21-q3/                                 in 403 405 405 403 405 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/                               in 403 200 200 403 404 403 403
GET  /objectives/SC-1.1/updates/2020-21-q2/                               in 403 200 200 403 404 403 403
GET  /objectives/SC-1.1/updates/2019-20-q4/                               in 403 404 404 403 404 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/?organisation=PSC-N            in 403 200 200 403 200 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/?organisation=PSC-S            in 403 200 200 403 404 403 403
GET  /objectives/SC-2.1/updates/2020-21-q3/?organisation=PSC-N            in 403 404 404 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/                               in 403 302 403 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/?organisation=PSC-N            in 403 403 403 403 302 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/?organisation=PSC-S            in 403 403 403 403 404 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/history/                       in 403 200 200 403 404 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/history/?organisation=PSC-N    in 403 200 200 403 200 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/history/?organisation=PSC-S    in 403 200 200 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/history/                       in 403 405 405 403 405 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/check/                         in 403 405 405 403 403 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/check/                         in 403 409 302 403 403 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/approve/                       in 403 403 405 403 403 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/approve/                       in 403 403 302 403 403 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/send-back/                     in 403 200 200 403 403 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/send-back/                     in 403 409 302 403 403 403 403
GET  /objectives/SC-1.1/updates/2020-21-q2/correct/                       in 403 200 403 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q2/correct/                       in 403 302 403 403 404 403 403

GET  /programmes/                                                             in 403 200 200 200 200 200 200
GET  /programmes/?quarter=2020-21-q3                                          in 403 200 200 404 404 404 404
POST /programmes/                                                             in 405 405 405 405 405 405 405
GET  /programmes/alpha/                                                       in 403 200 200 200 200 200 200
GET  /programmes/alpha/?quarter=2020-21-q3                                    in 403 200 200 404 404 404 404
POST /programmes/alpha/                                                       in 405 405 405 405 405 405 405
GET  /programmes/alpha/figures/                                               in 403 200 200 200 200 200 200
GET  /programmes/alpha/figures/?quarter=2020-21-q3                            in 403 200 200 404 404 404 404
POST /programmes/alpha/figures/                                               in 405 405 405 405 405 405 405
GET  /programmes/alpha/outcomes/lives/                                        in 403 200 200 200 200 200 200
GET  /programmes/alpha/outcomes/lives/?quarter=2020-21-q3                     in 403 200 200 404 404 404 404
POST /programmes/alpha/outcomes/lives/                                        in 405 405 405 405 405 405 405
GET  /programmes/alpha/phases/way/                                            in 403 200 200 200 200 200 200
GET  /programmes/alpha/phases/way/?quarter=2020-21-q3                         in 403 200 200 404 404 404 404
POST /programmes/alpha/phases/way/                                            in 405 405 405 405 405 405 405
GET  /programmes/alpha/figures/export.csv                                     in 403 200 200 200 200 200 200
GET  /programmes/alpha/figures/export.csv?quarter=2020-21-q3                  in 403 200 200 404 404 404 404
GET  /programmes/alpha/figures/export.pdf                                     in 403 404 404 404 404 404 404
POST /programmes/alpha/figures/export.csv                                     in 405 405 405 405 405 405 405
GET  /programmes/alpha/phases/way/export.xlsx                                 in 403 200 200 200 200 200 200
GET  /programmes/alpha/phases/way/export.xlsx?quarter=2020-21-q3              in 403 200 200 404 404 404 404
GET  /programmes/alpha/phases/way/export.pdf                                  in 403 404 404 404 404 404 404
POST /programmes/alpha/phases/way/export.xlsx                                 in 405 405 405 405 405 405 405
GET  /programmes/glossary/                                                    in 403 200 200 200 200 200 200
POST /programmes/glossary/                                                    in 405 405 405 405 405 405 405
GET  /programmes/zebra/                                                       in 403 404 404 404 404 404 404
GET  /programmes/alpha/?quarter=2019-20-q4                                    in 403 404 404 404 404 404 404
GET  /programmes/alpha/outcomes/zebra/                                        in 403 404 404 404 404 404 404
GET  /programmes/alpha/phases/zebra/                                          in 403 404 404 404 404 404 404
GET  /programmes/zebra/figures/                                               in 403 404 404 404 404 404 404
GET  /programmes/alpha/published/2020-21-q2/1/                                in 403 200 200 200 200 200 200
GET  /programmes/alpha/published/2020-21-q2/2/                                in 403 404 404 404 404 404 404
GET  /programmes/alpha/published/2020-21-q3/1/                                in 403 404 404 404 404 404 404
POST /programmes/alpha/published/2020-21-q2/1/                                in 405 405 405 405 405 405 405

GET  /programmes/alpha/deliverables/ALPHA-D1/                                  in 403 200 200 200 200 200 200
GET  /programmes/alpha/deliverables/ALPHA-D1/?quarter=2020-21-q3               in 403 200 200 404 404 404 404
POST /programmes/alpha/deliverables/ALPHA-D1/                                  in 405 405 405 405 405 405 405
GET  /programmes/alpha/deliverables/ALPHA-D2/                                  in 403 200 200 404 404 404 404
GET  /programmes/alpha/deliverables/ALPHA-D9/                                  in 403 404 404 404 404 404 404
GET  /programmes/beta/deliverables/ALPHA-D1/                                   in 403 404 404 404 404 404 404
GET  /programmes/alpha/deliverables/ALPHA-D1/audit/                            in 403 200 200 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/audit/                            in 405 405 405 405 405 405 405
GET  /programmes/alpha/deliverables/ALPHA-D1/published/2020-21-q2/1/           in 403 200 200 200 200 200 200
GET  /programmes/alpha/deliverables/ALPHA-D1/published/2020-21-q2/2/           in 403 404 404 404 404 404 404
GET  /programmes/alpha/deliverables/ALPHA-D1/published/2020-21-q3/1/           in 403 404 404 404 404 404 404
POST /programmes/alpha/deliverables/ALPHA-D1/published/2020-21-q2/1/           in 405 405 405 405 405 405 405

GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/               in 403 200 200 403 404 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q2/               in 403 200 200 403 404 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2019-20-q4/               in 403 404 404 403 404 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/?organisation=PSC-N in 403 200 200 403 200 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/?organisation=PSC-S in 403 200 200 403 404 403 403
GET  /programmes/alpha/deliverables/ALPHA-D2/updates/2020-21-q3/?organisation=PSC-N in 403 404 404 403 404 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/               in 403 302 403 403 404 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/?organisation=PSC-N in 403 403 403 403 302 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/?organisation=PSC-S in 403 403 403 403 404 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/history/       in 403 200 200 403 404 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/history/       in 403 405 405 403 405 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/check/         in 403 405 405 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/check/         in 403 409 302 403 403 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/approve/       in 403 403 405 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/approve/       in 403 403 302 403 403 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/send-back/     in 403 200 200 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/send-back/     in 403 409 302 403 403 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q2/correct/       in 403 200 403 403 404 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q2/correct/       in 403 302 403 403 404 403 403

GET  /measures/                                                           in 403 200 200 200 200 200 200
POST /measures/                                                           in 405 405 405 405 405 405 405
GET  /measures/export.csv                                                 in 403 200 200 200 200 200 200
GET  /measures/export.xlsx                                                in 403 200 200 200 200 200 200
GET  /measures/export.pdf                                                 in 403 404 404 404 404 404 404
POST /measures/export.csv                                                 in 405 405 405 405 405 405 405
GET  /measures/warm/                                                      in 403 200 200 200 200 200 200
GET  /measures/cold/                                                      in 403 404 404 404 404 404 404
GET  /measures/warm/?level=psc                                            in 403 200 200 200 200 200 200
GET  /measures/warm/?organisation=PSC-N                                   in 403 200 200 200 200 404 404
GET  /measures/warm/?organisation=PSC-S                                   in 403 200 200 404 404 404 404
GET  /measures/warm/?compare=PSC-N                                        in 403 200 200 200 200 404 404
POST /measures/warm/                                                      in 405 405 405 405 405 405 405
GET  /measures/warm/export.csv                                            in 403 200 200 200 200 200 200
GET  /measures/warm/export.xlsx?level=psc                                 in 403 200 200 200 200 200 200
GET  /measures/warm/export.csv?organisation=PSC-S                         in 403 200 200 404 404 404 404
GET  /measures/warm/export.pdf                                            in 403 404 404 404 404 404 404
POST /measures/warm/export.csv                                            in 405 405 405 405 405 405 405
GET  /measures/warm/chart.svg                                             in 403 200 200 200 200 200 200
GET  /measures/warm/chart.svg?organisation=PSC-S                          in 403 200 200 404 404 404 404
POST /measures/warm/chart.svg                                             in 405 405 405 405 405 405 405

GET  /programmes/alpha/narrative/story/2020-21-q3/                                  in 403 200 200 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q2/                                  in 403 200 200 403 404 403 403
GET  /programmes/alpha/narrative/story/2019-20-q4/                                  in 403 404 404 403 404 403 403
GET  /programmes/beta/narrative/story/2020-21-q3/                                   in 403 404 404 403 404 403 403
GET  /programmes/alpha/narrative/zebra/2020-21-q3/                                  in 403 404 404 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/                                  in 403 302 403 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/history/                          in 403 200 200 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/history/                          in 403 405 405 403 405 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/check/                            in 403 405 405 403 403 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/check/                            in 403 409 302 403 403 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/approve/                          in 403 403 405 403 403 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/approve/                          in 403 403 302 403 403 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/send-back/                        in 403 200 200 403 403 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/send-back/                        in 403 409 302 403 403 403 403
GET  /programmes/alpha/narrative/story/2020-21-q2/correct/                          in 403 200 403 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q2/correct/                          in 403 302 403 403 404 403 403

GET  /programmes/alpha/phases/steps/2020-21-q3/                                     in 403 200 200 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q2/                                     in 403 200 200 403 403 403 403
GET  /programmes/alpha/phases/steps/2019-20-q4/                                     in 403 404 404 403 403 403 403
GET  /programmes/beta/phases/steps/2020-21-q3/                                      in 403 404 404 403 403 403 403
GET  /programmes/alpha/phases/zebra/2020-21-q3/                                     in 403 404 404 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/                                     in 403 302 403 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/history/                             in 403 200 200 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/history/                             in 403 405 405 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/check/                               in 403 405 405 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/check/                               in 403 409 302 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/approve/                             in 403 403 405 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/approve/                             in 403 403 302 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/send-back/                           in 403 200 200 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/send-back/                           in 403 409 302 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q2/correct/                             in 403 200 403 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q2/correct/                             in 403 302 403 403 403 403 403

GET  /measures/rate/returns/2020-21-q3/                                             in 403 200 200 403 404 403 403
GET  /measures/rate/returns/2020-21-q2/                                             in 403 200 200 403 404 403 403
GET  /measures/rate/returns/2019-20-q4/                                             in 403 404 404 403 404 403 403
GET  /measures/zebra/returns/2020-21-q3/                                            in 403 404 404 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/?page=2                                      in 403 404 404 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/?organisation=PSC-N                          in 403 404 404 403 404 403 403
POST /measures/rate/returns/2020-21-q3/                                             in 403 302 403 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/history/                                     in 403 200 200 403 404 403 403
POST /measures/rate/returns/2020-21-q3/history/                                     in 403 405 405 403 405 403 403
GET  /measures/rate/returns/2020-21-q3/check/                                       in 403 405 405 403 403 403 403
POST /measures/rate/returns/2020-21-q3/check/                                       in 403 409 302 403 403 403 403
GET  /measures/rate/returns/2020-21-q3/approve/                                     in 403 403 405 403 403 403 403
POST /measures/rate/returns/2020-21-q3/approve/                                     in 403 403 302 403 403 403 403
GET  /measures/rate/returns/2020-21-q3/send-back/                                   in 403 200 200 403 403 403 403
POST /measures/rate/returns/2020-21-q3/send-back/                                   in 403 409 302 403 403 403 403
GET  /measures/rate/returns/2020-21-q2/correct/                                     in 403 200 403 403 404 403 403
POST /measures/rate/returns/2020-21-q2/correct/                                     in 403 302 403 403 404 403 403
GET  /measures/visits/returns/2020-21-q3/?organisation=PSC-N                        in 403 200 200 403 200 403 403
GET  /measures/visits/returns/2020-21-q3/?organisation=PSC-S                        in 403 200 200 403 404 403 403
POST /measures/visits/returns/2020-21-q3/?organisation=PSC-N                        in 403 403 403 403 302 403 403
POST /measures/visits/returns/2020-21-q3/?organisation=PSC-S                        in 403 403 403 403 404 403 403
GET  /measures/visits/returns/2020-21-q3/history/?organisation=PSC-N                in 403 200 200 403 200 403 403

GET  /measures/rate/step-changes/new/                                               in 403 200 403 403 403 403 403
GET  /measures/rate/step-changes/new/?organisation=ENG&starts_on=2020-10-01         in 403 302 403 403 403 403 403
GET  /measures/rate/step-changes/new/?organisation=ENG&starts_on=soon               in 403 422 403 403 403 403 403
GET  /measures/zebra/step-changes/new/                                              in 403 404 403 403 403 403 403
POST /measures/rate/step-changes/new/                                               in 403 405 403 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/                                    in 403 200 200 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/                                    in 403 200 200 403 403 403 403
GET  /measures/rate/step-changes/NOBODY/2020-10-01/                                 in 403 404 404 403 403 403 403
GET  /measures/rate/step-changes/ENG/soon/                                          in 403 404 404 403 403 403 403
GET  /measures/zebra/step-changes/ENG/2020-10-01/                                   in 403 404 404 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/                                    in 403 302 403 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/history/                            in 403 200 200 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/history/                            in 403 405 405 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/check/                              in 403 405 405 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/check/                              in 403 409 302 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/approve/                            in 403 403 405 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/approve/                            in 403 403 302 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/send-back/                          in 403 200 200 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/send-back/                          in 403 409 302 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-07-01/correct/                            in 403 200 403 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-07-01/correct/                            in 403 302 403 403 403 403 403

GET  /objectives/milestones/MILESTONE/move/                               in 403 200 403 403 200 403 403
GET  /objectives/milestones/0/move/                                       in 403 404 404 403 404 403 403
POST /objectives/milestones/MILESTONE/move/                               in 403 302 403 403 302 403 403
GET  /objectives/deadline-requests/9001/                                  in 403 200 200 403 200 403 403
GET  /objectives/deadline-requests/9002/                                  in 403 404 404 403 404 403 403
POST /objectives/deadline-requests/9001/                                  in 403 405 405 403 405 403 403
GET  /objectives/deadline-requests/9001/approve/                          in 403 403 405 403 403 403 403
POST /objectives/deadline-requests/9001/approve/                          in 403 403 302 403 403 403 403
GET  /objectives/deadline-requests/9001/refuse/                           in 403 403 200 403 403 403 403
POST /objectives/deadline-requests/9001/refuse/                           in 403 403 302 403 403 403 403
GET  /objectives/deadline-requests/9001/withdraw/                         in 403 405 405 403 405 403 403
POST /objectives/deadline-requests/9001/withdraw/                         in 403 403 403 403 302 403 403
GET  /programmes/deliverable-milestones/DELIVERED/move/                   in 403 200 403 403 200 403 403
POST /programmes/deliverable-milestones/DELIVERED/move/                   in 403 302 403 403 302 403 403
GET  /programmes/deadline-requests/9001/                                  in 403 200 200 403 404 403 403
POST /programmes/deadline-requests/9001/                                  in 403 405 405 403 405 403 403
GET  /programmes/deadline-requests/9001/approve/                          in 403 403 405 403 403 403 403
POST /programmes/deadline-requests/9001/approve/                          in 403 403 302 403 403 403 403
GET  /programmes/deadline-requests/9001/refuse/                           in 403 403 200 403 403 403 403
POST /programmes/deadline-requests/9001/refuse/                           in 403 403 302 403 403 403 403
GET  /programmes/deadline-requests/9001/withdraw/                         in 403 405 405 403 405 403 403
POST /programmes/deadline-requests/9001/withdraw/                         in 403 302 403 403 404 403 403

GET  /accounts/sign-in/                                                  200 302 302 302 302 302 302 302
POST /accounts/sign-in/                                                  200 302 302 302 302 302 302 302
GET  /accounts/sign-out/                                                 405 405 405 405 405 405 405 405
POST /accounts/sign-out/                                                  in  in  in  in  in  in  in  in
GET  /accounts/password/                                                  in 200 200 200 200 200 200 200
POST /accounts/password/                                                  in 302 302 302 302 302 302 302
GET  /accounts/password/changed/                                          in 200 200 200 200 200 200 200
POST /accounts/password/changed/                                          in 405 405 405 405 405 405 405
GET  /accounts/password/reset/                                           200 200 200 200 200 200 200 200
POST /accounts/password/reset/                                           302 302 302 302 302 302 302 302
GET  /accounts/password/reset/sent/                                      200 200 200 200 200 200 200 200
POST /accounts/password/reset/sent/                                      405 405 405 405 405 405 405 405
GET  /accounts/password/reset/MQ/old/                                    200 200 200 200 200 200 200 200
POST /accounts/password/reset/MQ/old/                                    200 200 200 200 200 200 200 200
GET  /accounts/password/reset/complete/                                  200 200 200 200 200 200 200 200
POST /accounts/password/reset/complete/                                  405 405 405 405 405 405 405 405

GET  /accounts/sign-in/code/                                              in 302 302 302 302 302 302 302
POST /accounts/sign-in/code/                                              in 302 302 302 302 302 302 302
GET  /accounts/confirm/                                                   in 200 200 200 200 200 200 200
POST /accounts/confirm/                                                   in 302 302 302 302 302 302 302
GET  /accounts/two-factor/                                                in 302 302 302 302 302 302 302
POST /accounts/two-factor/                                                in 302 302 302 302 302 302 302
GET  /accounts/two-factor/off/                                            in 404 404 404 404 404 404 404
POST /accounts/two-factor/off/                                            in 404 404 404 404 404 404 404
GET  /accounts/two-factor/recovery-codes/                                 in 404 404 404 404 404 404 404
POST /accounts/two-factor/recovery-codes/                                 in 405 405 405 405 405 405 405
GET  /accounts/two-factor/recovery-codes/new/                             in 302 302 302 302 302 302 302
POST /accounts/two-factor/recovery-codes/new/                             in 302 302 302 302 302 302 302
GET  /accounts/you/                                                       in 200 200 200 200 200 200 200
POST /accounts/you/                                                       in 405 405 405 405 405 405 405
GET  /accounts/you/sessions/end/                                          in 405 405 405 405 405 405 405
POST /accounts/you/sessions/end/                                          in 302 302 302 302 302 302 302
GET  /accounts/you/sessions/0/end/                                        in 405 405 405 405 405 405 405
POST /accounts/you/sessions/0/end/                                        in 404 404 404 404 404 404 404
GET  /accounts/you/reminders/                                             in 200 200 200 200 200 200 200
POST /accounts/you/reminders/                                             in 302 302 302 302 302 302 302
GET  /accounts/people/ACCOUNT/reminders/                                  in 403 403 403 403 403 403 200
GET  /accounts/people/0/reminders/                                        in 403 403 403 403 403 403 404
POST /accounts/people/ACCOUNT/reminders/                                  in 405 405 405 405 405 405 405
GET  /reminders/                                                          in 403 200 200 403 403 403 403
POST /reminders/                                                          in 405 405 405 405 405 405 405
GET  /reminders/passing-on/                                               in 405 405 405 405 405 405 405
POST /reminders/passing-on/                                               in 403 302 403 403 403 403 403
GET  /reminders/9001/                                                     in 404 200 200 404 404 404 200
GET  /reminders/0/                                                        in 404 404 404 404 404 404 404
POST /reminders/9001/                                                     in 405 405 405 405 405 405 405
GET  /reminders/stop/STOP/                                               200 200 200 200 200 200 200 200
POST /reminders/stop/STOP/                                               200 200 200 200 200 200 200 200
GET  /reminders/stop/zebra/                                              404 404 404 404 404 404 404 404
GET  /accounts/people/                                                    in 403 403 403 403 403 403 200
POST /accounts/people/                                                    in 405 405 405 405 405 405 405
GET  /accounts/people/export.csv                                          in 403 403 403 403 403 403 200
GET  /accounts/people/export.pdf                                          in 403 403 403 403 403 403 404
POST /accounts/people/export.csv                                          in 405 405 405 405 405 405 405
GET  /accounts/people/two-factor/                                         in 403 403 403 403 403 403 200
POST /accounts/people/two-factor/                                         in 403 403 403 403 403 403 302
GET  /accounts/people/ACCOUNT/                                            in 403 403 403 403 403 403 200
GET  /accounts/people/0/                                                  in 403 403 403 403 403 403 404
POST /accounts/people/ACCOUNT/                                            in 403 403 403 403 403 403 302
GET  /accounts/people/ACCOUNT/close/                                      in 403 403 403 403 403 403 200
GET  /accounts/people/GONE/close/                                         in 403 403 403 403 403 403 404
POST /accounts/people/ACCOUNT/close/                                      in 403 403 403 403 403 403 302
GET  /accounts/people/GONE/open-again/                                    in 405 405 405 405 405 405 405
POST /accounts/people/GONE/open-again/                                    in 403 403 403 403 403 403 302
POST /accounts/people/ACCOUNT/open-again/                                 in 403 403 403 403 403 403 404
GET  /accounts/people/GONE/two-factor/                                    in 403 403 403 403 403 403 200
GET  /accounts/people/ACCOUNT/two-factor/                                 in 403 403 403 403 403 403 404
POST /accounts/people/GONE/two-factor/                                    in 403 403 403 403 403 403 302
GET  /accounts/people/invitations/                                        in 403 403 403 403 403 403 200
POST /accounts/people/invitations/                                        in 405 405 405 405 405 405 405
GET  /accounts/people/invitations/new/                                    in 403 403 403 403 403 403 200
POST /accounts/people/invitations/new/                                    in 403 403 403 403 403 403 302
GET  /accounts/people/invitations/list/                                   in 403 403 403 403 403 403 200
POST /accounts/people/invitations/list/                                   in 403 403 403 403 403 403 302
GET  /accounts/people/invitations/INVITATION/again/                       in 405 405 405 405 405 405 405
POST /accounts/people/invitations/INVITATION/again/                       in 403 403 403 403 403 403 302
POST /accounts/people/invitations/0/again/                                in 403 403 403 403 403 403 404
GET  /accounts/people/invitations/INVITATION/withdraw/                    in 405 405 405 405 405 405 405
POST /accounts/people/invitations/INVITATION/withdraw/                    in 403 403 403 403 403 403 302
GET  /accounts/invitation/the-token-of-a-link/                           200 200 200 200 200 200 200 200
GET  /accounts/invitation/zebra/                                         404 404 404 404 404 404 404 404
POST /accounts/invitation/the-token-of-a-link/                           302 302 302 302 302 302 302 302
GET  /accounts/invitation/accepted/                                      200 200 200 200 200 200 200 200
POST /accounts/invitation/accepted/                                      405 405 405 405 405 405 405 405

GET  /ui/                                                                 in 200 200 200 200 200 200 200
POST /ui/                                                                 in 200 200 200 200 200 200 200
GET  /ui/charts/                                                          in 200 200 200 200 200 200 200
POST /ui/charts/                                                          in 405 405 405 405 405 405 405
GET  /ui/confirmation/                                                    in 200 200 200 200 200 200 200
POST /ui/confirmation/                                                    in 200 200 200 200 200 200 200
GET  /ui/form/                                                            in 200 200 200 200 200 200 200
POST /ui/form/                                                            in 200 200 200 200 200 200 200
GET  /ui/messages/                                                        in 200 200 200 200 200 200 200
POST /ui/messages/                                                        in 200 200 200 200 200 200 200
"""

# Editing the strategy is the editors' alone: what one gets by GET and by sending the form empty. MILESTONE and
# the other words in capitals are ids.
STRATEGY = """
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

# What every kind of entry has beside its form, by the address of one in Q3 and what each role gets to read of it there.
BESIDE = {
    "/objectives/SC-1.1/updates/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/programmes/alpha/narrative/story/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/programmes/alpha/phases/steps/2020-21-q3/": "in 403 200 200 403 403 403 403",
    "/measures/rate/returns/2020-21-q3/": "in 403 200 200 403 404 403 403",
    "/measures/rate/step-changes/ENG/2020-10-01/": "in 403 200 200 403 403 403 403",
}
PREVIEWED = (
    "/updates/",
    "/narrative/",
)  # what readers see as a text can be previewed, and confirmed


def beside() -> Iterator[tuple[str, str, str]]:
    """The method, the address and the answers of those pages, written as in TABLE. The editor alone may write here."""
    for path, reads in BESIDE.items():
        # The entries of the small site wait for an approver: nothing is saved there by itself.
        writes = reads.replace("200 200", "{} 403")
        other_method = reads.replace("200", "405").replace("404", "405")
        yield "GET", f"{path}receipt/", reads.replace("200", "404")
        yield "POST", f"{path}receipt/", other_method
        # No text was kept aside there.
        yield "GET", f"{path}kept/", writes.format("404")
        yield "POST", f"{path}kept/", other_method
        yield "GET", f"{path}autosave/", other_method
        yield "POST", f"{path}autosave/", writes.format("409")
        yield "GET", f"{path}presence/", other_method
        yield "POST", f"{path}presence/", writes.format("200")
        if any(part in path for part in PREVIEWED):
            yield "GET", f"{path}preview/", reads
            yield "POST", f"{path}preview/", other_method
            yield "GET", f"{path}confirm/", writes.format("200")
            # SC-1.1 is due next quarter without a forecast, and Amber asks for an action: the page says so.
            yield "POST", f"{path}confirm/", writes.format("200" if "SC-1.1" in path else "302")


# Which entry the pages of an address are of; all kinds have the same pages, under names of their own.
KINDS = {
    "/deliverables/": DeliverableUpdate,
    "/narrative/": NarrativeText,
    "/phases/": PhaseReturn,
    "/returns/": MeasureReturn,
    "/step-changes/": StepChangeProposal,
}
ENTRY_PAGES = re.compile(r"^(deliverable_update|narrative_text|phase_return|measure_return|step_change)(?!_new)")

SECOND_NAMES = {"account_login"}  # that django-allauth has for the sign-in page
WORDS = ("MILESTONE", "DELIVERED", "ACCOUNT", "GONE", "INVITATION", "QUERY", "ENTRY", "STOP")
NEW_PASSWORD = "three unlikely words"
MOVE = {"deadline": "by 30 June 2021", "reason": "Clinics were shut", "effect": "Training begins later"}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    method: str
    path: str
    expected: tuple[str, ...]

    @property
    def name(self) -> str:
        return resolve(self.path_with(dict.fromkeys(WORDS, 1))).view_name

    def path_with(self, numbers: Mapping[str, int | str]) -> str:
        """The path with the numbers of items in the place of the words in capitals, and without its query string."""
        path = self.path.partition("?")[0]
        for word, number in numbers.items():
            path = path.replace(f"/{word}/", f"/{number}/")
        return path


def cells(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines() if line.strip()]


ROWS = [
    *(Row(method, path, tuple(expected)) for method, path, *expected in cells(TABLE)),
    *(
        Row(method, path, ("in", "403", status, *["403"] * 5))
        for path, *statuses in cells(STRATEGY)
        for method, status in zip(METHODS, statuses, strict=True)
    ),
    *(Row(method, path, tuple(expected.split())) for method, path, expected in beside()),
]


def sent_to(row: Row) -> dict[str, Any]:
    """What the form of that address sends, where an empty one would say less about who may."""
    target = Target.objects.get(ref="SC-1.1")
    kind = next((kind for part, kind in KINDS.items() if part in row.path), ProgressUpdate)
    national = kind.objects.national().working().get()
    board = Group.objects.get(name=BOARD_MEMBER)
    base = 0 if "organisation" in row.path else last_revision(national)
    forms = {
        "region_comment": {"target": target.pk, "text": "We wait for the toolkit"},
        "quarter_reopen": {"reason": "Two updates are missing"},
        "quarter_take_back": {"reason": "It was the wrong quarter"},
        "quarter_publish": {"read": "on"},
        "reminder_days": {"days": "3", "reason": "The board meets early"},
        "return_extend": {"to": "1 March 2021", "reason": "The system was down"},
        "due_day_set": {"day": "1 March 2021"},
        "update": {"base": base, "progress": "Twelve trusts have begun", "text": "More was done"},
        "update_check": {"base": base},
        "update_approve": {"base": base},
        "update_autosave": {"base": base, "progress": "Twelve trusts have begun", "text": "More was done"},
        "update_presence": {"base": base},
        "update_confirm": {"base": base},
        "update_send_back": {"note": "Give the number of trusts"},
        "update_correct": {"reason": "The number was wrong"},
        "update_remove_evidence": {"file": 9003},
        "query_ask": {"text": "Which trusts?"},
        "query_step": {"text": "All of them"},
        "objective_move": MOVE,
        "deliverable_move": MOVE,
        "objective_move_request_refuse": {"note": "It can be met"},
        "deliverable_move_request_refuse": {"note": "It can be met"},
        "password_change": {
            "old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD,
        },
        "password_reset": {"email": "somebody@example.org"},
        "account_reauthenticate": {"password": PASSWORD},
        "account": {"name": "New name", "email": "new@example.com", "roles": [board.pk]},
        "close_account": {"reason": "Left"},
        "take_away_second_factor": {"reason": "Lost the phone"},
        "invite": {"name": "Somebody", "email": "somebody@example.org", "roles": [board.pk]},
        "invite_several": {"lines": "somebody@example.org, Somebody, Board member"},
        "accept_invitation": {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
    }  # fmt: skip
    return forms.get(ENTRY_PAGES.sub("update", row.name), {})


def numbers_of(people: dict[str, User]) -> dict[str, int | str]:
    """Of the items that the table names by a word in capitals."""
    return {
        "MILESTONE": Milestone.objects.first().pk,
        "DELIVERED": DeliverableMilestone.objects.first().pk,
        "ACCOUNT": people["board"].pk,
        "GONE": people["gone"].pk,
        "INVITATION": Invitation.objects.get().pk,
        "QUERY": Query.objects.get().pk,
        "ENTRY": Query.objects.get().entry.pk,
        "STOP": stop_path(people["submitter"]).split("/")[-2],
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path}")
def test_each_role_gets_what_the_table_says(row):
    people = make_small_site()
    sent = sent_to(row)
    query = row.path.partition("?")[1:]
    path = "".join([row.path_with(numbers_of(people)), *query])

    answers = {role: in_short(answer_to(people.get(role), row.method, path, sent)) for role in ROLES}

    assert answers == dict(zip(ROLES, row.expected, strict=True))


def test_table_has_every_route_by_get_and_by_post():
    ours = {name for name, _ in routes() if not name.startswith("admin:")} - SECOND_NAMES

    assert {(row.name, row.method) for row in ROWS} == {(name, method) for name in ours for method in METHODS}
