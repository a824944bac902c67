"""In which forms a feed comes."""

from enum import StrEnum


class Form(StrEnum):
    """A form, by the last part of its address."""

    RSS = "rss.xml"
    ATOM = "atom.xml"
    JSON = "feed.json"

    @property
    def media_type(self) -> str:
        """How HTTP and link elements call it."""
        return _MEDIA_TYPES[self]

    @property
    def label(self) -> str:
        """How readers call it."""
        return _LABELS[self]


_MEDIA_TYPES = {
    Form.RSS: "application/rss+xml",
    Form.ATOM: "application/atom+xml",
    Form.JSON: "application/feed+json",
}
_LABELS = {Form.RSS: "RSS", Form.ATOM: "Atom", Form.JSON: "JSON Feed"}


class FormConverter:
    """The last part of a feed's address."""

    regex = r"rss\.xml|atom\.xml|feed\.json"

    def to_python(self, value: str) -> Form:
        """Return the form."""
        return Form(value)

    def to_url(self, value: Form) -> str:
        """Return it as it stands in the address."""
        return value.value
