"""A window that tests use one after the other: like a person’s browser, it does not fetch every script anew."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.signing_in import sign_in
from tests.browser.trouble import Trouble

SIZE = {"width": 1280, "height": 900}
# As it is left, such a form tells the site so; as a window is closed here, it does not.
SPEAKS_AT_THE_END = "form[data-presence]"


def open_context(opener: Callable[..., BrowserContext], trouble: Trouble, **options) -> BrowserContext:
    """A browser of its own at the site that `trouble` watches."""
    context = opener(base_url=trouble.site, locale="en-GB", **options)
    context.set_default_timeout(10_000)
    trouble.watch(context)
    return context


class Window:
    """For tests that look at a page without typing anything."""

    def __init__(self, browser: Browser, site: str, *, javascript: bool) -> None:
        self.browser, self.javascript, self.trouble = browser, javascript, Trouble(site)
        self.open()

    def open(self) -> None:
        self.context = open_context(self.browser.new_context, self.trouble, java_script_enabled=self.javascript)
        self.page = self.context.new_page()

    def hand_to(self, role: str) -> Page:
        """The page, of somebody who has not used this browser before: nothing is left but what it has fetched."""
        if self.javascript and self.page.locator(SPEAKS_AT_THE_END).count():
            self.context.close()
            self.open()
        self.page.goto("about:blank")
        self.context.clear_cookies()
        self.page.set_viewport_size(SIZE)
        self.trouble.found.clear()
        sign_in(self.context, self.trouble.site, role)
        return self.page
