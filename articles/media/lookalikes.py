"""Pictures that are in the library already, in another size or file."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from articles.media.likeness import MOST_DIFFERENT, differences, hash_of
from articles.models import Image
from articles.models.image import LIKENESS

MOST_SHOWN = 12


def lookalikes(image: Image) -> list[Image]:
    """Return the pictures that look like this one, the oldest first; one query.

    A picture in which nothing is brighter than anything else looks like no other.
    """
    parts = [getattr(image, name) for name in LIKENESS]
    if None in parts or not any(parts):
        return []
    shared = reduce(or_, (Q(**{name: getattr(image, name)}) for name in LIKENESS))
    hashed = hash_of(parts)
    near = [
        other
        for other in Image.objects.filter(shared, removed_at=None)
        .exclude(pk=image.pk)
        .order_by("pk")
        if differences(hashed, hash_of([getattr(other, name) for name in LIKENESS]))
        <= MOST_DIFFERENT
    ]
    return near[:MOST_SHOWN]
