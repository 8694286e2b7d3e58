"""The accessibility check itself: it passes what is right and fails what is wrong."""

import pytest

PAGE = '<html lang="en-GB"><title>A page</title><main><h1>A page</h1>{}</main></html>'


def test_axe_passes_a_labelled_field(new_context, axe_clean):
    page = new_context().new_page()
    page.set_content(PAGE.format("<label>Progress <input></label>"))

    axe_clean(page)


def test_axe_fails_a_field_without_a_label(new_context, axe_clean):
    page = new_context().new_page()
    page.set_content(PAGE.format("<input>"))

    with pytest.raises(AssertionError, match="label"):
        axe_clean(page)
