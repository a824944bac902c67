"""The index of words: what is found, and that it follows every verb in its transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils.timezone import now

from articles import editorial
from articles.content import Figure
from articles.editorial import bulk
from articles.models import Article, IndexedWords
from articles.search import keeping, rebuild, rows_matching
from articles.search.engine import FULL_TEXT
from tests.articles.admin.desk import make_image
from tests.factories import (
    Cast,
    approved,
    head_number,
    live,
    make_article,
    make_cast,
    make_content,
    make_live_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(levels=1)


def found(query: str, *, beginnings: bool = False) -> set[int]:
    """Return the articles that the desk finds."""
    rows = rows_matching(query, beginnings=beginnings)
    return set(rows.values_list("article_id", flat=True))


def found_by_readers(query: str) -> set[int]:
    return set(rows_matching(query).filter(is_live=True).values_list("article_id", flat=True))


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("秘书处", True),
        ("秘书", True),
        ("处", True),
        ("书", True),
        ("书秘", False),
        ("中亚 秘书处", True),
        ("中亚秘书处", False),
        ("米尔济约耶夫", True),
        ("济约耶", True),
        ("launch", True),
        ("LAUNCHED", True),
        ("launches muller", True),
        ("Müller", True),
        ("lead", True),
        ("C+C5", True),
        ("276749", True),
        ("the", True),
        ("before", False),
        ("railway", False),
    ],
)
def test_words_of_both_languages_are_found(cast: Cast, query: str, is_found: bool) -> None:
    content = make_content(
        title="中亚在西安设立常设秘书处",
        leads=("A lead stands here.",),
        body=("米尔济约耶夫 launched the C+C5 office with Mr Müller, number 276749。",),
    )
    article = make_article(cast, content, language="zh")

    assert (found(query) == {article.pk}) is is_found


def test_captions_and_sources_are_found(cast: Cast) -> None:
    figure = Figure(image=make_image().pk, alt="Tunnelbohrer", caption="盾构机在掘进", credit="Ann")
    article = make_article(cast, make_content(source="Xinhua", figures=(figure,)))

    for word in ("tunnelbohrer", "盾构机", "ann", "xinhua"):
        assert found(word) == {article.pk}


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        "'",
        "\\",
        "a OR b",
        "NEAR(a b)",
        "title:x",
        "-x",
        "*",
        "a*",
        "(",
        "\x00",
        "^a",
        "&",
        "a & !b",
        "<->",
        ":*",
        "'a",
        "the",
        "的",
        "²",
        "x" * 5000,
        "中" * 3000,
        "a " * 500,
    ],
)
def test_odd_queries_break_nothing(cast: Cast, query: str) -> None:
    make_article(cast)

    assert isinstance(found(query), set)
    assert isinstance(found(query, beginnings=True), set)


def test_readers_find_what_is_live_and_the_desk_the_head_as_well(cast: Cast) -> None:
    article = make_live_article(cast, make_content(title="Old words"))
    later = make_content(title="New words", change_class="update", notice_text="More.")
    editorial.save(article, later, actor=cast.reporter, base=1)

    assert found("old") == found("new") == {article.pk}
    assert (found_by_readers("old"), found_by_readers("new")) == ({article.pk}, set())

    live(article, cast)

    assert (found("old"), found("new")) == (set(), {article.pk})
    assert found_by_readers("new") == {article.pk}


def test_draft_is_no_readers_business(cast: Cast) -> None:
    article = make_article(cast, make_content(title="Secret"))

    assert found("secret") == {article.pk}
    assert found_by_readers("secret") == set()


def test_discarded_words_are_forgotten(cast: Cast) -> None:
    article = make_live_article(cast, make_content(title="Old words"))
    editorial.save(article, make_content(title="New words"), actor=cast.reporter, base=1)
    editorial.discard(article, actor=cast.chief, revision=2, confirmed=True)

    assert (found("new"), found("old")) == (set(), {article.pk})


def test_first_publication_taken_back_is_no_longer_live(cast: Cast) -> None:
    article = approved(make_article(cast, make_content(title="Later")), cast)
    moment = now() + timedelta(days=1)
    editorial.publish(article, actor=cast.chief, revision=1, moment=moment)
    assert found_by_readers("later") == {article.pk}

    editorial.unschedule(article, actor=cast.chief, revision=1)

    assert found_by_readers("later") == set()
    assert found("later") == {article.pk}


def test_what_was_rolled_back_is_not_found(cast: Cast) -> None:
    article = make_article(cast, make_content(title="Before"))
    with transaction.atomic():
        editorial.save(article, make_content(title="After"), actor=cast.reporter, base=1)
        transaction.set_rollback(True)

    assert (found("after"), found("before")) == (set(), {article.pk})


def test_bulk_writer_indexes_too(cast: Cast) -> None:
    pieces = [
        bulk.Piece(
            content=make_content(title=f"Bridge number{number}"),
            column=cast.column,
            language="en",
            published_at=now(),
            author=cast.reporter,
            approvers=(cast.editor,),
            publisher=cast.chief,
        )
        for number in range(3)
    ]
    articles = bulk.write(pieces, at=now())

    assert found_by_readers("bridge") == {article.pk for article in articles}
    assert found("number1") == {articles[1].pk}
    assert rebuild().written == 0


def test_verb_that_changes_no_words_writes_no_words(cast: Cast) -> None:
    article = make_article(cast)
    before = list(IndexedWords.objects.values_list("pk", flat=True))

    editorial.submit(article, actor=cast.chief, revision=1)

    assert list(IndexedWords.objects.values_list("pk", flat=True)) == before


def test_text_of_the_longest_kind_is_stored(cast: Cast) -> None:
    """66,000 different pairs of characters: PostgreSQL refuses a tsvector of more than 1 MiB."""
    text = "".join(chr(0x4E00 + (each * 7919) % 20_000) for each in range(64_000))
    article = make_article(cast, make_content(body=(text,)), language="zh")

    assert found(text[:4]) == {article.pk}


def clear() -> None:
    """Lose the index, as a restored backup would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM {FULL_TEXT}")  # noqa: S608
    IndexedWords.objects.all().delete()


