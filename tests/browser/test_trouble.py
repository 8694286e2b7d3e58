"""What the browser tests notice beside what they look for."""

import pytest

from tests.browser.trouble import Trouble

SITE = "http://127.0.0.1:1"


def visit(new_context, body, status=200):
    """What is found when a page with `body` is opened, of a site that answers every other path with 404."""
    context = new_context(base_url=SITE)
    trouble = Trouble(SITE)
    trouble.watch(context)
    context.route("**", lambda route: route.fulfill(status=404))
    headers = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html"}
    context.route(f"{SITE}/page", lambda route: route.fulfill(status=status, headers=headers, body=body))
    page = context.new_page()
    page.goto("/page", wait_until="networkidle")
    return trouble.found


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<script>1</script>", "Content Security Policy"),
        ('<p style="color: red">red</p>', "Content Security Policy"),
        ('<img src="/none.png" alt="">', "answered 404"),
        ('<img src="http://127.0.0.2/a.png" alt="">', "another host"),
    ],
)
def test_trouble_in_a_page_is_found(new_context, body, what):
    assert any(what in found for found in visit(new_context, body))


def test_page_that_is_meant_to_be_missing_is_no_trouble(new_context):
    assert visit(new_context, "<p>Page not found</p>", status=404) == []


def test_page_that_breaks_is_trouble(new_context):
    assert visit(new_context, "<p>Sorry</p>", status=500) == [f"answered 500: {SITE}/page"]


def test_message_of_the_nhs_components_is_found(new_context):
    context = new_context()
    trouble = Trouble(SITE)
    trouble.watch(context)

    page = context.new_page()
    with context.expect_console_message():
        page.evaluate("console.log(new Error('ElementError: no button'))")

    assert "ElementError" in trouble.found[0]


def test_script_error_is_found(new_context):
    context = new_context()
    trouble = Trouble(SITE)
    trouble.watch(context)
    page = context.new_page()

    with context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('broken') })")

    assert "broken" in trouble.found[0]
