"""Pages in a real Chromium, of a live server with the demo's content, opened as a role."""

import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from devtools import chromium
from tests.browser.content import DEMO, OPEN
from tests.browser.databases import Stages
from tests.browser.pages import ANYBODY
from tests.browser.signing_in import sign_in
from tests.browser.trouble import Trouble
from tests.browser.windows import SIZE, Window, open_context

# Playwright runs an event loop in the tests' thread, where Django would refuse to reach the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return chromium.launch_options()


@pytest.fixture(scope="session", autouse=True)
def no_connection_left_open(playwright):
    """While Playwright's event loop runs, Django keeps its connections apart; they end before the loop does."""
    yield
    connections.close_all()


def let_requests_end():
    """Threads that serve a browser's last connections share SQLite's memory with the tests, until the server stops."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(5)


@pytest.fixture(scope="session")
def stages(django_db_setup, django_db_blocker):
    """The databases that the sites of the tests are copies of."""
    with django_db_blocker.unblock():
        made = Stages()
    yield made
    with django_db_blocker.unblock():
        made.drop_all()


@contextmanager
def site_at(stage, stages, django_db_blocker):
    """The address of a site that has reached `stage`, with a database of its own."""
    with django_db_blocker.unblock(), stages.copy_of(stage):
        server = LiveServer("127.0.0.1")
        yield server.url
        let_requests_end()
        server.stop()


@pytest.fixture(scope="module")
def staged_site(request, stages, django_db_blocker):
    """The address of a site at the stage that is the fixture's parameter, for tests that share it and so only read."""
    with site_at(request.param, stages, django_db_blocker) as url:
        yield url


@pytest.fixture(scope="module")
def demo_site(stages, django_db_blocker):
    """The address of a site with everything in it and a quarter open, for tests that share it and so only read."""
    with site_at(OPEN, stages, django_db_blocker) as url:
        yield url


@pytest.fixture
def fresh_demo_site(stages, django_db_blocker):
    """The address of a site as `dev.py run` makes it, for this test alone, which may change it."""
    with site_at(DEMO, stages, django_db_blocker) as url:
        yield url


SITES = ("fresh_demo_site", "staged_site")


@pytest.fixture
def signed_in_page(request, new_context):
    """signed_in_page(role, javascript=True, width=1280): a new page as that role, with a window of its own.

    Of the site that the test asks for, else of `demo_site`. A console error, a violation of the content security
    policy, a missing file or a request to another host fails the test at its end.
    """
    asked_for = [name for name in SITES if name in request.fixturenames]
    site = request.getfixturevalue(*asked_for or ["demo_site"])
    trouble = Trouble(site)

    def open_page(role, *, javascript=True, width=1280):
        size = {**SIZE, "width": width}
        context = open_context(new_context, trouble, viewport=size, java_script_enabled=javascript)
        sign_in(context, site, role)
        return context.new_page()

    yield open_page
    assert trouble.found == []


@pytest.fixture(scope="module")
def windows(staged_site, browser):
    """The windows that the tests of a staged site share, by whether JavaScript runs there."""
    opened = {on: Window(browser, staged_site, javascript=on) for on in (True, False)}
    yield opened
    # Before the site ends, which waits for its visitors.
    for window in opened.values():
        window.context.close()


@pytest.fixture
def shared_page(windows):
    """shared_page(role, javascript=True): as `signed_in_page`, but in a window that other tests have used before."""
    used = []

    def open_page(role, *, javascript=True):
        used.append(windows[javascript])
        return windows[javascript].hand_to(role)

    yield open_page
    assert [found for window in used for found in window.trouble.found] == []


@pytest.fixture
def anonymous_page(signed_in_page):
    """anonymous_page(javascript=True, width=1280): a new page of somebody who is not signed in."""
    return lambda **options: signed_in_page(ANYBODY, **options)


@pytest.fixture(scope="session")
def axe_clean():
    """axe_clean(page): fails with axe's report where the page breaks WCAG 2.2 AA or axe's good practice."""
    axe = Axe()

    def check(page):
        # To preload style sheets axe would write some into the page, which the content security policy blocks.
        only = {"type": "tag", "values": AXE_RULES}
        options = {"resultTypes": ["violations"], "preload": False, "runOnly": only}
        results = axe.run(page, options=options)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check
