"""HTML, CSS and SVG against the standards: the W3C's checker, and html-validate."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import unquote

from tools.environment import ROOT
from tools.pages import node
from tools.pages.finding import Finding
from tools.pages.java import java
from tools.pages.site import Site
from tools.pages.sources import kept_sources
from tools.refusal import CannotGoOn

TIMEOUT: Final = 180  # seconds, for each checker
JAR: Final = node.MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
MEMORY: Final = "512m"

NEWER: Final = {
    f"CSS: “{name}”: Property “{name}” doesn't exist."
    for name in ("animation-range", "animation-timeline", "view-timeline")
} | {"CSS: Unrecognized at-rule “@view-transition”"}
"""What the W3C's checker does not know yet of the W3C's own: Scroll-driven Animations 1, View
Transitions 2. One that it does not say any more must go from here."""


def markup(site: Site) -> list[Finding]:
    """Return what both say of every page that the browser was given. Raises CannotGoOn."""
    names = kept_sources(site.folder)
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(check, names) for check in (conformance, practice)]
        return [finding for each in both for finding in each.result()]


def conformance(names: Mapping[str, str]) -> list[Finding]:
    """Return what the W3C's checker says of the pages, our style sheets and drawings.

    Warnings count as errors. Raises CannotGoOn where it does not run.
    """
    own = [*(ROOT / "static").glob("*.css"), *(ROOT / "static").glob("*.svg")]
    all_names = {**names, **{str(path): str(path.relative_to(ROOT)) for path in own}}
    command = [
        *(java(), f"-Xmx{MEMORY}", "-Xss8m", "-jar", str(JAR), "--stdout", "--format", "json"),
        *("--also-check-css", "--also-check-svg", *all_names),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        said = json.loads(done.stdout)["messages"]
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(f"The HTML checker took longer than {TIMEOUT} seconds.") from error
    except (ValueError, KeyError) as error:
        raise CannotGoOn(f"The HTML checker failed: {done.stderr.strip()[-300:]}") from error
    for message in NEWER - {each["message"] for each in said}:
        raise CannotGoOn(f"The HTML checker does not say “{message}” any more: take it from NEWER.")
    return [
        Finding(
            f"vnu {each.get('subType', each['type'])}",
            each.get("extract", f"line {each.get('lastLine', '?')}"),
            each["message"],
            _name(each.get("url", ""), all_names),
        )
        for each in said
        if each["message"] not in NEWER
    ]


def practice(names: Mapping[str, str]) -> list[Finding]:
    """Return what html-validate says of the pages. Raises CannotGoOn where it does not run."""
    return [
        Finding(
            f"html-validate {each['rule']}",
            each["element"],
            each["message"],
            names[each["path"]],
        )
        for each in node.run("html_validate.mjs", list(names), timeout=TIMEOUT)
    ]


def _name(url: str, names: Mapping[str, str]) -> str:
    path = unquote(url).removeprefix("file:")
    # The checker writes the address of a file encoded once more.
    return names.get(path) or names.get(url.removeprefix("file:")) or path
