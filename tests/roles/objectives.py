"""The objectives as they are read, and the moves of their deadlines."""

TABLE = """
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
"""
