"""What is entered for the programmes (texts, phases, values, step changes), and the evidence of every entry."""

TABLE = """
GET  /evidence/update/9001/                                               in 403 200 200 200 200 200 200
GET  /evidence/update/9002/                                               in 403 200 200 404 404 404 404
GET  /evidence/update/9003/                                               in 403 200 200 404 200 404 404
GET  /evidence/update/9004/                                               in 403 200 200 404 404 404 404
GET  /evidence/update/0/                                                  in 403 404 404 404 404 404 404
GET  /evidence/zebra/9001/                                                in 403 404 404 404 404 404 404
GET  /evidence/narrative-text/9001/                                       in 403 404 404 404 404 404 404
POST /evidence/update/9001/                                               in 405 405 405 405 405 405 405

GET  /programmes/alpha/narrative/story/2020-21-q3/evidence/               in 403 200 200 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/evidence/               in 403 422 403 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/evidence/remove/        in 403 405 405 403 405 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/evidence/remove/        in 403 409 403 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/evidence/                          in 403 200 200 403 404 403 403
POST /measures/rate/returns/2020-21-q3/evidence/                          in 403 422 403 403 404 403 403
GET  /measures/rate/returns/2020-21-q3/evidence/remove/                   in 403 405 405 403 405 403 403
POST /measures/rate/returns/2020-21-q3/evidence/remove/                   in 403 409 403 403 404 403 403

GET  /programmes/alpha/narrative/story/2020-21-q3/                                  in 403 200 200 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q2/                                  in 403 200 200 403 404 403 403
GET  /programmes/alpha/narrative/story/2019-20-q4/                                  in 403 404 404 403 404 403 403
GET  /programmes/beta/narrative/story/2020-21-q3/                                   in 403 404 404 403 404 403 403
GET  /programmes/alpha/narrative/zebra/2020-21-q3/                                  in 403 404 404 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/                                  in 403 302 403 403 404 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/history/                          in 403 200 200 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/history/                          in 403 405 405 403 405 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/check/                            in 403 200 200 403 403 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/check/                            in 403 409 302 403 403 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/approve/                          in 403 403 200 403 403 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/approve/                          in 403 403 302 403 403 403 403
GET  /programmes/alpha/narrative/story/2020-21-q3/send-back/                        in 403 200 200 403 403 403 403
POST /programmes/alpha/narrative/story/2020-21-q3/send-back/                        in 403 409 302 403 403 403 403
GET  /programmes/alpha/narrative/story/2020-21-q2/correct/                          in 403 200 403 403 404 403 403
POST /programmes/alpha/narrative/story/2020-21-q2/correct/                          in 403 302 403 403 404 403 403

GET  /programmes/alpha/phases/steps/2020-21-q3/                                     in 403 200 200 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q2/                                     in 403 200 200 403 403 403 403
GET  /programmes/alpha/phases/steps/2019-20-q4/                                     in 403 404 404 403 403 403 403
GET  /programmes/beta/phases/steps/2020-21-q3/                                      in 403 404 404 403 403 403 403

POST /programmes/alpha/phases/steps/2020-21-q3/                                     in 403 302 403 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/history/                             in 403 200 200 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/history/                             in 403 405 405 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/check/                               in 403 200 200 403 403 403 403
POST /programmes/alpha/phases/steps/2020-21-q3/check/                               in 403 409 302 403 403 403 403
GET  /programmes/alpha/phases/steps/2020-21-q3/approve/                             in 403 403 200 403 403 403 403
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
GET  /measures/rate/returns/2020-21-q3/check/                                       in 403 200 200 403 403 403 403
POST /measures/rate/returns/2020-21-q3/check/                                       in 403 409 302 403 403 403 403
GET  /measures/rate/returns/2020-21-q3/approve/                                     in 403 403 200 403 403 403 403
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
GET  /measures/rate/step-changes/ENG/2020-10-01/check/                              in 403 200 200 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/check/                              in 403 409 302 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/approve/                            in 403 403 200 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/approve/                            in 403 403 302 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-10-01/send-back/                          in 403 200 200 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-10-01/send-back/                          in 403 409 302 403 403 403 403
GET  /measures/rate/step-changes/ENG/2020-07-01/correct/                            in 403 200 403 403 403 403 403
POST /measures/rate/step-changes/ENG/2020-07-01/correct/                            in 403 302 403 403 403 403 403
"""
