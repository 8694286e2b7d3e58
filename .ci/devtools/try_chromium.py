"""Start Chromium as the tests do, and end it. Run with .venv's Python, which has Playwright."""

from playwright.sync_api import sync_playwright

from devtools.chromium import launch_options

if __name__ == "__main__":
    with sync_playwright() as playwright:
        playwright.chromium.launch(**launch_options()).close()
