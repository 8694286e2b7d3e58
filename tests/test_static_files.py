"""Style sheets that import others are served as one file each."""

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from pssdash.static_files import JoinedStaticFilesStorage, joined

PAGE = "css/page.css"


@pytest.fixture
def places():
    """A sheet that imports two, one of them for print alone."""
    storage = InMemoryStorage()
    texts = {
        PAGE: '/* Both. */\n@import url("first.css");\n@import url("paper.css") print;\n',
        "css/first.css": "a { color: red }\n",
        "css/paper.css": "a { color: black }\n",
    }
    return {name: (storage, storage.save(name, ContentFile(text.encode()))) for name, text in texts.items()}


def site_places():
    return {name: (storage, name) for finder in get_finders() for name, storage in finder.list([])}


def test_imports_become_their_text_in_their_order(places):
    text = joined(PAGE, places)

    assert text == "/* Both. */\na { color: red }\n\n@media print {\na { color: black }\n}\n"


def test_sheet_without_imports_stays_as_it_is(places):
    assert joined("css/first.css", places) == ""


def test_imported_sheet_may_import_others(places):
    storage, _ = places[PAGE]
    places["css/all.css"] = (storage, storage.save("css/all.css", ContentFile(b'@import url("page.css");')))

    assert "color: red" in joined("css/all.css", places)


def test_collected_sheet_takes_its_name_from_its_parts(places, tmp_path):
    names = []
    source, _ = places[PAGE]
    for rule in (b"a { color: red }", b"a { color: blue }"):
        source.delete("css/first.css")
        source.save("css/first.css", ContentFile(rule))
        collected = JoinedStaticFilesStorage(location=tmp_path / str(len(names)), base_url="/static/")
        for name in places:
            collected.save(name, source.open(name))

        list(collected.post_process(places))
        names.append(collected.stored_name(PAGE))

        assert rule in collected.open(names[-1]).read()

    assert len(set(names)) == 2


@pytest.mark.parametrize("name", ["css/site.css", "css/programmes.css", "css/board_pages.css"])
def test_sheets_of_the_site_hold_all_that_they_import(name):
    text = joined(name, site_places())

    assert text
    assert "@import" not in text


def test_every_page_asks_for_two_sheets_and_first_for_what_stands_before_them(client, db):
    head = client.get("/accounts/sign-in/").content.decode().partition("</head>")[0]

    assert head.count('rel="stylesheet"') == 2
    assert head.index("js/supported.js") < head.index('rel="stylesheet"')
