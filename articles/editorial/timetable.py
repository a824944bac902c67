"""The timetable: what any verb does to a scheduled change that it makes pointless."""

from __future__ import annotations

from datetime import datetime

from articles.models import Article, Revision, Schedule


def cancel(article: Article, *, of: Revision | None = None) -> dict[str, object] | None:
    """Delete the article's schedule, and return what it was for the event of the verb.

    None, and nothing deleted, where there is none, or where it is for another revision than `of`.
    """
    found = Schedule.objects.filter(article=article).select_related("revision").first()
    if found is None or (of is not None and found.revision_id != of.pk):
        return None
    found.delete()
    return {"revision": found.revision.number, "at": found.at, "parked": found.error}


def park(article: Article, error: str, at: datetime) -> None:
    """Hold a schedule that can't be applied, with the reason, until somebody decides."""
    Schedule.objects.filter(article=article, parked_at=None).update(parked_at=at, error=error)
