"""Pictures of every page of pages.py as each of its roles; `python3 dev.py screenshots DIR` runs this.

For each page, state and role: NAME-ROLE-1280.png, NAME-ROLE-390.png, NAME-ROLE-grey.png (as seen without colour),
NAME-ROLE-print.pdf and, where pdftoppm is there, a picture of each printed side, NAME-ROLE-print-1.png.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from devtools import chromium
from devtools.served import served

if TYPE_CHECKING:
    from tests.browser.pages import Page

# Playwright runs an event loop in this thread, where Django would refuse to reach the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def take_all(target: Path) -> int:
    """Write the pictures to `target`; the number of pages that did not answer as they should."""
    # Only now, because they bring models with them.
    from tests.browser.content import STAGES, reach
    from tests.browser.pages import states_of

    wrong = 0
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options())
        for stage in STAGES:
            call_command("flush", interactive=False, verbosity=0)
            reach(stage)
            for page, role in states_of(stage):
                status = take(browser, site, page, role, target)
                wrong += status != page.status
                print(f"  {status} {page.name} as {role}", flush=True)
        browser.close()
    return wrong


def take(browser: Browser, site: str, page: "Page", role: str, target: Path) -> int:
    """The pictures of one page as one role; the status that the page answered with."""
    from tests.browser.signing_in import sign_in

    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}, locale="en-GB")
    sign_in(context, site, role)
    view = context.new_page()
    answer = view.goto(page.path)
    if page.act:
        page.act(view)
    stem = f"{page.name}-{role}"
    view.screenshot(path=target / f"{stem}-1280.png", full_page=True)
    print_to(view, target / f"{stem}-print.pdf")
    chromium_session = context.new_cdp_session(view)
    chromium_session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    view.screenshot(path=target / f"{stem}-grey.png", full_page=True)
    chromium_session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    view.set_viewport_size({"width": 390, "height": 844})
    view.screenshot(path=target / f"{stem}-390.png", full_page=True)
    context.close()
    return answer.status


def print_to(view, path: Path) -> None:
    """The page as printed on A4, and a picture of each side."""
    view.pdf(path=path, prefer_css_page_size=True)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "80", "-png", str(path), str(path.with_suffix(""))], check=True)


if __name__ == "__main__":
    django.setup()
    sys.exit(1 if take_all(Path(sys.argv[1])) else 0)