def test_rebuild_brings_everything_back_and_goes_on_where_it_ended(cast: Cast) -> None:
    first = make_live_article(cast, make_content(title="Alpha"))
    editorial.save(first, make_content(title="Changed"), actor=cast.reporter, base=1)
    second = make_article(cast, make_content(title="Second"))
    clear()
    assert found("alpha") == set()

    rest = rebuild(after=first.pk)
    assert (rest.articles, rest.written, rest.last) == (1, 1, second.pk)
    assert (found("second"), found("alpha")) == ({second.pk}, set())

    whole = rebuild()
    assert (whole.articles, whole.written) == (2, 2)
    assert found_by_readers("alpha") == found("changed") == {first.pk}
    assert rebuild().written == 0
    assert rebuild(everything=True).written == 3
    assert found("changed") == {first.pk}


def test_rows_of_former_rules_are_written_anew(cast: Cast) -> None:
    make_article(cast)
    IndexedWords.objects.update(version=0)

    assert rebuild().written == 1


def test_command_prints_counts(cast: Cast) -> None:
    make_article(cast)
    out = StringIO()

    call_command("rebuild_search", "--all", stdout=out)

    assert out.getvalue() == "1 articles looked at, 1 revisions written.\n"


def test_command_that_was_ended_says_where_to_go_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_live_article(cast, make_content(title="Alpha"))
    make_article(cast, make_content(title="Second"))
    clear()
    monkeypatch.setattr(keeping, "BATCH", 1)
    monkeypatch.setattr(keeping, "_rebuild", end_after_one(keeping._rebuild))

    with pytest.raises(CommandError, match=rf"after 1 articles; go on with --after {first.pk}\."):
        call_command("rebuild_search")

    assert found("alpha") == {first.pk}
    assert found("second") == set()


def end_after_one(rebuild_batch: Callable[..., int]) -> Callable[..., int]:
    """Let somebody press Ctrl-C in the second batch."""
    batches = iter([rebuild_batch])

    def rebuild_or_end(*args: Any, **options: Any) -> int:
        for batch in batches:
            return batch(*args, **options)
        raise KeyboardInterrupt

    return rebuild_or_end


def test_index_follows_whatever_the_verbs_do(cast: Cast) -> None:
    article = make_live_article(cast, make_content(title="One"))
    editorial.save(article, make_content(title="Two"), actor=cast.reporter, base=1)
    editorial.revert(article, actor=cast.chief, base=2, to=1)
    editorial.withdraw(article, actor=cast.chief, revision=head_number(article), reason="Wrong.")

    for each in Article.objects.all():
        rows = IndexedWords.objects.filter(article=each)
        assert {row.revision_id for row in rows if row.is_head} == {each.head_id}
        assert {row.revision_id for row in rows if row.is_live} == {each.live_id}
