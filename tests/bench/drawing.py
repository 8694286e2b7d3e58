"""The programme page in Chromium from a cold start: a browser of its own each time, which has kept nothing of the site.

The start is the browser's, not the server's, whose threads have all answered before. The window is so tall that all
charts are in sight, because the page draws only those. Counted is from the moment when the browser starts to ask for
the page, so the server's time and the files' are in it. A chart is in the page twice: as a drawing that the server
made, which the reader sees at once, and then drawn by plotly, which answers to the mouse.
"""

from concurrent.futures import ThreadPoolExecutor
from urllib.request import Request, urlopen

from playwright.sync_api import Playwright, sync_playwright

from devtools import chromium
from devtools.served import served
from pssdash.accounts.models import User
from tests.bench.asking import cookie_of
from tests.bench.country import BOARD, FIGURES
from tests.bench.report import Aim, Line
from tests.bench.serving import PROGRAMME
from tests.bench.timing import Sample
from tests.browser.signing_in import sign_in

TIMES = 7
THREADS, ASKED = 8, 40
# As tall as the page down to its last chart; what is below costs the browser time and shows none.
HEIGHT = 8_200
LAST = """() => Math.max(
  ...[...document.querySelectorAll(".app-chart")].map((chart) => chart.getBoundingClientRect().bottom)
)"""
# In the page before its own scripts: notes when every chart is there and the browser has painted it.
WATCH = f"""
window.paintedAt = {{}};
const watch = (name, selector) => {{
  const charts = new Set([...document.querySelectorAll(selector)].map((part) => part.closest(".app-chart")));
  if (charts.size < {FIGURES}) requestAnimationFrame(() => watch(name, selector));
  else requestAnimationFrame(() => {{ window.paintedAt[name] = performance.now(); }});
}};
watch("still", ".app-chart__static .app-chart__wide");
watch("live", ".app-chart--drawn .app-chart__plot .main-svg .trace");
"""


class ChartOutOfSight(Exception):
    """What was measured is not what it says."""


def lines() -> list[Line]:
    with served() as site, sync_playwright() as playwright:
        wake(site)
        draw(playwright, site)
        painted = [draw(playwright, site) for _ in range(TIMES)]
    still, live = (Sample(tuple(each[name] for each in painted), "ms") for name in ("still", "live"))
    return [
        Line(f"{FIGURES} charts in sight in Chromium, cold start", still, Aim(600)),
        Line(f"{FIGURES} charts drawn by plotly, cold start", live, Aim(600)),
    ]


def wake(site: str) -> None:
    """Ask for the page on all of the server's threads at once: each connects to the database when it is first asked,
    and seven measurements would meet seven threads that have not.
    """
    board = User.objects.get(email=f"{BOARD}@example.org")
    page = Request(f"{site}{PROGRAMME}", headers={"Cookie": cookie_of(board)})
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda _: urlopen(page).read(), range(ASKED)))


def draw(playwright: Playwright, site: str) -> dict[str, float]:
    """Milliseconds from asking for the page to the last chart, still and live."""
    browser = playwright.chromium.launch(**chromium.launch_options())
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": HEIGHT}, locale="en-GB")
    sign_in(context, site, BOARD)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(PROGRAMME)
    page.wait_for_function("() => window.paintedAt.still && window.paintedAt.live")
    painted = page.evaluate("() => window.paintedAt")
    if page.evaluate(LAST) > HEIGHT:
        raise ChartOutOfSight(f"The last chart ends below the {HEIGHT:,} pixels of the window.")
    browser.close()
    return painted
