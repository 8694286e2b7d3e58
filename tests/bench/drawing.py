"""The programme page in Chromium from a cold start: a browser of its own each time, which has kept nothing of the site.

The window is so tall that all charts are in sight, because the page draws only those. Counted is from the moment when
the browser starts to ask for the page, so the server's time and the files' are in it.
"""

from playwright.sync_api import Playwright, sync_playwright

from devtools import chromium
from devtools.served import served
from tests.bench.country import BOARD, FIGURES
from tests.bench.report import Aim, Line
from tests.bench.serving import PROGRAMME
from tests.bench.timing import Sample
from tests.browser.signing_in import sign_in

TIMES = 7
DRAWN = ".app-chart--drawn .app-chart__plot .main-svg .trace"
# In the page before its own scripts: notes when each chart has its lines and the browser has painted them.
WATCH = f"""
window.drawnAt = 0;
const look = () => {{
  const charts = new Set([...document.querySelectorAll("{DRAWN}")].map((line) => line.closest(".app-chart")));
  if (charts.size < {FIGURES}) requestAnimationFrame(look);
  else requestAnimationFrame(() => {{ window.drawnAt = performance.now(); }});
}};
requestAnimationFrame(look);
"""


def lines() -> list[Line]:
    with served() as site, sync_playwright() as playwright:
        draw(playwright, site)  # the server's own first request
        drawn = tuple(draw(playwright, site) for _ in range(TIMES))
    return [Line(f"{FIGURES} charts drawn in Chromium, cold start", Sample(drawn, "ms"), Aim(600))]


def draw(playwright: Playwright, site: str) -> float:
    """Milliseconds from asking for the page to the last chart."""
    browser = playwright.chromium.launch(**chromium.launch_options())
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 12_000}, locale="en-GB")
    sign_in(context, site, BOARD)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(PROGRAMME)
    page.wait_for_function("window.drawnAt > 0")
    drawn_at = page.evaluate("window.drawnAt")
    browser.close()
    return drawn_at
