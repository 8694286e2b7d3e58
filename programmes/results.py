"""What charts find, kept for a while: the same points with the same options always find the same.

A page is read far more often than its values change. What has no result yet is worked out in one call of the engine,
because one call for each would take several times as long.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from programmes.spc import Options, Result, SeriesSet, analyse_many

KEPT = 400  # results; with 72 points each about 30 kB
Points = tuple[tuple[date, float | None], ...]


def results_for(charts: Sequence[tuple[Points, Options]]) -> list[Result]:
    """The result of each pair of points and options, in their order."""
    places = [_place(points, options) for points, options in charts]
    lacking = [number for number, place in enumerate(places) if not place]
    if lacking:
        named = {str(number): charts[number][0] for number in lacking}
        analysis = analyse_many(SeriesSet.of_points(named), [charts[number][1] for number in lacking])
        for number, result in zip(lacking, analysis, strict=True):
            places[number].append(result)
    return [place[0] for place in places]


@lru_cache(maxsize=KEPT)
def _place(points: Points, options: Options) -> list[Result]:
    """Where the result is put once it is known: empty at first. Two threads may both put one there; they are equal."""
    return []
