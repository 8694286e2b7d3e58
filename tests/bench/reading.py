"""The questions that pages ask of the database, each as one query: what the database and the way to it take.

Django's own part, making the statement and rows of it, belongs to the pages and is measured with them.
"""

from collections.abc import Callable
from datetime import date
from random import Random

from django.db import connection
from django.db.models import Max, QuerySet

from programmes.models import Basis, Measure, Observation, RollUp
from pssdash.organisations.models import Organisation, OrganisationKind
from tests.bench.report import Aim, Line
from tests.bench.timing import milliseconds, repeat

COLUMNS = ("start", "end", "value", "numerator", "denominator", "is_final")
TIMES, WARM_UP = 300, 3


def lines() -> list[Line]:
    """Each query asks for another measure and organisation every time."""
    questions = Questions()
    return [
        Line(what, milliseconds(answers(question)), aim)
        for what, question, aim in (
            ("one series in the database", questions.one_series, Aim(1)),
            ("the national series in the database", questions.national_series, Aim(1)),
            ("one measure for 15 PSCs in the database", questions.collaboratives, None),
            ("all measures of one organisation", questions.all_measures, None),
            ("one measure for 42 ICBs, latest month", questions.latest_of_icbs, None),
        )
    ]


class Questions:
    """They differ from call to call, and not from run to run."""

    def __init__(self) -> None:
        self.random = Random(7)
        self.measures = list(Measure.objects.filter(observations__isnull=False).distinct().values_list("pk", flat=True))
        some = Observation.objects.filter(measure=self.measures[0])
        self.reporting = list(some.values_list("organisation", flat=True).distinct())
        self.latest: date = some.aggregate(latest=Max("end"))["latest"]
        self.england = Organisation.england().pk
        kinds = Organisation.objects.filter(kind__in=[OrganisationKind.COLLABORATIVE, OrganisationKind.ICB])
        found = list(kinds.values_list("pk", "kind"))
        self.pscs = [pk for pk, kind in found if kind == OrganisationKind.COLLABORATIVE]
        self.icbs = [pk for pk, kind in found if kind == OrganisationKind.ICB]

    def one_series(self) -> QuerySet:
        return Observation.objects.filter(measure=self.measure, organisation=self.random.choice(self.reporting))

    def national_series(self) -> QuerySet:
        return RollUp.objects.filter(measure=self.measure, organisation=self.england)

    def collaboratives(self) -> QuerySet:
        return RollUp.objects.filter(measure=self.measure, organisation__in=self.pscs)

    def all_measures(self) -> QuerySet:
        of_one = Observation.objects.filter(organisation=self.random.choice(self.reporting))
        return of_one.filter(measure__in=self.measures)

    def latest_of_icbs(self) -> QuerySet:
        return RollUp.objects.filter(measure=self.measure, organisation__in=self.icbs, end=self.latest)

    @property
    def measure(self) -> int:
        return self.random.choice(self.measures)


def answers(question: Callable[[], QuerySet]) -> list[float]:
    """The seconds that each of many answers took, from the finished statement to the last row."""
    statements = iter([statement(question()) for _ in range(WARM_UP + TIMES)])
    return repeat(lambda: fetch(*next(statements)), TIMES, WARM_UP)


def statement(rows: QuerySet) -> tuple[str, tuple]:
    wanted = rows.filter(basis=Basis.IN_PERIOD).order_by("measure_id", "organisation_id", "end").values_list(*COLUMNS)
    return wanted.query.sql_with_params()


def fetch(sql: str, values: tuple) -> None:
    """All rows. Fails where there is none: nothing would have been measured."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        if not cursor.fetchall():
            raise LookupError(f"No row: {sql}")
