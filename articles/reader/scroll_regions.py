"""Tables and code that may be wider than a phone: each scrolls by itself, by keyboard too."""

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.text.tags import Token, read_tokens

_WIDE = ("table", "pre")


def with_scroll_regions(html: str) -> str:
    """Return clean HTML with every table and `pre` in a region that can be scrolled.

    A region is named by its number, since no two may have one name, and by the table's caption.
    What stands inside of another table scrolls with that one.
    """
    if not any(f"<{name}" in html for name in _WIDE):
        return html
    writer = _Writer()
    for token in read_tokens(html):
        writer.write(token)
    return "".join(writer.output)


class _Writer:
    def __init__(self) -> None:
        self.output: list[str] = []
        self._numbers = dict.fromkeys(_WIDE, 0)
        self._depth = 0  # of tables and `pre` inside one another
        self._start = 0  # where the outermost one's region begins in the output

    def write(self, token: Token) -> None:
        is_wide = token.name in _WIDE
        if is_wide and not token.is_end:
            self._depth += 1
            if self._depth == 1:
                self._open(token.name)
        if token.name == "caption" and not token.is_end and self._depth == 1:
            self._name_by_caption()
        else:
            self.output.append(token.source)
        if is_wide and token.is_end:
            self._depth -= 1
            if not self._depth:
                self.output.append("</section>")

    def _open(self, name: str) -> None:
        self._numbers[name] += 1
        number = {"number": self._numbers[name]}
        label = _("Table %(number)s") if name == "table" else _("Fixed-width text %(number)s")
        self._start = len(self.output)
        self.output.append(
            f'<section class="scroll" tabindex="0" aria-label="{escape(label % number)}">'
        )

    def _name_by_caption(self) -> None:
        table = f"table-{self._numbers['table']}"
        region = self.output[self._start]
        # The region is named by itself, that is by its number, and by the caption.
        names = f' id="{table}" aria-labelledby="{table} {table}-caption">'
        self.output[self._start] = region.removesuffix(">") + names
        self.output.append(f'<caption id="{table}-caption">')
