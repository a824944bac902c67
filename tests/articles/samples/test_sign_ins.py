"""The file of sign-ins: for its owner alone, and never without a password that still works."""

from pathlib import Path

from articles.samples.people import SignIn
from articles.samples.sign_ins import write_sign_ins


def test_a_line_has_role_address_and_password(tmp_path: Path) -> None:
    path = tmp_path / "var" / "sign-ins.txt"

    write_sign_ins(path, [SignIn("chief", "liu@example.org", "secret")])

    assert path.read_text(encoding="utf-8").split() == ["chief", "liu@example.org", "secret"]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "sign-ins.txt"
    path.write_text("old\n")
    path.chmod(0o644)

    write_sign_ins(path, [SignIn("chief", "liu@example.org", "secret")])

    assert path.stat().st_mode & 0o777 == 0o600


def test_accounts_made_anew_replace_their_lines_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "sign-ins.txt"
    write_sign_ins(
        path, [SignIn("chief", "a@example.org", "1"), SignIn("editor", "b@example.org", "2")]
    )

    write_sign_ins(path, [SignIn("chief", "a@example.org", "3")])

    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(lines) == [["chief", "a@example.org", "3"], ["editor", "b@example.org", "2"]]


def test_without_new_accounts_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "sign-ins.txt"

    write_sign_ins(path, [])

    assert not path.exists()
