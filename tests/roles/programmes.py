"""The programmes and their measures as they are read, and the moves of their deliverables' deadlines."""

TABLE = """
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

GET  /programmes/alpha/phases/zebra/2020-21-q3/                                     in 403 404 404 403 403 403 403

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
"""
