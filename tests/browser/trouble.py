"""What goes wrong in a page without being seen: script errors, blocked content, files that are missing."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# nhsuk-frontend reports what it cannot start with console.log and these words.
NHSUK_ERRORS = ("SupportError", "ElementError", "InitError")
# Chromium logs this for every answer of 400 and above, even for a page that is meant to say 404.
MISSING = "Failed to load resource"
# What the scripts of a form are told by these answers, they say to the person: signed out, somebody else has saved.
SCRIPTED, TOLD = ("/autosave/", "/presence/"), (401, 409)


class Trouble:
    """A list of what went wrong in the contexts that it watches, with the address of each page."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.found.append(f"script error: {error.error}"))
        context.on("request", self.on_request)
        context.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") and not any(word in message.text for word in NHSUK_ERRORS):
            return
        if not message.text.startswith(MISSING):
            address = message.page.url if message.page else ""
            self.found.append(f"{address}: console {message.type}: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.found.append(f"asks another host: {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status in TOLD and response.url.partition("?")[0].endswith(SCRIPTED):
            return
        if response.status >= 500 or (response.status >= 400 and not response.request.is_navigation_request()):
            self.found.append(f"answered {response.status}: {response.url}")
