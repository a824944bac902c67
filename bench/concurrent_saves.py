"""1,000 saves by 8 writers on one article at once, and where each of their sentences is then.

The site runs with several processes of several threads, on SQLite and then on PostgreSQL
(DATABASE_URL's server, else one for the run). Each writer signs in, and then reads the page and
saves, as fast as the site lets him: a new sentence in a paragraph of his own, which merges with
what the others saved meanwhile, and every fifth time a title too, about which they clash. A
sentence must be in the head, in a revision, or in its writer's kept texts.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape

# First: it makes our packages known.
from _databases import SITE, on_both

from tools.server import serving
from tools.visitor import Visitor

SAVES = 1_000
WRITERS = 8
TITLE_EVERY = 5  # saves
PROCESSES = 4
THREADS = 4

PASSWORD = "seven wet umbrellas"  # noqa: S105
SIGN_IN = "/accounts/sign-in/"
SAVED, CLASHED = 302, 409

_BASE = re.compile(r'name="base" value="(\d+)"')
_BODY = re.compile(r'<textarea name="body"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Writer:
    """One of the people: what he sent, and how it went."""

    number: int
    visitor: Visitor
    sentences: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def sign_in(self) -> None:
        """Sign in as this writer's account."""
        form = self.visitor.get(SIGN_IN).form("username", "current-password")
        filled = form.filled(username=address(self.number), current_password=PASSWORD)
        self.visitor.post(form.action, filled)

    def save(self, path: str, number: int) -> None:
        """Read the page, write one more sentence in his own paragraph, and save."""
        page = self.visitor.get(f"{path}?saved").body
        sentence = f"Sentence {number} by writer {self.number}."
        own = f"Writer {self.number}:"
        body = unescape(_found(_BODY, page)).replace(own, f"{own} {sentence}")
        fields = {
            "csrfmiddlewaretoken": _found(_TOKEN, page),
            "base": _found(_BASE, page),
            "verb": "save",
            "body": body,
        }
        if number % TITLE_EVERY == 0:
            fields["title"] = f"Title {number} by writer {self.number}"
        self.sentences.append(sentence)
        began = time.perf_counter()
        answer = self.visitor.post(path, fields)
        self.times.append((time.perf_counter() - began) * 1000)
        self.answers[answer.status] += 1


def main() -> int:
    """Measure both databases; return 1 where a sentence is nowhere."""
    if sys.argv[1:2] == ["measure"]:
        return measure()
    # The writers' own networks, as a front server would tell them.
    return on_both(__file__, environment={**SITE, "TRUSTED_PROXIES": "1"})


def measure() -> int:
    """Measure on the database of the environment; return 1 where a sentence is nowhere."""
    import django

    django.setup()
    key = _article()
    path = f"/admin/articles/article/{key}/change/"
    print(f"  {PROCESSES} processes of {THREADS} threads", flush=True)
    with serving(os.environ, processes=PROCESSES, threads=THREADS) as port:
        writers = [Writer(each, Visitor(port, f"192.0.2.{each + 1}")) for each in range(WRITERS)]
        for writer in writers:
            writer.sign_in()
        began = time.perf_counter()
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(lambda writer: _write(writer, path), writers))
        seconds = time.perf_counter() - began
    return _report(key, writers, seconds)


def address(number: int) -> str:
    """Return a writer's address."""
    return f"writer-{number}@example.org"


def _write(writer: Writer, path: str) -> None:
    for number in range(SAVES // WRITERS):
        writer.save(path, number)


def _article() -> int:
    """Make the writers and the article with a paragraph for each; return its key."""
    from accounts.models import User
    from articles import editorial
    from articles.content import Content, Paragraph
    from articles.models import Column, ColumnRole, Role

    column = Column.objects.create(number=9_999, slug="bench", name_zh="测", name_en="Bench")
    for number in range(WRITERS):
        user = User.objects.create_user(address(number), PASSWORD, is_staff=True, language="en")
        ColumnRole.objects.create(user=user, column=column, role=Role.EDITOR)
    body = tuple(Paragraph(id=f"w{n}", html=f"<p>Writer {n}:</p>") for n in range(WRITERS))
    content = Content(title="Written by eight", body=body)
    return editorial.create(content, column=column, language="en", actor=user).pk


def _report(key: int, writers: list[Writer], seconds: float) -> int:
    """Print what was measured; return 1 where a sentence is nowhere or an event is wrong."""
    from articles.editorial.verification import flaws
    from articles.models import Article, Autosave, Event

    article = Article.objects.get(pk=key)
    assert article.head is not None
    head = article.head.content.plain("body")
    revisions = "\n".join(each.content.plain("body") for each in article.revisions.iterator())
    kept = "\n".join(
        row["body"] for row in Autosave.objects.values_list("texts", flat=True) if "body" in row
    )
    places: Counter[str] = Counter()
    for writer in writers:
        for sentence in writer.sentences:
            # The head first: a sentence that stands there stands in a revision as well.
            texts = (("head", head), ("revision", revisions), ("kept text", kept))
            places[next((name for name, text in texts if sentence in text), "nowhere")] += 1
    answers = sum((writer.answers for writer in writers), Counter[int]())
    merged = Event.objects.filter(article=article, data__has_key="merged").count()
    times = sorted(each for writer in writers for each in writer.times)
    print(
        f"  {places.total()} saves by {WRITERS} writers in {seconds:.1f} s: "
        f"{answers[SAVED]} saved, {merged} of them merged, {answers[CLASHED]} asked about, "
        f"{answers.total() - answers[SAVED] - answers[CLASHED]} answered otherwise"
    )
    print(
        f"  a save took {statistics.median(times):.0f} ms (median), "
        f"{times[int(len(times) * 0.95)]:.0f} ms (95 of 100), {times[-1]:.0f} ms (longest)"
    )
    print(
        f"  sentences: {places['head']} in the head, {places['revision']} in an older revision, "
        f"{places['kept text']} in a kept text, {places['nowhere']} nowhere"
    )
    wrong = len(list(flaws()))
    print(f"  events: {wrong} flaws")
    return 1 if places["nowhere"] or wrong else 0


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise LookupError(f"The page has no {pattern.pattern}.")
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
