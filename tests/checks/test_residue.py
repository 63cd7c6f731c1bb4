"""What scrapers leave is found, and prose that mentions it is not. Every sample is written for these tests."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from support.paths import SHARED, TESTS

import newsparse
from newsparse.checks.mojibake import mojibake_in
from newsparse.checks.residue import is_boilerplate, is_page_without_article

DATA = json.loads((TESTS / "checks/residue.json").read_text(encoding="utf-8"))
CORPUS = SHARED / "corpus"
RESIDUE = ("N015", "N315", "N316", "N317", "N318")
HEADER = "Published Time: 2022-01-11\nTitle: Ferry returns\nCategory 1: TRANSPORT\nAuthor: Lena Maur\nText:\n"
BODY = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay that night.\n"


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each piece of residue that `check` finds."""
    return [(x.code, x.line, x.column) for x in newsparse.check(text) if x.code in RESIDUE]


@pytest.mark.parametrize("line", DATA["lines"])
def test_a_line_of_the_page_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)
    assert ("N317", 7, 1) in found(HEADER + BODY + line + "\n" + BODY)


@pytest.mark.parametrize("line", DATA["prose"])
def test_prose_is_no_residue(line: str) -> None:
    assert found(HEADER + line + "\n" + BODY) == []


@pytest.mark.parametrize(("title", "body"), DATA["pages"])
def test_a_page_without_an_article_is_an_error(title: str, body: str) -> None:
    assert is_page_without_article(title or None, body)
    text = (HEADER.replace("Ferry returns", title) if title else "") + body
    assert ("N318", *((2, 8) if title else (1, 1))) in found(text)


@pytest.mark.parametrize(("title", "body"), DATA["articles"])
def test_an_article_about_pages_is_none(title: str, body: str) -> None:
    assert not is_page_without_article(title, body)
    assert not is_page_without_article(None, f"{title}\n{body}")


def test_a_page_phrase_in_a_long_article_is_none() -> None:
    assert not is_page_without_article("Access denied", "Access denied\n" + BODY * 8)


@pytest.mark.parametrize(("text", "meant"), DATA["mojibake"])
def test_mojibake_is_found_with_what_it_stands_for(text: str, meant: str) -> None:
    (piece,) = mojibake_in(text)
    assert (text[piece.start : piece.stop], piece.meant) == (piece.printed, meant)
    assert ("N015", 6, 1 + piece.start) in found(f"{HEADER}{text}\n{BODY}")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1250", "cp1251", "mac_roman", "cp437"])
@pytest.mark.parametrize(
    "text", ["the café’s “old quay”", "São João é no dia 24", "Größe", "Łódź", "Αθήνα", "Москва", "東京都の港"]
)
def test_text_read_as_another_encoding_is_mojibake(codec: str, text: str) -> None:
    damaged = text.encode().decode(codec, "replace")
    assert list(mojibake_in(damaged))
    assert list(mojibake_in(text)) == []


def test_values_are_looked_at_like_the_body() -> None:
    header = (
        HEADER.replace("Ferry returns", "The <b>ferry</b>").replace("TRANSPORT", "R&amp;D").replace("Maur", "MÃ¼ller")
    )
    header = header.replace("Text:", "Author title: Subscribe to our newsletter\nText:")
    assert found(header + BODY) == [("N315", 2, 12), ("N316", 3, 14), ("N015", 4, 15), ("N317", 5, 15)]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("It left.<br/>It came.", "N315", 9),
        ("It left at noon.</P>", "N315", 17),
        ('See <a href="https://news.example.org/1" target=_blank>the list</a>.', "N315", 5),
        ("It left <!-- ad 2 --> at noon.", "N315", 9),
        ("It left&nbsp;at noon.", "N316", 8),
        ("It left&nbsp at noon.", "N316", 8),
        ("Reed &#38; Sons, and Reed &#x26; Co.", "N316", 6),
        ("Reed said: &ldquo;no&rdquo;.", "N316", 12),
    ],
)
def test_markup_is_found_once_in_a_line(line: str, code: str, column: int) -> None:
    assert found(f"{HEADER}{BODY}{line}\n{BODY}") == [(code, 7, column)]


def test_residue_is_reported_and_not_changed() -> None:
    text = HEADER + BODY + "<p>Itâ€™s &amp; over</p>\nRead more: Ferry returns\n"
    assert {x.fix for x in newsparse.check(text) if x.code in RESIDUE} == {"no"}
    assert not newsparse.fix(text, unsafe=True).changed


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
def test_edited_news_has_hardly_any_residue() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((CORPUS / "clean").glob("*.txt"))}
    for path in sorted((CORPUS / "publishers").glob("*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        texts.update((row["id"], row["text"]) for row in rows if "text" in row)
    counts = Counter(code for text in texts.values() for code in {code for code, _, _ in found(text)})
    assert len(texts) > 3000
    # Read one by one: 43 articles with lines of pages, 121 with character references, all of them residue.
    assert counts["N015"] + counts["N315"] + counts["N318"] <= len(texts) / 1000
    assert counts["N317"] <= 46
    assert counts["N316"] <= 125
