"""The programmes of a quarter for a reader: frozen pages where it is published, live ones where it is not."""

from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import Any

from cattrs.cols import namedtuple_dict_structure_factory, namedtuple_dict_unstructure_factory
from cattrs.preconf.json import make_converter

from programmes.deliverable_rows import to_content as deliverables_to_content
from programmes.live_pages import live_pages
from programmes.models import Programme, PublishedProgramme
from programmes.rows import ProgrammePage
from programmes.series import SeriesPoint
from pssdash.reporting.models import ReportingPeriod

# Without detailed validation, which would name the place of a fault in what only we have written, at twice the time.
converter = make_converter(detailed_validation=False)
# With the names of its fields, so that a field can be added later.
converter.register_structure_hook(SeriesPoint, namedtuple_dict_structure_factory(SeriesPoint, converter))
converter.register_unstructure_hook(SeriesPoint, namedtuple_dict_unstructure_factory(SeriesPoint, converter))


def to_content(page: ProgrammePage) -> dict[str, Any]:
    """The page as plain values, to be stored in `PublishedProgramme.content`."""
    return converter.unstructure(page) | {"deliverables": deliverables_to_content(page.deliverables)}


def from_content(published: PublishedProgramme) -> ProgrammePage:
    """The page as it was published. It never changes, so a server that has read it once keeps it."""
    key = published.pk, published.published_at
    page = _read.get(key)
    if page is None:
        page = _page_of(published)
        with _keeping:
            while len(_read) >= MOST_KEPT:
                del _read[next(iter(_read))]
            _read[key] = page
    return page


# The last few pages that were read, oldest first.
MOST_KEPT = 16
_read: dict[tuple[int, datetime], ProgrammePage] = {}
_keeping = Lock()


def forget_pages() -> None:
    """For tests, whose pages have the same numbers as those of the test before."""
    _read.clear()


def _page_of(published: PublishedProgramme) -> ProgrammePage:
    content = published.content | {
        "published_version": published.version,
        "correction_reason": published.correction_reason,
    }
    page = converter.structure(content, ProgrammePage)
    numbered = tuple(replace(row, published_version=published.version) for row in page.deliverables)
    return replace(page, deliverables=numbered)


def pages_for(period: ReportingPeriod) -> list[ProgrammePage]:
    """The pages of all programmes in the quarter, in order. The caller has made sure that the reader may see it."""
    if not period.is_published:
        return live_pages(period)
    published = PublishedProgramme.objects.filter(period=period).latest_versions()
    return sorted((from_content(each) for each in published), key=lambda page: page.position)


def page_for(period: ReportingPeriod, programme: Programme) -> ProgrammePage | None:
    """The page of one programme in the quarter; None where it was not published with it."""
    if not period.is_published:
        return live_pages(period, [programme])[0]
    published = PublishedProgramme.objects.filter(period=period, programme=programme)
    last = published.latest_versions().defer("content").first()
    return from_content(last) if last else None
