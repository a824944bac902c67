"""The pictures of the samples: drawn, taken in like any upload, and put in their places."""

from __future__ import annotations

from articles.content import Figure
from articles.media.intake import take_in
from articles.models import Image
from articles.samples.data_files import read_data
from articles.samples.drawings import drawn


class Pictures:
    """Draws each picture when it is needed first."""

    def __init__(self, credits: dict[str, str]) -> None:
        self._facts = read_data("pictures")
        self._credits = credits
        self._images: dict[str, Image] = {}

    def figure(self, name: str, language: str) -> Figure:
        """Return a picture in its place, with its words in `zh` or `en`."""
        facts = self._facts[name]
        image = self._image(name)
        return Figure(
            image=image.pk,
            alt=facts["alt"][language],
            caption=facts["caption"][language],
            credit=self._credits[language],
            focal_x=image.focal_x,
            focal_y=image.focal_y,
        )

    def _image(self, name: str) -> Image:
        if name not in self._images:
            facts = self._facts[name]
            self._images[name] = take_in(
                drawn(name),
                alt_zh=facts["alt"]["zh"],
                alt_en=facts["alt"]["en"],
                caption_zh=facts["caption"]["zh"],
                caption_en=facts["caption"]["en"],
                credit=f"{self._credits['zh']} / {self._credits['en']}",
            )
        return self._images[name]
