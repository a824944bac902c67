"""The materiality gate: what in a change can't pass as a typo, in sentences for the editor.

The rule of DESIGN.md §4 and reference/editorial.md §2.5: a digit, a date, a currency, quoted
words, the title, the lead or a name. `text.materiality` finds them in the running text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.content import Content, Figure
from articles.models import Keyword, Person
from articles.text.materiality import Kind, Touch, touches

WHOLE: Final = {
    "title": gettext_lazy("the title"),
    "leads": gettext_lazy("the lead"),
    "source": gettext_lazy("the source"),
    "author": gettext_lazy("the author"),
    "column_editor": gettext_lazy("the column editor"),
}
"""Fields of which every change is more than a typo."""

RUNNING_TEXTS: Final = ("body", "credit_line", "copyright", "seo_title", "seo_description")

SAID: Final = {
    Kind.NUMBER: gettext_lazy("a figure"),
    Kind.DATE: gettext_lazy("a date"),
    Kind.CURRENCY: gettext_lazy("a currency"),
    Kind.QUOTE: gettext_lazy("quoted words"),
    Kind.NAME: gettext_lazy("a name"),
    Kind.ADDRESS: gettext_lazy("an address"),
    Kind.NEGATION: gettext_lazy("a yes or no"),
}


def more_than_typo(before: Content, after: Content) -> tuple[str, ...]:
    """Return what the change touches that readers rely on, each as words for a sentence.

    Empty when it may pass as a typo. Asks for the names of keywords and persons, two queries, only
    where running text changed.
    """
    said = [
        str(name)
        for field, name in WHOLE.items()
        if getattr(before, field) != getattr(after, field)
    ]
    if _pictures(before) != _pictures(after):
        said.append(_("a picture"))
    pairs = [pair for pair in _texts(before, after) if pair[0] != pair[1]]
    if pairs:
        names = _names_in(before, after)
        said += [_said(touch) for was, now in pairs for touch in touches(was, now, names)]
    return tuple(dict.fromkeys(said))


def _texts(before: Content, after: Content) -> Iterator[tuple[str, str]]:
    for field in RUNNING_TEXTS:
        yield before.plain(field), after.plain(field)
    yield _words_of_pictures(before), _words_of_pictures(after)


def _pictures(content: Content) -> list[int | None]:
    cover = content.cover.image if content.cover else None
    return [cover, *(figure.image for figure in content.figures)]


def _words_of_pictures(content: Content) -> str:
    figures: Iterable[Figure] = (*((content.cover,) if content.cover else ()), *content.figures)
    return "\n".join(text for each in figures for text in (each.alt, each.caption, each.credit))


def _names_in(*contents: Content) -> set[str]:
    keywords = {pk for content in contents for pk in content.keywords}
    persons = {
        pk
        for content in contents
        for pk in (content.author, content.column_editor)
        if pk is not None
    }
    names = set(Keyword.objects.filter(pk__in=keywords).values_list("name", flat=True))
    for pair in Person.objects.filter(pk__in=persons).values_list("name_zh", "name_en"):
        names.update(pair)
    return names


def _said(touch: Touch) -> str:
    if touch.kind == Kind.MUCH:
        return _("more words than a typo has")
    name = SAID[touch.kind]
    if touch.before and touch.after:
        return _("%(what)s (%(before)s → %(after)s)") % {
            "what": name,
            "before": touch.before,
            "after": touch.after,
        }
    return _("%(what)s (%(place)s)") % {"what": name, "place": touch.before or touch.after}
