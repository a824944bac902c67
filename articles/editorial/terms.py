"""Finding keywords and persons by name; making those that do not exist yet.

Called inside the transaction of the verb that needs them, so that a refused verb leaves none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.editorial.refusal import Refused
from articles.models import FormerSlug, Keyword, KeywordAlias, Person
from articles.models.keyword import LONGEST_NAME
from articles.text.keys import name_key, slug_of


def keyword_ids(names: Iterable[str], language: str) -> tuple[int, ...]:
    """Return the keywords of these names in their order, each once; unknown names become keywords.

    A name is found by its key, whatever its case, width or spaces, and by any alias. Raises
    Refused for a name that is too long.
    """
    wanted = {name_key(name): name.strip() for name in names if name_key(name)}
    refuse_long_names(wanted.values())
    found = _known(wanted, language)
    for key, name in wanted.items():
        if key not in found:
            found[key] = _made_once(
                partial(_new_keyword, name, language),
                partial(_known_keyword, key, language),
            )
    return tuple(dict.fromkeys(found[key] for key in wanted))


def current_keywords(keys: Sequence[int]) -> tuple[int, ...]:
    """Return the keywords that these have become by merging, in their order, each once."""
    if not keys:
        return ()
    merged = Keyword.objects.filter(pk__in=keys).exclude(merged_into=None)
    became = dict(merged.values_list("pk", "merged_into"))
    return tuple(dict.fromkeys(became.get(key, key) for key in keys))


def person_id(name: str, language: str) -> int | None:
    """Return the person of this name in this language, made if unknown; None for no name."""
    name = name.strip()
    if not name:
        return None
    refuse_long_names([name])
    known = _known_person(name, language)
    if known is not None:
        return known
    return _made_once(partial(_new_person, name, language), partial(_known_person, name, language))


def refuse_long_names(names: Iterable[str]) -> None:
    """Raise Refused for a name of a keyword or a person that no row can hold."""
    for name in names:
        if len(name.strip()) > LONGEST_NAME:
            raise Refused(
                _("The name “%(name)s…” has %(count)s characters; %(most)s fit.")
                % {"name": name.strip()[:20], "count": len(name.strip()), "most": LONGEST_NAME},
                rule="too-long",
            )


def free_slug(slug: str, taken: set[str]) -> str:
    """Return the slug, with -2, -3 … behind it where it is taken."""
    candidate, count = slug, 1
    while candidate in taken:
        count += 1
        candidate = f"{slug}-{count}"
    return candidate


def _made_once(make: Callable[[], int], find: Callable[[], int | None]) -> int:
    """Make a row, or find what another transaction has just made under the same name.

    The unique constraint decides who was first; should the names differ after all and only the
    short names have met, making it again finds a free one.
    """
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        found = find()
        return make() if found is None else found


def _known_person(name: str, language: str) -> int | None:
    named = Person.objects.filter(**{f"name_{language}": name})
    return named.order_by("pk").values_list("pk", flat=True).first()


def _new_person(name: str, language: str) -> int:
    slug = slug_of(name)
    taken = set(Person.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    person = Person.objects.create(**{f"name_{language}": name}, slug=free_slug(slug, taken))
    return person.pk


def _known_keyword(key: str, language: str) -> int | None:
    return _known([key], language).get(key)


def _known(wanted: Iterable[str], language: str) -> dict[str, int]:
    aliases = KeywordAlias.objects.filter(language=language, name_key__in=list(wanted))
    return dict(aliases.values_list("name_key", "keyword"))


def _new_keyword(name: str, language: str) -> int:
    taken = {
        slug
        for model in (Keyword, FormerSlug)
        for slug in model.objects.filter(
            language=language, slug__startswith=slug_of(name)
        ).values_list("slug", flat=True)
    }
    keyword = Keyword(language=language, name=name, slug=free_slug(slug_of(name), taken))
    keyword.save(force_insert=True)
    KeywordAlias.objects.create(keyword=keyword, language=language, name=name)
    return int(keyword.pk)
