"""Keywords: changed and merged at once, by a chief editor of any column, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Language, User
from articles.editorial.admission import UNSTORABLE
from articles.editorial.editions import announce
from articles.editorial.events import changed, record
from articles.editorial.refusal import Refused
from articles.editorial.site_wide import begin_on_site
from articles.editorial.terms import refuse_long_names
from articles.editorial.verb import Verb
from articles.models import Event, FormerSlug, Keyword, KeywordAlias, KeywordUse
from articles.text.keys import MAX_SLUG, name_key, slug_of

MOST_NAMES: Final = 50  # more names than any term has in one language


@dataclass(frozen=True, slots=True)
class KeywordFacts:
    """What may be changed of a keyword.

    `names` are the others by which it is found, in order of their keys; `counterpart` is a name of
    the keyword that says the same in the other language, or empty.
    """

    name: str
    slug: str
    names: tuple[str, ...]
    counterpart: str


def keyword_facts(keyword: Keyword) -> KeywordFacts:
    """Return what may be changed of a keyword as it is stored; two queries."""
    others = keyword.aliases.exclude(name_key=keyword.name_key).order_by("name_key")
    partner = counterpart_of(keyword)
    return KeywordFacts(
        name=keyword.name,
        slug=keyword.slug,
        names=tuple(others.values_list("name", flat=True)),
        counterpart=partner.name if partner else "",
    )


def counterpart_of(keyword: Keyword) -> Keyword | None:
    """Return the keyword that says the same in the other language, whichever of them names it."""
    found: Keyword | None = Keyword.objects.filter(_paired_with(keyword)).first()
    return found


@transaction.atomic
def edit_keyword(
    keyword: Keyword, facts: KeywordFacts, *, actor: User, reason: str, base: int
) -> Event | None:
    """Change a keyword's names, address or counterpart; readers have it at once.

    Its former address leads to the new one, and its former name stays among those by which it is
    found, unless `facts` leave it out. `base` is the number of the newest event that its user saw,
    0 of none. Returns None where nothing had changed. Raises Stale when the keyword changed
    meanwhile, Refused for every other rule.
    """
    (keyword,) = _locked([keyword])
    _begin(keyword, Verb.EDIT_KEYWORD, actor, reason, base)
    before = keyword_facts(keyword)
    partner = _admitted_counterpart(keyword, facts.counterpart)
    after = _admitted(facts, partner)
    if after == before:
        return None
    touched = {keyword.pk, *(each.pk for each in (partner, counterpart_of(keyword)) if each)}
    names = {name_key(name): name for name in (after.name, *after.names)}
    _refuse_others_names(keyword, names)
    _set_slug(keyword, after.slug)
    keyword.name = after.name
    keyword.save()
    _set_names(keyword, names)
    if after.counterpart != before.counterpart:
        _pair(keyword, partner)
    changes = changed(asdict(before), asdict(after))
    event = record(keyword, Verb.EDIT_KEYWORD, actor=actor, reason=reason.strip(), data=changes)
    announce([*sorted(f"k-{pk}" for pk in touched), "search"])
    return event


@transaction.atomic
def merge_keyword(keyword: Keyword, into: Keyword, *, actor: User, reason: str, base: int) -> Event:
    """Let another keyword of the language take over a keyword: articles, names and addresses.

    Nothing brings it apart again. Articles under work keep what they say and name the other one
    from their next publication on. Raises Stale and Refused as `edit_keyword`.
    """
    if keyword.pk == into.pk:
        raise Refused(_("A keyword can't be merged into itself."), rule="itself")
    keyword, into = _locked([keyword, into])
    _begin(keyword, Verb.MERGE_KEYWORD, actor, reason, base)
    if keyword.language != into.language:
        raise Refused(_("Only keywords of one language can be merged."), rule="language")
    if into.merged_into_id is not None:
        raise Refused(_("That keyword has been merged itself."), rule="merged")
    partner, kept_partner = counterpart_of(keyword), counterpart_of(into)
    moved = _move_uses(keyword, into)
    names = list(keyword.aliases.order_by("name_key").values_list("name", flat=True))
    keyword.aliases.update(keyword=into)
    keyword.former_slugs.update(keyword=into)
    keyword.merged.update(merged_into=into)
    _pair(keyword, None)
    keyword.merged_into = into
    keyword.save()
    FormerSlug.objects.create(keyword=into, language=into.language, slug=keyword.slug)
    if partner and not kept_partner:
        _pair(into, partner)
    event = record(
        keyword,
        Verb.MERGE_KEYWORD,
        actor=actor,
        reason=reason.strip(),
        data={"into": into.pk, "name": into.name, "articles": moved, "names": names},
    )
    touched = {each.pk for each in (keyword, into, partner) if each}
    announce([*sorted(f"k-{pk}" for pk in touched), "search"])
    return event


def _locked(keywords: Iterable[Keyword]) -> list[Keyword]:
    """Return them as they are stored, locked in one order whoever asks, in the order given."""
    keys = [each.pk for each in keywords]
    rows = Keyword.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    stored = {row.pk: row for row in rows}
    return [stored[key] for key in keys]


def _begin(keyword: Keyword, verb: Verb, actor: User, reason: str, base: int) -> None:
    begin_on_site(actor, verb, keyword, reason=reason, base=base)
    if keyword.merged_into_id is not None:
        raise Refused(_("This keyword has been merged into another one."), rule="merged")


def _admitted(facts: KeywordFacts, partner: Keyword | None) -> KeywordFacts:
    """Return the facts as they are stored; raise Refused for what can't be."""
    name, slug = " ".join(facts.name.split()), facts.slug.strip()
    if not name_key(name):
        raise Refused(_("A keyword needs a name."), rule="name")
    if not slug or slug != slug_of(slug) or len(slug) > MAX_SLUG:
        raise Refused(
            _("A short name has small letters, digits, and single hyphens between them."),
            rule="slug",
        )
    others = {name_key(each): " ".join(each.split()) for each in facts.names if name_key(each)}
    others.pop(name_key(name), None)
    if len(others) > MOST_NAMES:
        raise Refused(
            _("A keyword is found by at most %(most)s other names.") % {"most": MOST_NAMES},
            rule="too-many",
        )
    refuse_long_names([name, *others.values()])
    if any(UNSTORABLE.search(each) for each in (name, *others.values())):
        raise Refused(_("A name holds a character that can't be stored."), rule="unstorable")
    names = tuple(others[key] for key in sorted(others))
    return KeywordFacts(name, slug, names, partner.name if partner else "")


