"""Archive texts: deterministic, parallel, free of findings."""

import pytest

from articles.content import Content, Paragraph
from articles.editorial import findings_of
from articles.samples.archive_texts import FIRST_DAY, Texts
from articles.samples.data_files import read_data
from articles.text.markup import paragraph_html

STORIES = range(200)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts()


def test_a_story_is_told_the_same_each_time(texts: Texts) -> None:
    assert [texts.text(story, "en") for story in STORIES] == [
        Texts().text(story, "en") for story in STORIES
    ]


def test_both_languages_share_column_date_and_length(texts: Texts) -> None:
    for story in STORIES:
        zh, en = texts.text(story, "zh"), texts.text(story, "en")
        assert (zh.column, zh.published_at, len(zh.body), len(zh.keywords)) == (
            en.column,
            en.published_at,
            len(en.body),
            len(en.keywords),
        )


def test_dates_spread_over_ten_years_and_end_before_the_sample_stories(texts: Texts) -> None:
    years = {texts.text(story, "zh").published_at.year for story in STORIES}

    assert years == set(range(FIRST_DAY.year, FIRST_DAY.year + 10))


def test_all_columns_get_stories(texts: Texts) -> None:
    assert {texts.text(story, "zh").column for story in STORIES} == {
        facts["slug"] for facts in read_data("columns")
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_keywords_come_from_the_pool_and_none_comes_twice(texts: Texts, language: str) -> None:
    pool = set(texts.keyword_names(language))
    for story in STORIES:
        keywords = texts.text(story, language).keywords
        assert set(keywords) <= pool
        assert len(set(keywords)) == len(keywords)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_has_no_findings_and_no_slot_left_open(texts: Texts, language: str) -> None:
    for story in STORIES:
        text = texts.text(story, language)
        content = Content(
            title=text.title,
            source="Seetao",
            credit_line="Editor",
            leads=text.leads,
            body=tuple(
                Paragraph(str(place), paragraph_html(each)) for place, each in enumerate(text.body)
            ),
        )
        assert findings_of(content, language) == []
        assert "{" not in text.title + "".join(text.leads) + "".join(text.body)
        assert len(set(text.body)) == len(text.body)
