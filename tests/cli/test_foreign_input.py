"""Commands report an input in another format and never change it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import commands
from support.formats import FACTIVA, HTML, JEKYLL, JINA, LEXISNEXIS, NATIVE, PROQUEST

import newsparse
from newsparse import InputError, Settings
from newsparse.formats import detect


def test_check_reports_one_finding_that_can_be_ignored() -> None:
    (finding,) = newsparse.check(PROQUEST)
    assert (finding.code, finding.severity, finding.line, finding.fix, finding.record) == (
        "N014",
        "error",
        1,
        "no",
        None,
    )
    ignored = Settings(selections=(newsparse.Selection(ignore=("foreign-format",)),))
    assert newsparse.check(PROQUEST, settings=ignored) == ()
    with pytest.raises(InputError):
        newsparse.fix(PROQUEST, settings=ignored, unsafe_fixes=True)


def run(*command: str, text: str = "") -> tuple[int, str, str]:
    """Run a command line with `text` as standard input, and return its exit code, output and messages."""
    done = commands.run(*command, stdin=text.encode())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("text", [PROQUEST, LEXISNEXIS, FACTIVA, JINA, JEKYLL], ids=lambda text: text[:12])
def test_fix_reports_the_file_and_does_not_change_it(tmp_path: Path, text: str) -> None:
    path, native = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    native.write_text(NATIVE.replace("Title", "TITLE"))
    code, out, message = run("fix", "--write", "--unsafe-fixes", str(path), str(native))
    assert (code, out) == (1, "")
    assert f"{path}: looks like " in message
    assert path.read_bytes() == text.replace("\n", "\r\n").encode()
    assert native.read_text() == NATIVE


def test_fix_prints_standard_input_unchanged() -> None:
    code, out, message = run("fix", text=JEKYLL)
    assert (code, out) == (1, JEKYLL)
    assert message.startswith("newsparse: standard input: looks like text with front matter")
    assert run("fix", "--diff", text=JEKYLL)[1] == ""


def test_convert_gives_one_error_record(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(FACTIVA)
    (tmp_path / "in/b.txt").write_text(NATIVE)
    run("convert", str(tmp_path / "in"), "-o", str(tmp_path / "out.ndjson"))
    first, second = (tmp_path / "out.ndjson").read_text().splitlines()
    assert '"code":"N014"' in first
    assert '"title":"Ferry returns"' in second


def test_the_repair_command_leaves_other_formats_as_they_are(tmp_path: Path) -> None:
    texts = [
        JEKYLL,
        '["It left.The end",\r\n"b.C"]\r\n',
        "\ufeff" + HTML,
        "It left.The end.\n",
        NATIVE + "It left.The end.\n",
    ]
    paths = [tmp_path / f"{at}.txt" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
        code, out, message = run("repair", str(path))
        is_foreign = detect(text) is not None
        assert out == (text if is_foreign else text.replace("left.The", "left.\nThe"))
        assert (code, f"{path}: looks like " in message) == (int(is_foreign), is_foreign)
    code, out, message = run("repair", *map(str, paths[::3]))
    assert (code, out) == (1, f"{JEKYLL}It left.\nThe end.\n")
    assert message.count("looks like") == 1
    code, out, message = run("repair", text=JEKYLL)
    assert (code, out, message.startswith("newsparse: standard input: looks like")) == (1, JEKYLL, True)
