"""The line under the title: where the article comes from, and when it was published."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from django.utils.translation import gettext as _

from articles.exchange.blocks import one_line
from articles.exchange.furniture import is_menu, is_site_name
from articles.exchange.reading_label import without_reading_label
from articles.exchange.refusal import PageRefused, quoted

_LONGEST = 200  # characters; a longer line is a sentence

_MOMENT = re.compile(
    r"""
    (?<![\d.])
    (?P<year>\d{4})\s*(?P<sign>[-/.]|年)\s*(?P<month>\d{1,2})\s*(?:[-/.]|月)\s*(?P<day>\d{1,2})\s*日?
    (?:
        [T,\s]*(?:星期.|周[一二三四五六日])?\s*(?P<half>上午|下午|[ap]\.?m\.?)?\s*
        (?P<hour>\d{1,2})\s*(?::|时|点)\s*(?P<minute>\d{2})
        (?:\s*(?::|分)\s*(?P<second>\d{2})(?:\.\d+)?\s*秒?)?\s*分?
        (?:\s*(?P<half_after>[ap]\.?m\.?)(?![a-z]))?
        (?:\s*(?P<offset>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2})(?!\d))?
    )?
    (?![\d])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NAMED_MONTH = re.compile(
    rf"\b(?P<name>{_MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b,?"
    rf"|\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<middle>{_MONTH_NAME}),?\s+(?P<last>\d{{4}})\b,?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LABELS = {
    "source": r"source|from|(?:文章|信息|新闻|稿件)?来源|来自|出处",
    "time": r"(?:publish(?:ed|ing)?|post(?:ed)?|release)?\s*(?:time|date)"
    r"|(?:published|posted)(?:\s+(?:on|at))?"
    r"|(?:发[布表]|发稿|刊发|上传)?(?:时间|日期)|发[布表]于?",
    "changed": r"(?:last\s+)?(?:updated?|modified)(?:\s+(?:on|at|time))?"
    r"|(?:最[后近]|最新)?(?:更新|修改)(?:时间|日期|于)?",
    "person": r"author|by|reporter|(?:column\s+|responsible\s+)?editor"
    r"|作者|记者|(?:责任|栏目)?编辑|责编",
    "count": r"views?|hits|reads?|page\s*views|comments?"
    r"|浏览(?:量|次数)?|阅读(?:量|数|次数)?|点击(?:量|数|次数)?|人气|评论(?:数)?",
}
_LABEL = re.compile(
    "(?:(?<![^\\W_])|(?<=[\u4e00-\u9fff]))(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    # Without a colon only right before a date, or after a Chinese label and a space.
    + r")(?:\s*:\s*|(?<=[\u4e00-\u9fff])\s+|\s*(?=[\x1f\d]))",
    re.IGNORECASE,
)
_AROUND = " \t|/·•-–—_,;()[]【】"
_SENTENCE = re.compile(r"[。！？!?；;，：:]|[.,](?:\s|$)")
_BROKEN_OFF = re.compile(
    r"(?:\b(?:a|an|and|at|by|for|from|in|is|of|on|since|the|to|until|was|were|with)|[于在至从自到是了])$",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)  # no page of a news site is older, or so far ahead
_MOST_WORDS = 8
_MOST_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class DateLine:
    """What such a line says. `persons` is what it says about authors and editors, as printed."""

    published_at: datetime
    has_time: bool
    is_labelled: bool
    source: str
    persons: str
    minutes: int | None


