"""The translation files, made and checked without GNU gettext.

Python sources are read by Babel. Templates are first turned into Python by Django's own
`templatize`, as `makemessages` does it. Nothing in the files depends on the day, the machine
or on line numbers, so they change only when the words do.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tools.environment import ROOT

LANGUAGES = ("zh_Hans", "en")
PLURALS = {"zh_Hans": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}

SOURCES = ("accounts/**/*.py", "articles/**/*.py", "seetao/**/*.py")
TEMPLATES = ("templates/**/*.html", "templates/**/*.txt", "templates/**/*.xml")

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_now": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}

ALIKE = frozenset({" ", "Seetao", "RSS", "Atom", "JSON", "HTML", "SEO", "%(name)s"})
"""Texts that may read the same in both languages."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class StableCatalog(Catalog):
    """A catalogue whose header holds neither dates nor versions."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return what gettext needs to read the file, and no more."""
        language = str(self.locale_identifier)
        return [
            ("Language", language),
            ("Plural-Forms", PLURALS[language]),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


Text = str | tuple[str, ...]
Key = tuple[str | None, Text]


def extracted(root: Path = ROOT) -> dict[Key, set[str]]:
    """Return every text of the sources, by context and msgid, with the files that hold it."""
    found: dict[Key, set[str]] = {}
    for path, source in _sources(root):
        name = path.relative_to(root).as_posix()
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and message != "":
                found.setdefault((context, message), set()).add(name)
    return found


def _sources(root: Path) -> Iterator[tuple[Path, str]]:
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
    for pattern in TEMPLATES:
        for path in sorted(root.glob(pattern)):
            python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # What was indented HTML would be indentation errors.
            yield path, "\n".join(line.lstrip() for line in python.splitlines())


def po_path(language: str, root: Path = ROOT) -> Path:
    """Return where a language's editable file stands; the compiled one stands beside it."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str, root: Path = ROOT) -> StableCatalog:
    """Return a language's catalogue as it stands; empty where there is none yet."""
    catalogue = StableCatalog(locale=language, header_comment="", fuzzy=False)
    path = po_path(language, root)
    if path.exists():
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    _put(catalogue, message, message.string, ())
    return catalogue


def _put(catalogue: Catalog, message: Message, string: Any, files: Iterable[str]) -> None:
    # Babel wants line numbers here, and leaves them out when it writes.
    catalogue.add(
        message.id,
        string,
        [(name, 0) for name in files],
        flags=message.flags,
        user_comments=message.user_comments,
        context=message.context,
    )


def update(root: Path = ROOT) -> int:
    """Bring the files in step with the sources, keep translations, compile; say what is empty."""
    texts = extracted(root)
    for language in LANGUAGES:
        before = read(language, root)
        after = StableCatalog(locale=language, header_comment="", fuzzy=False)
        for context, msgid in sorted(texts, key=_order):
            known = before.get(msgid, context)
            translated: Any = known.string if known else ""
            if language == "en" and not _complete(translated):
                translated = msgid
            message = Message(msgid, context=context)
            if known:
                message.user_comments = known.user_comments
            _put(after, message, translated, sorted(texts[context, msgid]))
        path = po_path(language, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_po(after))
        path.with_suffix(".mo").write_bytes(_mo(after))
        if empty := sum(not _complete(message.string) for message in after if message.id):
            print(f"{path.relative_to(root)}: {empty} texts to translate")
    return 0


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield what is wrong with the catalogues, one sentence each."""
    texts = extracted(root)
    catalogues = {language: read(language, root) for language in LANGUAGES}
    for language, catalogue in catalogues.items():
        name = po_path(language, root).relative_to(root)
        keys = {(message.context, _text(message.id)) for message in catalogue if message.id}
        for key in sorted(texts.keys() - keys, key=_order):
            yield f"{name} lacks {key[1]!r} of {min(texts[key])}"
        for key in sorted(keys - texts.keys(), key=_order):
            yield f"{name} holds {key[1]!r}, which no source says any more"
        for message in catalogue:
            if message.id:
                yield from (f"{name}: {fault}" for fault in _faults(message))
        compiled = po_path(language, root).with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != _mo(catalogue):
            yield f"{compiled.relative_to(root)} is not what {name} compiles to"
    yield from _alike(catalogues)


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"{message.id!r} is marked fuzzy"
    if not _complete(message.string):
        yield f"{message.id!r} is not translated"
        return
    allowed = set(PLACEHOLDER.findall(" ".join(_forms(message.id))))
    for form in _forms(message.string):
        held = set(PLACEHOLDER.findall(form))
        # One form of a plural may leave the number out: "one page".
        if held - allowed or (allowed - held and not message.pluralizable):
            yield f"{message.id!r} and {form!r} differ in their placeholders"


def _alike(catalogues: dict[str, StableCatalog]) -> Iterator[str]:
    chinese, english = (catalogues[language] for language in LANGUAGES)
    for message in chinese:
        other = english.get(message.id, message.context) if message.id else None
        same = other and _forms(other.string)[-1] == _forms(message.string)[-1] != ""
        if same and message.id not in ALIKE:
            yield f"{message.id!r} reads the same in Chinese and English"


def _text(msgid: Any) -> Text:
    return msgid if isinstance(msgid, str) else tuple(msgid)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def _complete(text: object) -> bool:
    return all(_forms(text))


def _order(key: Key) -> tuple[tuple[str, ...], str]:
    context, msgid = key
    return _forms(msgid), context or ""


def _po(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, include_lineno=False)
    return buffer.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(words: Sequence[str]) -> int:
    """Update or check the catalogues; return the exit status."""
    if [*words] == ["update"]:
        return update()
    found = [*problems()]
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
