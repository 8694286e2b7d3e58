"""Whether the lock files still say what pyproject.toml and package.json ask for. Needs no network."""

import json
import re
import tomllib
from pathlib import Path

from devtools.places import ROOT

PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|file:|--index-url|--extra-index-url|--find-links")


def differences(root: Path = ROOT) -> list[str]:
    """One line for each thing that does not agree; none when all is well."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    site, development = (pins((root / name).read_text()) for name in ("requirements.lock", "requirements-dev.lock"))
    found = missing("requirements.lock", project["dependencies"], site)
    found += missing("requirements-dev.lock", project["dependencies"] + extras["dev"], development)
    found += [
        f"requirements-dev.lock has another {name} than requirements.lock"
        for name in site
        if development.get(name) != site[name]
    ]
    for name in ("npm", "postgresql"):
        lock = f"requirements-{name}.lock"
        found += missing(lock, extras[name], pins((root / lock).read_text()))
    found += [
        f"{path.name} names an address" for path in root.glob("requirements*.lock") if ADDRESS.search(path.read_text())
    ]
    return found + front_end(root)


def front_end(root: Path) -> list[str]:
    wanted = json.loads((root / "package.json").read_text())["dependencies"]
    packages = json.loads((root / "package-lock.json").read_text())["packages"]
    found = [
        f"package-lock.json does not hold {name} {version}, which package.json asks for"
        for name, version in wanted.items()
        if packages.get(f"node_modules/{name}", {}).get("version") != version
    ]
    return found + [
        f"package-lock.json names the address of {name or 'the project'}"
        for name, package in packages.items()
        if "resolved" in package
    ]


def missing(lock: str, wanted: list[str], locked: dict[str, str]) -> list[str]:
    asked = pins("\n".join(wanted))
    return [
        f"{lock} does not hold {name} {version}, which pyproject.toml asks for"
        for name, version in asked.items()
        if locked.get(name) != version
    ]


def pins(text: str) -> dict[str, str]:
    """Package names, as package indexes compare them, and versions of the `name==version` lines of `text`."""
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}
