"""Files under names made of their own bytes: writing one again changes nothing."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import Storage


def store(storage: Storage, name: str, content: bytes) -> str:
    """Put the bytes under their own name, where they may lie already."""
    if storage.exists(name):
        if storage.size(name) == len(content):
            return name
        storage.delete(name)  # what a crash left half-written
    saved: str = storage.save(name, ContentFile(content))
    if saved != name:
        # Another process that stores the same bytes took the name since we looked.
        storage.delete(saved)
    return name
