"""Check texts in files as the desk checks them, and print what is found."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import get_default_timezone, localdate, now

from articles.exchange.decoding import decode
from articles.exchange.html_blocks import read_html
from articles.exchange.importing import findings_in
from articles.exchange.interpretation import language_of
from articles.exchange.page_file import read_bytes
from articles.exchange.page_reader import is_html, read_page
from articles.exchange.refusal import PageRefused
from articles.text.checks import check_field
from articles.text.findings import Finding

REFUSED_EXIT = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks say of one file, or why it could not be read."""

    file: str
    language: str | None = None
    findings: list[Finding] = field(default_factory=list)
    reason: str = ""


class Command(BaseCommand):
    """Nothing is stored, and no database is asked."""

    help = "Check text files: captured pages, or plain texts without a date line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--language", choices=("zh", "en"), help="else by the share of Han")
        parser.add_argument("--json", action="store_true", help="print one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check file after file; an unreadable one keeps no other out."""
        results = [_check(Path(name), options["language"]) for name in options["files"]]
        for result in results:
            self._print(result, as_json=options["json"])
        if any(result.reason for result in results):
            raise SystemExit(REFUSED_EXIT)

    def _print(self, result: Result, *, as_json: bool) -> None:
        if result.reason:
            self.stderr.write(f"{result.file}: {result.reason}")
            return
        if as_json:
            found = [finding.as_json() for finding in result.findings]
            line = {"file": result.file, "language": result.language, "findings": found}
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        count = len(result.findings)
        told = {0: "nothing found", 1: "1 finding"}.get(count, f"{count} findings")
        self.stdout.write(f"{result.file} ({result.language}): {told}")
        for finding in result.findings:
            place = f"{finding.field} {finding.start}–{finding.end}"
            self.stdout.write(f"    {finding.severity} {finding.code}, {place}: {finding.message}")


def _check(path: Path, language: str | None) -> Result:
    file = os.fsencode(path).decode("utf-8", "replace")
    try:
        text = decode(read_bytes(path))
    except PageRefused as error:
        return Result(file, reason=str(error))
    zone = get_default_timezone()
    try:
        page = read_page(text, language=language, zone=zone)
    except PageRefused:
        return _check_plain(file, text, language)
    return Result(file, page.language, findings_in(page, now()))


def _check_plain(file: str, text: str, language: str | None) -> Result:
    """Check a text without title and date line: all of it is body."""
    try:
        body = "\n".join(block.text for block in read_html(text).blocks) if is_html(text) else text
    except PageRefused as error:
        return Result(file, reason=str(error))
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    language = language or language_of([body])
    return Result(file, language, check_field("body", body, language, today=localdate()))
