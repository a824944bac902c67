"""The JSON that programs get, by schemas of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from tools.pages.crawl import Crawl
from tools.pages.finding import Finding

FOLDER: Final = Path(__file__).parent / "schemas"
BY_TYPE: Final = {
    "application/feed+json": "feed.json",
    "application/manifest+json": "manifest.json",
    "application/speculationrules+json": "speculation-rules.json",
}


def shapes(found: Crawl) -> Iterator[Finding]:
    """Yield where a JSON answer is not of its schema; a schema that nothing uses is a fault too."""
    validators = {
        kind: Draft202012Validator(json.loads((FOLDER / name).read_text()))
        for kind, name in BY_TYPE.items()
    }
    used = set()
    for answer in found.answers.values():
        if answer.media_type in validators and answer.status == 200:
            used.add(answer.media_type)
            for error in validators[answer.media_type].iter_errors(json.loads(answer.text)):
                yield Finding("json-shape", error.json_path, error.message[:200], answer.path)
    for kind in BY_TYPE.keys() - used:
        yield Finding("json-shape", kind, "no answer of this type: look at the crawl", "-")
