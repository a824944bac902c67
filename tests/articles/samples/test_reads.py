"""A new house has lists of what is read most."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now

from articles.models import MostRead, ReadCount, Window
from articles.reader.most_read import rank
from articles.samples.lay import lay_samples


@pytest.mark.django_db
def test_samples_fill_the_lists_once(sign_ins: Path) -> None:
    at = now()
    lay_samples(at=at, sign_ins=sign_ins)
    laid = list(ReadCount.objects.values())

    lay_samples(at=at + timedelta(hours=5), sign_ins=sign_ins)
    rank(at)

    assert list(ReadCount.objects.values()) == laid
    for language in ("zh", "en"):
        for window in Window:
            assert MostRead.objects.filter(language=language, window=window).count() >= 8
