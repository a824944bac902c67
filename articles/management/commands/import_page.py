"""Import captured pages as drafts, and print what the checks find in them."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import get_default_timezone, now

from accounts.models import User
from articles.editorial import ImportStatus, Refused, Verb, can
from articles.exchange.captured_page import CapturedPage
from articles.exchange.decoding import decode
from articles.exchange.importing import findings_in, import_page
from articles.exchange.page_file import number_in_name, read_bytes
from articles.exchange.page_reader import read_page
from articles.exchange.refusal import PageRefused
from articles.models import Column
from articles.models.system import system_user
from articles.text.findings import Finding
from articles.text.reading_time import reading_minutes

IMPORTED = "imported"  # the column that the first migration makes
REFUSED_EXIT = 1
MOST_NUMBER = 999_999_999  # as in addresses and file names: nine digits
BAR = 30  # characters
INTERRUPTED_EXIT = 130  # 128 and SIGINT, as shells count


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file."""

    file: str
    status: ImportStatus
    reason: str = ""
    number: int | None = None
    page: CapturedPage | None = None
    findings: list[Finding] = field(default_factory=list)


class Command(BaseCommand):
    """Each file is a transaction of its own: a bad one keeps no good one out."""

    help = "Import captured pages (text or HTML) as drafts; importing twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--column", default=IMPORTED, help="short name of the column")
        parser.add_argument("--language", choices=("zh", "en"), help="else by the share of Han")
        parser.add_argument("--number", type=int, help="the page's number; for one file only")
        parser.add_argument("--as", dest="actor", metavar="E-MAIL", help="who imports")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import file after file; an interrupted run is resumed by starting it again."""
        number = options["number"]
        if number is not None and not (0 < number <= MOST_NUMBER and len(options["files"]) == 1):
            raise CommandError(f"--number: give one file, and a number from 1 to {MOST_NUMBER}.")
        desk = _desk(options["column"], options["actor"])
        counts: Counter[ImportStatus] = Counter()
        try:
            for position, name in enumerate(options["files"], start=1):
                self._show_progress(position, len(options["files"]))
                result = _import_file(Path(name), desk, options)
                counts[result.status] += 1
                self._print(result, as_json=options["json"])
        except KeyboardInterrupt:
            self.stderr.write("Interrupted. Run the same command again: it goes on where it was.")
            raise SystemExit(INTERRUPTED_EXIT) from None
        finally:
            self._show_progress(0, 0)
            self._print_summary(counts, as_json=options["json"])
        if counts[ImportStatus.REFUSED]:
            raise SystemExit(REFUSED_EXIT)

    def _show_progress(self, position: int, total: int) -> None:
        if total == 1 or not self.stderr.isatty():
            return
        filled = BAR * position // total if total else 0
        text = f"[{'#' * filled:{BAR}}] {position}/{total}" if total else " " * (BAR + 20)
        self.stderr.write(f"\r{text}\r", ending="")

    def _print(self, result: Result, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_as_json(result), ensure_ascii=False))
            return
        if result.status == ImportStatus.REFUSED:
            self.stderr.write(f"{result.file}: refused: {result.reason}")
            return
        title = result.page.title if result.page else ""
        number = f" {result.number}" if result.number else ""
        self.stdout.write(f"{result.file}: {result.status}{number} “{title}”")
        for finding in result.findings:
            place = f"{finding.field} {finding.start}–{finding.end}"
            self.stdout.write(f"    {finding.severity} {finding.code}, {place}: {finding.message}")

    def _print_summary(self, counts: Counter[ImportStatus], *, as_json: bool) -> None:
        told = ", ".join(f"{counts[status]} {status}" for status in ImportStatus if counts[status])
        # With --json, what is printed is objects and nothing else.
        stream = self.stderr if as_json else self.stdout
        files = "1 file" if counts.total() == 1 else f"{counts.total()} files"
        stream.write(f"{files}: {told or 'nothing done'}.")


def _desk(slug: str, address: str | None) -> tuple[Column, User] | str:
    """Return the column and who imports, or the reason for which no file can go there."""
    column = Column.objects.filter(slug=slug).first()
    if column is None:
        known = ", ".join(Column.objects.values_list("slug", flat=True))
        return f"--column: there is no column “{slug}”; there are {known}."
    try:
        actor = User.objects.get_by_natural_key(address) if address else system_user()
    except User.DoesNotExist:
        return f"--as: there is no account “{address}”."
    answer = can(actor, Verb.IMPORT, column)
    return (column, actor) if answer else f"{actor.email}, {column.slug}: {answer}"


def _import_file(path: Path, desk: tuple[Column, User] | str, options: dict[str, Any]) -> Result:
    # A name that is not UTF-8 must still be printable.
    file = os.fsencode(path).decode("utf-8", "replace")
    if isinstance(desk, str):
        return Result(file, ImportStatus.REFUSED, desk)
    column, actor = desk
    page = None
    try:
        text = decode(read_bytes(path))
        page = read_page(text, language=options["language"], zone=get_default_timezone())
        number = options["number"] or page.number or number_in_name(path)
        page = replace(page, number=number)
        outcome = import_page(page, column=column, actor=actor, dry_run=options["dry_run"])
    except (PageRefused, Refused) as error:
        return Result(file, ImportStatus.REFUSED, str(error), page.number if page else None, page)
    if outcome.article is not None and not (
        options["dry_run"] and outcome.status == ImportStatus.NEW
    ):
        number = outcome.article.number
    findings = findings_in(page, now())
    return Result(file, outcome.status, outcome.reason, number, page, findings)


def _as_json(result: Result) -> dict[str, Any]:
    """Return one line of `--json`; without a page its keys stand there empty."""
    page = result.page
    return {
        "file": result.file,
        "status": result.status,
        "reason": result.reason,
        "number": result.number,
        "language": page.language if page else None,
        "title": page.title if page else None,
        "published_at": page.published_at.isoformat() if page else None,
        "source": page.source if page else None,
        "leads": list(page.leads) if page else [],
        "reading_minutes_stated": page.minutes_stated if page else None,
        "reading_minutes_computed": reading_minutes("\n".join(page.body)) if page else None,
        "body": list(page.body) if page else [],
        "keywords": list(page.keywords) if page else [],
        "copyright": page.copyright if page else None,
        "column_editor": page.column_editor if page else None,
        "credit_line": page.credit_line if page else None,
        "related": list(page.related) if page else [],
        "findings": [finding.as_json() for finding in result.findings],
    }
