"""What readers find, and in which order: on both databases what plain Python finds."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.content import Content
from articles.editorial import bulk
from articles.models import Article, IndexedWords
from articles.search import ranking
from articles.search.engine import PART
from articles.search.ranking import Named, find
from articles.text.words import Term, terms_of, words_of
from tests.articles.reader.pages import MORNING, publish
from tests.factories import (
    Cast,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
)

pytestmark = pytest.mark.django_db

HAN = "中亚铁路秘书处国家发"
ENGLISH = (
    *("rail", "rails", "railway", "launched", "launching", "plan", "planned", "plane"),
    *("state-of-the-art", "e-mail", "C5", "the"),
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def found(query: str, *, by_date: bool = False) -> list[int]:
    """Return the numbers of the articles that readers find."""
    hits = find(Article.objects.visible(now()), terms_of(query), by_date=by_date).hits
    numbers = dict(Article.objects.values_list("pk", "number"))
    return [numbers[hit.article] for hit in hits]


def test_title_counts_more_than_leads_and_leads_more_than_the_rest(cast: Cast) -> None:
    publish(cast, make_content(body=("A bridge.",)), number=1)
    publish(cast, make_content(leads=("A bridge.",)), number=2)
    publish(cast, make_content(title="A bridge"), number=3)
    publish(cast, make_content(title="No match"), number=4)

    assert found("bridge") == [3, 2, 1]


def test_every_word_must_stand_in_the_better_field(cast: Cast) -> None:
    publish(cast, make_content(title="A bridge", body=("In Dhaka.",)), number=1)
    publish(cast, make_content(title="A bridge", leads=("In Dhaka.",)), number=2)
    publish(cast, make_content(title="Dhaka bridge"), number=3)

    assert found("dhaka bridge") == [3, 2, 1]


def test_newer_comes_first_among_equals_and_the_number_breaks_ties(cast: Cast) -> None:
    title = make_content(title="A bridge")
    publish(cast, title, number=1, published_at=MORNING)
    publish(cast, title, number=2, published_at=MORNING + timedelta(hours=1))
    publish(cast, title, number=3, published_at=MORNING)

    assert found("bridge") == [2, 3, 1]


def test_newest_come_first_where_asked_for(cast: Cast) -> None:
    publish(cast, make_content(title="A bridge"), number=1, published_at=MORNING)
    publish(
        cast, make_content(body=("A bridge.",)), number=2, published_at=MORNING + timedelta(hours=1)
    )

    assert found("bridge") == [1, 2]
    assert found("bridge", by_date=True) == [2, 1]


def test_no_phrase_reaches_from_one_field_into_the_next(cast: Cast) -> None:
    publish(cast, make_content(title="An e", leads=("mail comes",)), number=1)
    publish(cast, make_content(title="An e-mail comes"), number=2)

    assert found("e-mail") == [2]


def test_only_the_newest_hits_are_ranked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "MOST_RANKED", 2)
    for number, content in enumerate(
        (
            make_content(title="Old bridge"),
            make_content(body=("A bridge.",)),
            make_content(title="New bridge"),
        ),
        start=1,
    ):
        publish(cast, content, number=number, published_at=MORNING + timedelta(hours=number))

        assert find(Article.objects.all(), terms_of("bridge")).are_all is (number < 2)
    assert found("bridge") == [3, 2]
    assert not find(Article.objects.all(), terms_of("bridge"), by_date=True).are_all


@pytest.mark.parametrize("by_date", [False, True])
def test_finding_is_one_query(
    cast: Cast, django_assert_num_queries: Callable[[int], Any], by_date: bool
) -> None:
    publish(cast, make_content(title="A bridge"))

    with django_assert_num_queries(1):
        find(Article.objects.visible(now()), terms_of("a bridge"), by_date=by_date)
    with django_assert_num_queries(0):
        find(Article.objects.visible(now()), terms_of("?!"), by_date=by_date)


def test_pending_words_are_not_found_and_an_article_is_found_once(cast: Cast) -> None:
    article = make_live_article(cast, make_content(title="A bridge"))
    editorial.save(article, make_content(title="A tunnel bridge"), actor=cast.reporter, base=1)

    assert found("bridge") == [article.number]
    assert found("tunnel") == []


@pytest.mark.parametrize(
    "filler",
    [
        "中亚的铁路。",
        "the railway opens on time and carries many people from here to there, as was planned. ",
    ],
)
@pytest.mark.parametrize("place", [0, PART - 1, PART, 20_000])
def test_phrase_is_found_wherever_it_stands_in_a_long_text(
    cast: Cast, filler: str, place: int
) -> None:
    size = len(words_of(filler))
    before, after = (filler * (words // size) for words in (place, 21_000 - place))
    publish(cast, make_content(body=(f"{before} 常设秘书处 state-of-the-art {after}",)), number=1)

    for query in ("常设秘书处", "state-of-the-art", "秘书处 state of the art"):
        assert found(query) == [1], query
    for query in ("秘书常设", "art-of-the-state"):
        assert found(query) == [], query


@pytest.mark.parametrize(
    ("query", "field"), [("dhaka", "title"), ("亚", "title"), ("bridge dhaka", "leads")]
)
def test_word_that_only_the_end_of_a_long_text_holds_is_no_title_hit(
    cast: Cast, query: str, field: str
) -> None:
    filler = (
        "the railway opens on time and carries many people from here to there, as was planned. "
    )
    late = filler * (20_000 // len(words_of(filler))) + "a bridge in Dhaka. 亚洲。"
    text = f"{query}."
    held = make_content(title=text) if field == "title" else make_content(leads=(text,))
    publish(cast, held, number=1, published_at=MORNING)
    publish(cast, make_content(body=(late,)), number=2, published_at=MORNING + timedelta(hours=1))

    assert found(query) == [1, 2]


def test_database_finds_what_plain_python_finds_in_the_same_order(cast: Cast) -> None:
    chance = random.Random(6)
    contents = [some_content(chance) for _turn in range(120)]
    bulk.write(
        [
            bulk.Piece(
                content=content,
                column=cast.column,
                language="zh",
                published_at=MORNING + timedelta(minutes=chance.randrange(50)),
                author=cast.reporter,
                approvers=(cast.editor, cast.chief),
                publisher=cast.chief,
                number=number,
            )
            for number, content in enumerate(contents, start=1)
        ],
        at=MORNING,
    )
    articles = list(Article.objects.order_by("-published_at", "-number"))
    queries = [some_query(chance) for _turn in range(150)]
    counts = set()
    for query in queries:
        expected = expect(articles, dict(enumerate(contents, start=1)), query)

        assert found(query) == expected, query
        counts.add(len(expected))
    assert len(counts) > 20  # rare ones and common ones


def test_named_articles_are_found_and_ranked_as_plain_python_does(cast: Cast) -> None:
    chance = random.Random(7)
    keywords = [make_keyword(f"Keyword {number}").pk for number in range(4)]
    persons = [make_person(f"Person {number}").pk for number in range(3)]
    contents = {
        number: replace(
            some_content(chance),
            keywords=tuple(chance.sample(keywords, chance.randrange(3))),
            author=chance.choice([None, *persons]),
            column_editor=chance.choice([None, *persons]),
        )
        for number in range(1, 61)
    }
    for number, content in contents.items():
        moment = MORNING + timedelta(minutes=chance.randrange(30))
        publish(cast, content, number=number, published_at=moment)
    articles = list(Article.objects.order_by("-published_at", "-number"))
    numbers = {article.pk: article.number for article in articles}
    for _turn in range(80):
        query = some_query(chance)
        terms = terms_of(query)
        named = [
            Named(
                frozenset(chance.sample(keywords, chance.randrange(2))),
                frozenset(chance.sample(persons, chance.randrange(2))),
            )
            for _term in terms
        ]

        hits = find(Article.objects.visible(now()), terms, named).hits

        expected = expect(articles, contents, query, dict(zip(terms, named, strict=True)))
        assert [numbers[hit.article] for hit in hits] == expected, (query, named)


def test_named_article_is_found_while_the_index_lacks_it(cast: Cast) -> None:
    content = make_content(keywords=(make_keyword("Kenya").pk,))
    article = publish(cast, content)
    IndexedWords.objects.all().delete()
    named = [Named(frozenset(content.keywords))]

    for by_date in (False, True):
        found = find(Article.objects.all(), terms_of("kenya"), named, by_date=by_date)
        assert [hit.article for hit in found.hits] == [article.pk]


def some_text(chance: random.Random, length: int) -> str:
    parts = (
        chance.choice(ENGLISH)
        if chance.random() < 0.3
        else "".join(chance.choices(HAN, k=chance.randint(1, 5)))
        for _turn in range(length)
    )
    return "".join(part + chance.choice([" ", "，", "", " "]) for part in parts)


def some_content(chance: random.Random) -> Content:
    return make_content(
        title=some_text(chance, 3) or "中",
        leads=(some_text(chance, 4),),
        body=(some_text(chance, 12),),
    )


def some_query(chance: random.Random) -> str:
    words = (
        chance.choice(ENGLISH)
        if chance.random() < 0.4
        else "".join(chance.choices(HAN, k=chance.choice([1, 2, 2, 3])))
        for _turn in range(chance.choice([1, 1, 2]))
    )
    return chance.choice([" ", "", "-"]).join(words)


def expect(
    articles: Sequence[Article],
    contents: dict[int, Content],
    query: str,
    named: Mapping[Term, Named] | None = None,
) -> list[int]:
    """Find by looking at every text."""
    ranked = []
    terms = terms_of(query)
    for place, article in enumerate(articles):
        content = contents[article.number]
        texts = (content.title, content.plain("leads"), content.plain("body"))
        fields = [words_of(text) for text in texts]
        by_name = {term for term in terms if is_named(content, (named or {}).get(term, Named()))}
        held = [
            all(any(stands_in(term, field) for field in fields[:most]) for term in terms)
            for most in (1, 2)
        ]
        held[1] |= by_name.issuperset(terms)
        held.append(
            all(term in by_name or any(stands_in(term, each) for each in fields) for term in terms)
        )
        if terms and held[-1]:
            ranked.append((held.index(True), place, article.number))
    return [number for _rank, _place, number in sorted(ranked)]


def is_named(content: Content, named: Named) -> bool:
    people = {content.author, content.column_editor}
    return bool(named.keywords & set(content.keywords) or named.persons & people)


def stands_in(term: Term, words: Sequence[str]) -> bool:
    size = len(term.words)
    return any(fits(term, words[place : place + size]) for place in range(len(words) - size + 1))


def fits(term: Term, words: Sequence[str]) -> bool:
    *others, last = words
    begins = bool(term.beginning) and last.startswith(term.beginning)
    return tuple(others) == term.words[:-1] and (last == term.words[-1] or begins)
