"""How faults of pages are told."""

from tools.pages.finding import MOST_FINDINGS, Finding, told


def test_a_fault_of_several_pages_is_one_line() -> None:
    pages = ("/a/", "/b/", "/c/")

    lines = told(Finding("one-h1", "none", "give it one", page) for page in pages)

    assert lines == ["/a/ (and 2 more): one-h1: none → give it one"]


def test_a_line_is_one_line_however_long_the_element() -> None:
    (line,) = told([Finding("rule", "a\nb " * 1_000, "advice", "/")])

    assert "\n" not in line
    assert len(line) < 500


def test_a_flood_of_faults_ends() -> None:
    lines = told(Finding("rule", f"{number:03}", "", "/") for number in range(100))

    assert len(lines) == MOST_FINDINGS + 1
    assert lines[-1] == "… and 60 faults more"