def _admitted_counterpart(keyword: Keyword, name: str) -> Keyword | None:
    """Return the keyword of this name in the other language, None for no name."""
    if not name_key(name):
        return None
    language = Language.ZH if keyword.language == Language.EN else Language.EN
    aliases = KeywordAlias.objects.filter(language=language, name_key=name_key(name))
    found = aliases.select_related("keyword").first()
    if found is None:
        raise Refused(
            _("The other language has no keyword “%(name)s”.") % {"name": name.strip()},
            rule="counterpart",
        )
    partner: Keyword = found.keyword
    its_own = counterpart_of(partner)
    if its_own and its_own.pk != keyword.pk:
        raise Refused(
            _("“%(name)s” is the counterpart of “%(other)s”: take it away there first.")
            % {"name": partner.name, "other": its_own.name},
            rule="counterpart",
        )
    return partner


def _set_slug(keyword: Keyword, slug: str) -> None:
    """Give a keyword another address; the one that it had goes on leading to it."""
    if slug == keyword.slug:
        return
    language = keyword.language
    others = Keyword.objects.filter(language=language, slug=slug, merged_into=None)
    former = FormerSlug.objects.filter(language=language, slug=slug)
    if others.exclude(pk=keyword.pk).exists() or former.exclude(keyword=keyword).exists():
        raise Refused(_("Another keyword has this short name, or had it."), rule="taken")
    former.delete()
    FormerSlug.objects.create(keyword=keyword, language=language, slug=keyword.slug)
    keyword.slug = slug


def _refuse_others_names(keyword: Keyword, names: Mapping[str, str]) -> None:
    taken = KeywordAlias.objects.filter(language=keyword.language, name_key__in=names)
    for alias in taken.exclude(keyword=keyword).select_related("keyword"):
        raise Refused(
            _("“%(name)s” leads to the keyword “%(other)s”: merge the two, or take it away there.")
            % {"name": alias.name, "other": alias.keyword.name},
            rule="taken",
        )


def _set_names(keyword: Keyword, names: Mapping[str, str]) -> None:
    """Let a keyword be found by these names, by their keys, and no other."""
    keyword.aliases.exclude(name_key__in=names).delete()
    known = {alias.name_key: alias for alias in keyword.aliases.all()}
    for key, name in names.items():
        alias = known.get(key) or KeywordAlias(keyword=keyword, language=keyword.language)
        if alias.name != name:
            alias.name = name
            alias.save()


def _paired_with(keyword: Keyword) -> Q:
    return Q(counterpart=keyword) | Q(counterpart_of=keyword)


def _pair(keyword: Keyword, partner: Keyword | None) -> None:
    """Make two keywords each other's counterparts, or a keyword nobody's."""
    Keyword.objects.filter(Q(pk=keyword.pk) | Q(counterpart=keyword)).update(counterpart=None)
    Keyword.objects.filter(pk=keyword.pk).update(counterpart=partner)
    keyword.counterpart = partner


def _move_uses(keyword: Keyword, into: Keyword) -> int:
    """Let the rows of articles carry the other keyword, each once; return how many did this one."""
    uses = KeywordUse.objects.filter(tag=keyword)
    moved = uses.count()
    both = KeywordUse.objects.filter(tag=into).values("content_object")
    uses.filter(content_object__in=both).delete()
    uses.update(tag=into)
    return moved
