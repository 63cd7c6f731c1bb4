"""Rules for the body, and for residue in headers. Every sample is written for these tests."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from support.findings import BODY, HEADER, Marked, codes, marked, news_text
from support.paths import SHARED, TESTS

import newsparse
from newsparse import Settings
from newsparse.checks.mojibake import mojibake_in

SAMPLES = json.loads((TESTS / "checks/residue.json").read_text(encoding="utf-8"))
CORPUS = SHARED / "corpus"
RESIDUE = ("N015", "N315", "N316", "N317", "N318")


def residue(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of the residue that `check` finds."""
    return [(code, line, column) for code, line, column, _ in marked(text) if code in RESIDUE]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A line  \n" + BODY, [("N312", 6, 7, 9)]),
        ('He said "no and left.\n' + BODY, [("N313", 6, 9, 10)]),
        # Each paragraph of a quotation is opened, the last one closed.
        (f'"{BODY}"{BODY}"{BODY[:-1]}"\n', []),
        ("The 6'2\" forward and the 5' 11\" guard left.\n" + BODY, []),
        ("„Wir bedauern das“, sagte der Sprecher.\n" + BODY, []),
        ("Name    Score   Team\nA    3   B\n" + BODY, []),  # columns
        ("One  two three  four.\n" + BODY, [("N311", 6, 4, 6), ("N311", 6, 15, 17)]),
        ("Short.\n", [("N314", 5, 6, 7)]),
        ("渡轮在中午离开了港口，" * 10 + "\n", []),
        ("", [("N105", 5, 6, 7)]),
        (BODY + "An expert fromthe harbour.\n", [("N309", 7, 15, 16)]),
    ],
)
def test_findings_in_a_body(body: str, expected: list[Marked]) -> None:
    assert marked(news_text(body=body).encode()) == expected


@pytest.mark.parametrize(("words", "expected"), [(0, []), (500, ["N314"])])
def test_a_setting_determines_which_body_is_short(words: int, expected: list[str]) -> None:
    assert codes(news_text(), Settings(min_words=words)) == expected


# Two spaces replace a full stop, and the sentence before is short, or begins and ends unusually.
LOST_STOPS = [
    "It rained all week  The meeting was moved.\n",
    "They left early  Prices rose again.\n",
    "He met Reed  “We left,” he said.\n",
    "Llovió toda la semana  Él dijo que no.\n",
    "The bridge opened in 2021  The United Nations paid.\n",
    f"The boats left the quay{' ' * 60}Nobody came back.\n",
]


@pytest.mark.parametrize("line", LOST_STOPS)
def test_spaces_that_may_replace_a_full_stop_are_reported_and_not_collapsed(line: str) -> None:
    text = news_text(body=line + BODY)
    assert [(x.code, x.fix) for x in newsparse.check(text)] == [("N310", "unsafe")]
    assert not newsparse.fix(text).changed
    assert newsparse.fix(text, unsafe_fixes=True).after.count("\n") == text.count("\n") + 1


@pytest.mark.parametrize(
    "line", ["They met the  Harbour Board.\n", "One  two Three.\n", "It is over.  The boats left.\n", "(a)  two\n"]
)
def test_spaces_inside_a_sentence_are_collapsed(line: str) -> None:
    assert newsparse.fix(news_text(body=line + BODY)).after == news_text(body=line.replace("  ", " ") + BODY)


def test_boilerplate_is_found_in_the_body() -> None:
    lines = SAMPLES["lines"]
    assert lines
    assert [x for x in lines if ("N317", 7, 1) not in residue(news_text(body=f"{BODY}{x}\n{BODY}"))] == []


def test_prose_is_not_residue() -> None:
    lines = SAMPLES["prose"]
    assert lines
    assert [line for line in lines if residue(news_text(body=line + "\n" + BODY))] == []


def test_pages_without_an_article_are_found_at_their_titles() -> None:
    def is_found(title: str, body: str) -> bool:
        text = news_text(HEADER.replace("Ferry returns", title), body) if title else body
        return ("N318", *((2, 8) if title else (1, 1))) in residue(text)

    assert SAMPLES["pages"]
    assert [page for page in SAMPLES["pages"] if not is_found(*page)] == []


def test_mojibake_is_found_in_the_body() -> None:
    def is_found(text: str) -> bool:
        (found,) = mojibake_in(text)
        return ("N015", 6, 1 + found.start) in residue(news_text(body=f"{text}\n{BODY}"))

    assert SAMPLES["mojibake"]
    assert [text for text, _ in SAMPLES["mojibake"] if not is_found(text)] == []


def test_residue_is_found_in_values() -> None:
    header = (
        HEADER.replace("Ferry returns", "The <b>ferry</b>").replace("TRANSPORT", "R&amp;D").replace("Maur", "MÃ¼ller")
    )
    header += "Author title: Subscribe to our newsletter\n"
    expected = [("N315", 2, 12), ("N316", 3, 14), ("N015", 4, 15), ("N317", 5, 15)]
    assert residue(news_text(header)) == expected


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
def test_markup_is_reported_once_in_a_line(line: str, code: str, column: int) -> None:
    assert residue(news_text(body=f"{BODY}{line}\n{BODY}")) == [(code, 7, column)]


def test_residue_is_reported_and_not_changed() -> None:
    text = news_text(body=BODY + "<p>Itâ€™s &amp; over</p>\nRead more: Ferry returns\n")
    assert {x.fix for x in newsparse.check(text) if x.code in RESIDUE} == {"no"}
    assert not newsparse.fix(text, unsafe_fixes=True).changed


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
def test_edited_news_has_hardly_any_residue() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((CORPUS / "clean").glob("*.txt"))}
    for path in sorted((CORPUS / "publishers").glob("*.jsonl")):
        records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        texts.update((record["id"], record["text"]) for record in records if "text" in record)
    counts = Counter(code for text in texts.values() for code in {code for code, _, _ in residue(text)})
    assert len(texts) > 3000
    # Reviewed one by one: 43 articles with boilerplate and 121 with character references, all of them residue.
    assert counts["N015"] + counts["N315"] + counts["N318"] <= len(texts) / 1000
    assert counts["N317"] <= 46
    assert counts["N316"] <= 125
