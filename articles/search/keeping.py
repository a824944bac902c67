"""Keeping the index: written in the transaction that changes what is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from django.db import transaction

from articles.content import Content, Figure
from articles.models import Article, IndexedWords, Revision
from articles.search.engine import Words, forget_words, write_words
from articles.text.words import VERSION, words_of

BATCH: Final = 200
"""Articles that are rebuilt in one transaction; a verb on one of them waits for it."""

MOST_WORDS: Final = 60_000  # PostgreSQL refuses a tsvector of more than 1 MiB, 17 bytes a word


def index_article(article: Article) -> None:
    """Make the index know this article's head and live revision, and no other; does what is new.

    The caller holds the article's lock, in the transaction that changed it.
    """
    known = {row.revision_id: row for row in IndexedWords.objects.filter(article=article)}
    _bring_up_to_date([article], {article.pk: known})


def index_new_articles(articles: Sequence[Article], contents: Sequence[Content]) -> None:
    """Index live articles whose one revision has just been written, many at a time."""
    keys = [article.pk for article in articles]
    revisions = dict(Revision.objects.filter(article__in=keys).values_list("article_id", "pk"))
    rows = IndexedWords.objects.bulk_create(
        _row(article.pk, revisions[article.pk], is_head=True, is_live=True) for article in articles
    )
    write_words([(row.pk, words(content)) for row, content in zip(rows, contents, strict=True)])


@dataclass
class Progress:
    """How far a rebuild has come: articles looked at, and the key of the last one."""

    articles: int = 0
    written: int = 0
    last: int = 0


def rebuild(
    *, after: int = 0, everything: bool = False, tell: Callable[[Progress], None] | None = None
) -> Progress:
    """Bring the whole index up to date, one batch of articles in each transaction.

    What is up to date is left alone, so a rebuild that was ended goes on where it stood;
    `everything` writes it all anew, `after` begins behind that article's key.
    """
    progress = Progress(last=after)
    while True:
        with transaction.atomic():
            articles = list(
                Article.objects.select_for_update()
                .filter(pk__gt=progress.last)
                .only("pk", "head_id", "live_id")
                .order_by("pk")[:BATCH]
            )
            if not articles:
                return progress
            progress.written += _rebuild(articles, everything=everything)
        progress.articles += len(articles)
        progress.last = articles[-1].pk
        if tell is not None:
            tell(progress)


def words(content: Content) -> Words:
    """Return the words of a content as the index holds them."""
    figures = (*((content.cover,) if content.cover else ()), *content.figures)
    rest = (
        *(content.plain("body"), content.source, content.credit_line),
        *_texts_of_figures(figures),
    )
    leads = words_of(content.plain("leads"))[:MOST_WORDS]
    others = [word for text in rest for word in words_of(text)][: MOST_WORDS - len(leads)]
    return Words(
        title=" ".join(words_of(content.title)), leads=" ".join(leads), rest=" ".join(others)
    )


def _texts_of_figures(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        yield from (figure.alt, figure.caption, figure.credit)


def _rebuild(articles: Sequence[Article], *, everything: bool) -> int:
    known: dict[int, dict[int, IndexedWords]] = {article.pk: {} for article in articles}
    for row in IndexedWords.objects.filter(article__in=known):
        known[row.article_id][row.revision_id] = row
    if everything:
        for rows in known.values():
            for row in rows.values():
                row.version = 0  # as if it were of former rules
    return _bring_up_to_date(articles, known)


def _bring_up_to_date(
    articles: Sequence[Article], known: dict[int, dict[int, IndexedWords]]
) -> int:
    """Write, change and delete what differs; return how many revisions were written."""
    gone: list[int] = []
    changed: list[IndexedWords] = []
    missing: list[IndexedWords] = []
    for article in articles:
        wanted = {key for key in (article.head_id, article.live_id) if key is not None}
        rows = known[article.pk]
        for key, row in rows.items():
            if key not in wanted or row.version != VERSION:
                gone.append(row.pk)
        for key in wanted:
            row_now = _row(
                article.pk, key, is_head=key == article.head_id, is_live=key == article.live_id
            )
            found = rows.get(key)
            if found is None or found.version != VERSION:
                missing.append(row_now)
            elif (found.is_head, found.is_live) != (row_now.is_head, row_now.is_live):
                row_now.pk = found.pk
                changed.append(row_now)
    if gone:
        forget_words(gone)
        IndexedWords.objects.filter(pk__in=gone).delete()
    # One revision is live at a time: it ceases to be before another one is.
    for row in sorted(changed, key=attrgetter("is_live")):
        row.save(update_fields=["is_head", "is_live"])
    if missing:
        revisions = Revision.objects.in_bulk([row.revision_id for row in missing])
        IndexedWords.objects.bulk_create(missing)
        write_words([(row.pk, words(revisions[row.revision_id].content)) for row in missing])
    return len(missing)


def _row(article: int, revision: int, *, is_head: bool, is_live: bool) -> IndexedWords:
    return IndexedWords(
        article_id=article,
        revision_id=revision,
        is_head=is_head,
        is_live=is_live,
        version=VERSION,
    )
