"""Whether the locks agree with what the project asks for."""

import shutil

import pytest

from devtools.locks import differences, pins
from devtools.places import ROOT

FILES = [*ROOT.glob("requirements*.lock"), *ROOT.glob("package*.json"), ROOT / "pyproject.toml"]


@pytest.fixture
def copy(tmp_path):
    for file in FILES:
        shutil.copy(file, tmp_path)
    return tmp_path


def replace(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_locks_of_this_repository_agree():
    assert differences() == []


def test_other_version_in_the_project_is_found_in_both_locks(copy):
    replace(copy / "pyproject.toml", "waitress==3.0.2", "waitress==3.0.1")

    found = differences(copy)

    assert found == [
        "requirements.lock does not hold waitress 3.0.1, which pyproject.toml asks for",
        "requirements-dev.lock does not hold waitress 3.0.1, which pyproject.toml asks for",
    ]


def test_locks_that_differ_from_each_other_are_found(copy):
    replace(copy / "requirements.lock", "sqlparse==", "sqlparse==9")

    assert differences(copy) == ["requirements-dev.lock has another sqlparse than requirements.lock"]


def test_other_version_of_an_npm_package_is_found(copy):
    replace(copy / "package.json", '"nhsuk-frontend": "', '"nhsuk-frontend": "9')

    assert "package-lock.json does not hold nhsuk-frontend" in differences(copy)[0]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("requirements.lock", "django==", "--index-url https://index.example/simple\ndjango=="),
        (
            "package-lock.json",
            '"license": "MIT"',
            '"resolved": "https://npm.example/a.tgz", "license": "MIT"',
        ),
    ],
)
def test_address_in_a_lock_is_found(copy, file, old, new):
    replace(copy / file, old, new)

    assert all("address" in difference for difference in differences(copy))
    assert differences(copy) != []


def test_package_names_are_compared_as_indexes_do():
    assert pins("XlsxWriter==3.3.1\nzope.interface==1") == {"xlsxwriter": "3.3.1", "zope-interface": "1"}
