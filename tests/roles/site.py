"""What is for every reader and belongs to no area: first page, board, regions, help, the gallery of components."""

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
