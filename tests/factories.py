"""Small factories: they fill what the rule under test does not look at.

The same people everywhere: reporter, editor, chief, stranger. Articles come into being by the
verbs, as in real life; only what verbs refuse to make is written past them, by the test itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from accounts.models import User
from articles import editorial
from articles.content import Content, Paragraph, Related
from articles.models import (
    Article,
    Column,
    ColumnRole,
    Keyword,
    Page,
    Person,
    Placement,
    Role,
    Slot,
)

_numbers = count(1)

PASSWORD = "a long password for tests"


def make_user(name: str = "somebody", **facts: Any) -> User:
    """Make an account whose address and names follow from `name`."""
    number = next(_numbers)
    facts.setdefault("email", f"{name}-{number}@example.org")
    facts.setdefault("name_en", name.replace("-", " ").title())
    facts.setdefault("name_zh", f"{name}（{number}）")
    facts.setdefault("language", "en")
    return User.objects.create_user(password=PASSWORD, **facts)


def make_staff(name: str = "somebody", **facts: Any) -> User:
    """Make an account that may open the desk."""
    return make_user(name, is_staff=True, **facts)


def make_column(**facts: Any) -> Column:
    """Make a column of two levels with four eyes."""
    number = next(_numbers)
    facts.setdefault("number", 10_000 + number)
    facts.setdefault("slug", f"column-{number}")
    facts.setdefault("name_zh", f"栏目{number}")
    facts.setdefault("name_en", f"Column {number}")
    return Column.objects.create(**facts)


def give_role(user: User, column: Column, role: Role) -> ColumnRole:
    """Give a role past the verb, whose rules are tested where they stand."""
    return ColumnRole.objects.create(user=user, column=column, role=role)


@dataclass
class Cast:
    """A column with its people; `stranger` works elsewhere."""

    column: Column = field(default_factory=make_column)

    def __post_init__(self) -> None:
        self.reporter = self._hire("reporter", Role.REPORTER)
        self.other_reporter = self._hire("other reporter", Role.REPORTER)
        self.editor = self._hire("editor", Role.EDITOR)
        self.other_editor = self._hire("other editor", Role.EDITOR)
        self.chief = self._hire("chief", Role.CHIEF)
        self.other_chief = self._hire("other chief", Role.CHIEF)
        self.stranger = make_staff("stranger")

    def _hire(self, name: str, role: Role) -> User:
        user = make_staff(name.replace(" ", "-"))
        give_role(user, self.column, role)
        return user


def make_cast(**column: Any) -> Cast:
    """Make a column (two levels, four eyes unless told otherwise) with its people."""
    return Cast(make_column(**column))


def make_content(
    title: str = "A railway opens",
    body: Iterable[str] = ("The first train left at noon.",),
    related: Iterable[str | Related] = (),
    **fields: Any,
) -> Content:
    """Make a content; `body` is plain paragraphs without markup, `related` titles or links."""
    return Content(
        title=title,
        body=tuple(
            Paragraph(id=f"p{number}", html=f"<p>{text}</p>")
            for number, text in enumerate(body, start=1)
        ),
        related=tuple(
            link if isinstance(link, Related) else Related(title=link) for link in related
        ),
        **fields,
    )


def make_article(
    cast: Cast, content: Content | None = None, *, owner: User | None = None, language: str = "en"
) -> Article:
    """Make a draft that the reporter (or `owner`) began."""
    return editorial.create(
        content or make_content(),
        column=cast.column,
        language=language,
        actor=owner or cast.reporter,
    )


def head_number(article: Article) -> int:
    """Return the number of the head revision as it is in the database now."""
    article.refresh_from_db()
    assert article.head is not None
    return article.head.number


def submitted(article: Article, cast: Cast) -> Article:
    """Submit the head, by a chief editor, who always may."""
    editorial.submit(article, actor=cast.chief, revision=head_number(article))
    article.refresh_from_db()
    return article


def approved(article: Article, cast: Cast) -> Article:
    """Take the head through all levels of its round."""
    submitted(article, cast)
    crews = {
        1: (cast.editor,),
        2: (cast.editor, cast.chief),
        3: (cast.editor, cast.other_editor, cast.chief),
    }
    for approver in crews[article.levels]:
        editorial.approve(article, actor=approver, revision=head_number(article), opinion="Fine.")
    article.refresh_from_db()
    return article


def live(article: Article, cast: Cast, **publishing: Any) -> Article:
    """Take the head through review and publish it."""
    approved(article, cast)
    editorial.publish(article, actor=cast.chief, revision=head_number(article), **publishing)
    article.refresh_from_db()
    return article


def make_live_article(
    cast: Cast, content: Content | None = None, *, language: str = "en", **publishing: Any
) -> Article:
    """Make an article that readers see."""
    return live(make_article(cast, content, language=language), cast, **publishing)


def make_placement(article: Article, cast: Cast, slot: Slot = Slot.LEAD, **facts: Any) -> Placement:
    """Let the chief place an article on the home page of its language."""
    return editorial.place(
        article,
        actor=cast.chief,
        language=article.language,
        slot=slot,
        reason="The news of the day.",
        **facts,
    )


def make_page(cast: Cast, slug: str = "about", *, language: str = "en", **facts: Any) -> Page:
    """Let the chief make a standing page that readers have."""
    facts = {"title": "About us", "body": "<p>We report.</p>", "is_published": True, **facts}
    page = Page(language=language, slug=slug, **facts)
    editorial.edit_page(page, actor=cast.chief, reason="Readers ask.", base=0)
    return page


def make_keyword(name: str, language: str = "en") -> Keyword:
    """Make a keyword, or find the one of this name."""
    (key,) = editorial.keyword_ids([name], language)
    keyword: Keyword = Keyword.objects.get(pk=key)
    return keyword


def merge(former: Keyword, keyword: Keyword, cast: Cast) -> None:
    """Let a keyword take another one over."""
    editorial.merge_keyword(former, keyword, actor=cast.chief, reason="The same.", base=0)


def make_person(name: str, language: str = "en") -> Person:
    """Make a person, or find the one of this name."""
    key = editorial.person_id(name, language)
    assert key is not None
    return Person.objects.get(pk=key)
