"""JSON-LD: its names and types by schema.org's vocabulary, and its facts by the page around it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tools.pages import node
from tools.pages.crawl import Crawl
from tools.pages.fetching import Answer
from tools.pages.finding import Finding
from tools.refusal import CannotGoOn

TIMEOUT: Final = 120  # seconds

BAIDU: Final = "https://ziyuan.baidu.com/contexts/cambrian.jsonld"

# Names are case-sensitive there, and a literal may hold none that its type does not know.
HEAD: Final = f"""import type {{ Graph }} from "schema-dts";
interface BaiduTimes {{
  "@context": "{BAIDU}"; "@id": string; title: string; pubDate: string; upDate: string;
}}
"""
CONFIG: Final = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "target": "esnext",
        "module": "nodenext",
        "moduleResolution": "nodenext",
        "types": [],
        "paths": {"schema-dts": [str(node.MODULES / "schema-dts" / "dist" / "schema.d.ts")]},
    },
    "files": ["blocks.ts"],
}


def structured(found: Crawl, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the data blocks of the articles; `folder` takes the compiler's."""
    articles = [page for page in found.public_pages() if page.path.startswith("/details/")]
    blocks: list[tuple[Answer, str, Any]] = []
    for page in articles:
        try:
            read = page.html.blocks()
        except ValueError as error:
            yield Finding("json-ld", str(error), "it is no JSON", page.path)
            continue
        for block in read:
            kind = "BaiduTimes" if block.get("@context") == BAIDU else "Graph"
            blocks.append((page, kind, block))
        yield from _facts(page, read)
    yield from _typed(blocks, folder)


def _typed(blocks: list[tuple[Answer, str, Any]], folder: Path) -> Iterator[Finding]:
    """Each block stands on a line of its own, so that the compiler's lines name pages.

    One of each shape is enough: types tell no text from another.
    """
    folder.mkdir(exist_ok=True)
    blocks = list({_shape(block): (page, kind, block) for page, kind, block in blocks}.values())
    lines = [
        f"export const block{number}: {kind} = {json.dumps(block, ensure_ascii=False)};"
        for number, (_page, kind, block) in enumerate(blocks)
    ]
    first = HEAD.count("\n") + 1
    (folder / "blocks.ts").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "tsconfig.json").write_text(json.dumps(CONFIG))
    compiler = node.MODULES / "typescript" / "bin" / "tsc"
    try:
        done = subprocess.run(
            [node.node(), str(compiler), "--project", str(folder), "--pretty", "false"],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(f"The types of JSON-LD took longer than {TIMEOUT} seconds.") from error
    for number, message in _said(done.stdout):
        page = blocks[number - first][0].path if number >= first else "-"
        yield Finding("json-ld", message, "schema.org knows no such thing", page)
    if done.returncode and not done.stdout:
        raise CannotGoOn(f"The types of JSON-LD were not checked: {done.stderr.strip()[-300:]}")


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        inner = (value[name] if name == "@type" else _shape(value[name]) for name in value)
        return f"{{{','.join(f'{name}:{each}' for name, each in zip(value, inner, strict=True))}}}"
    if isinstance(value, list):
        return f"[{','.join(dict.fromkeys(_shape(each) for each in value))}]"
    return type(value).__name__


def _said(output: str) -> Iterator[tuple[int, str]]:
    """Yield line and message of each fault; what explains one is indented below it."""
    line, message = 0, ""
    for each in output.splitlines():
        if each.startswith(" "):
            message += f" {each.strip()}"
            continue
        if message:
            yield line, message
        place, _, message = each.partition("): ")
        line = int(place.rpartition("(")[2].split(",")[0])
    if message:
        yield line, message


def _facts(page: Answer, blocks: list[dict[str, Any]]) -> Iterator[Finding]:
    """What programs are told is what the page tells people."""
    graph = {each["@type"]: each for block in blocks for each in block.get("@graph", ())}
    if set(graph) != {"NewsArticle", "BreadcrumbList"}:
        yield Finding("json-ld", str(list(graph)), "a NewsArticle and a BreadcrumbList", page.path)
        return
    article, facts = graph["NewsArticle"], page.html
    for name, told, shown in (
        ("headline", article["headline"], " ".join(facts.headings)),
        ("url", article["url"], facts.meta.get("og:url")),
        ("datePublished", article["datePublished"], facts.meta.get("article:published_time")),
        ("inLanguage", article["inLanguage"], facts.language),
    ):
        if told != shown:
            yield Finding("json-ld", f"{name}: {told}", f"the page says {shown}", page.path)
    linked = {target for _place, target in facts.links}
    for place in graph["BreadcrumbList"]["itemListElement"]:
        path = place["item"].partition("://")[2].partition("/")[2]
        if f"/{path}" not in linked:
            yield Finding(
                "json-ld", place["item"], "the page's own way does not show it", page.path
            )
