"""Counts with the list behind each: the matrix of what lies ahead, and the tiles of silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from pssdash.reporting.quarters import Quarter
from pssdash.rounds.signs.ahead import Cell, Load
from pssdash.rounds.signs.silence import Sign

LIST = "#list"


@dataclass(frozen=True)
class LinkedCell:
    """The counts of a deliverer in a quarter. An address is "" where there is nothing to list."""

    due: int
    due_url: str
    forecast: int
    forecast_url: str


@dataclass(frozen=True)
class LinkedLoad:
    """A row of the matrix."""

    name: str
    url: str
    cells: tuple[LinkedCell, ...]


def linked_loads(loads: Sequence[Load]) -> list[LinkedLoad]:
    return [
        LinkedLoad(load.name, list_url(deliverer=load.slug), tuple(linked_cell(load.slug, cell) for cell in load.cells))
        for load in loads
    ]


def linked_cell(slug: str, cell: Cell) -> LinkedCell:
    def url(number: int, parameter: str, quarter: Quarter) -> str:
        return list_url(deliverer=slug, **{parameter: quarter.slug}) if number else ""

    return LinkedCell(
        cell.due, url(cell.due, "due", cell.quarter), cell.forecast, url(cell.forecast, "forecast", cell.quarter)
    )


def list_url(**filters: str) -> str:
    """The list of this page under these filters alone; an empty one is none."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in filters.items() if value})
    return f"?{query.urlencode()}{LIST}"


def sign_tiles(counts: Mapping[Sign, int]) -> list[tuple[Sign, int, str]]:
    """Each sign with its count and its list."""
    return [(sign, number, list_url(sign=sign.value) if number else "") for sign, number in counts.items()]