def read_date_line(text: str, zone: tzinfo) -> DateLine | None:
    """Return what a line with source and date says, None for a line that is no such line.

    Times are in `zone` unless the line gives an offset. A line without a time of day counts from
    midnight. Raises PageRefused for an impossible date, and for two dates of publication.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    line = one_line(unicodedata.normalize("NFKC", text))
    line, minutes = without_reading_label(_with_numbers(line))
    moments = [m for m in _MOMENT.finditer(line) if not _is_of_a_change(line, m.start())]
    if not moments:
        return None
    fields = _fields(line)
    if fields is None:
        return None
    if len(moments) > 1:
        raise PageRefused(_("two date lines: “%(line)s” names two dates") % {"line": quoted(text)})
    source, persons, is_labelled = fields
    return DateLine(
        _moment(moments[0], zone, text),
        moments[0]["hour"] is not None,
        is_labelled,
        source,
        persons if persons in text else persons.replace(":", "："),
        minutes,
    )


def _with_numbers(line: str) -> str:
    """Return a line with "April 1, 2024" and "1 April 2024" written as 2024-4-1."""
    return _NAMED_MONTH.sub(
        lambda m: (
            f"{m['year'] or m['last']}-{_MONTHS.index((m['name'] or m['middle'])[:3].lower()) + 1}"
            f"-{m['day'] or m['first']}"
        ),
        line,
    )


def read_source_line(text: str) -> str | None:
    """Return the source of a line that says nothing else ("Source: Seetao"), else None."""
    if len(text) > _LONGEST:
        return None
    line = one_line(unicodedata.normalize("NFKC", text))
    match = _LABEL.match(line)
    if match is None or match.lastgroup != "source":
        return None
    source = line[match.end() :].strip(_AROUND)
    return source if is_name(source) else None


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a source: short, no sentence, no broken-off clause."""
    words = text.split()
    return (
        bool(words)
        and len(words) <= _MOST_WORDS
        and len(text) <= _MOST_CHARACTERS
        and not _SENTENCE.search(text)
        and not _BROKEN_OFF.search(text)
    )


def _is_of_a_change(line: str, start: int) -> bool:
    """Say whether the date at `start` is labelled as the one of a later change."""
    labels = [match for match in _LABEL.finditer(line, 0, start) if match.end() == start]
    return bool(labels) and labels[-1].lastgroup == "changed"


def _fields(line: str) -> tuple[str, str, bool] | None:
    """Return source, persons and whether a label names the date; None where words are left over."""
    bare = _MOMENT.sub("\x1f", line)
    matches = list(_LABEL.finditer(bare))
    free = bare[: matches[0].start()] if matches else bare
    if free and matches and free[-1] not in _AROUND + "\x1f" and matches[0].lastgroup != "source":
        return None  # "开工时间：…" is one word, not a source and a label
    source = ""
    persons = []
    is_labelled = False
    loose = _parts(free)
    ends = [*(match.start() for match in matches[1:]), len(bare)]
    for match, end in zip(matches, ends, strict=False):
        value = bare[match.end() : end]
        if match.lastgroup == "source":
            values = _parts(value)
            source = source or (values[0] if values else "")
            loose += values[1:]
        elif match.lastgroup == "person":
            values = _parts(value)
            if values:
                persons.append(match.group() + values[0])
            loose += values[1:]
        elif match.lastgroup == "count":
            continue
        else:
            is_labelled = is_labelled or match.lastgroup == "time"
            loose += _parts(value)
    loose = [part for part in loose if is_site_name(part) or not is_menu(part)]
    if len(loose) > 1 or (loose and source):
        return None
    if loose:
        source = loose[0]
        if not is_name(source):
            return None
    elif source and len(source) > _MOST_CHARACTERS * 2:
        return None
    return source, " ".join(persons), is_labelled


def _parts(text: str) -> list[str]:
    parts = (part.strip(_AROUND) for part in re.split(r"\x1f|\s*[|｜]\s*", text))
    return [part for part in parts if part]


def _moment(match: re.Match[str], zone: tzinfo, text: str) -> datetime:
    hour = int(match["hour"] or 0)
    half = (match["half"] or match["half_after"] or "").lower().replace(".", "")
    if half in ("pm", "下午") and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    try:
        if int(match["year"]) not in _YEARS:
            raise ValueError(match["year"])
        return datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            hour,
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=_offset(match["offset"]) or zone,
        ).astimezone(zone)
    except (ValueError, OverflowError):
        raise PageRefused(
            _("impossible date: there is no “%(date)s”") % {"date": quoted(match.group())}
        ) from None


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = re.search(r"([+-])(\d{2}):?(\d{2})", text)
    if match is None:
        return UTC
    away = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(away if match[1] == "+" else -away)
