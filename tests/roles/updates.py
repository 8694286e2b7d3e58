"""Updates of targets and of deliverables: their forms and what is done with them."""

TABLE = """
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
GET  /objectives/SC-1.1/updates/2020-21-q3/check/                         in 403 200 200 403 403 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/check/                         in 403 409 302 403 403 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/approve/                       in 403 403 200 403 403 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/approve/                       in 403 403 302 403 403 403 403
GET  /objectives/SC-1.1/updates/2020-21-q3/send-back/                     in 403 200 200 403 403 403 403
POST /objectives/SC-1.1/updates/2020-21-q3/send-back/                     in 403 409 302 403 403 403 403
GET  /objectives/SC-1.1/updates/2020-21-q2/correct/                       in 403 200 403 403 404 403 403
POST /objectives/SC-1.1/updates/2020-21-q2/correct/                       in 403 302 403 403 404 403 403

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
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/check/         in 403 200 200 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/check/         in 403 409 302 403 403 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/approve/       in 403 403 200 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/approve/       in 403 403 302 403 403 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/send-back/     in 403 200 200 403 403 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/send-back/     in 403 409 302 403 403 403 403
GET  /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q2/correct/       in 403 200 403 403 404 403 403
POST /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q2/correct/       in 403 302 403 403 404 403 403
"""
