"""Laying the samples: all of them in one transaction, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from articles.models import Column
from articles.samples.captured import publish_captured_page
from articles.samples.columns import make_columns
from articles.samples.front import fill_front
from articles.samples.pages import write_pages
from articles.samples.people import People, make_people
from articles.samples.reads import write_reads
from articles.samples.sign_ins import write_sign_ins
from articles.samples.stories import write_stories


@dataclass(frozen=True, slots=True)
class Laid:
    """The people and columns of the samples, and how many articles were written just now."""

    people: People
    columns: dict[str, Column]
    articles: int


@transaction.atomic
def lay_samples(*, at: datetime, sign_ins: Path) -> Laid:
    """Make what is missing of the samples; what is there stays as people made it.

    `at` is the moment of the bulk writer's events; passwords go to the file `sign_ins`. Raises
    SamplesRefused or Refused, and leaves nothing behind, when the samples do not fit in.
    """
    people = make_people()
    columns = make_columns(people)
    articles = write_stories(people, columns, at=at)
    articles += publish_captured_page(people, columns)
    write_pages(people)
    fill_front(people)
    write_reads(at)
    # Before the commit: an account whose password nobody can read would be worse than none.
    write_sign_ins(sign_ins, people.made)
    return Laid(people, columns, articles)
