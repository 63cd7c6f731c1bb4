"""What check finds, and that fix mends just that."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import newsparse
from newsparse import Settings
from newsparse.checks.source_file import layout

HEADER = "Published Time: 2022-01-11\nTitle: Ferry returns\nCategory 1: TRANSPORT\nAuthor: Lena Maur\n"
BODY = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay that night.\n"


def file(header: str = HEADER, body: str = BODY) -> str:
    return f"{header}Text:\n{body}"


def found(text: str | bytes, settings: Settings | None = None) -> list[tuple[str, int, int, int]]:
    """Codes and places: line, column, column behind what is meant."""
    findings = newsparse.check(text, settings=settings or Settings())
    return [(x.code, x.line, x.column, x.end_column) for x in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (file(), []),
        (file(HEADER.replace("Title:", "  TITLE :")), [("N108", 2, 1, 10)]),
        (file(HEADER.replace("Title:", "Title：")), [("N108", 2, 1, 7)]),
        (file(HEADER.replace("Category 1", "category_1")), [("N108", 3, 1, 12)]),
        (file(HEADER.replace("Category 1", "Categories")), []),
        (file(HEADER.replace("Author", "Authors")), []),
        (file(HEADER.replace("Title:", "Titel:")), [("N109", 2, 1, 7)]),
        # A slip after a title, where the line could be more of it
        (file(HEADER.replace("Category 1:", "Categroy 1:")), [("N109", 3, 1, 12)]),
        (file(HEADER + "Source: NP\n"), [("N107", 5, 1, 8)]),
        (file(HEADER + "Source:\n  NP\n  Desk : East\n"), [("N107", 5, 1, 8), ("N107", 7, 3, 9)]),
        (file("URL: a:b\n" + HEADER), [("N107", 1, 1, 5)]),
        (file(HEADER + "Title: Again\n"), [("N103", 5, 1, 7)]),  # is not unknown besides
        (file("Title: x y\nPublished Time: 2022\nCategory: A\nAuthor: B\n"), [("N110", 2, 17, 21)]),
        (file("Title: x y\n"), [("N209", 1, 1, 11)] * 3),
        ("Ferries.\n" * 30, [("N101", 1, 1, 9)]),  # asks for no fields where there is no header
        (file(HEADER.replace("2022-01-11", "n/a")), [("N208", 1, 17, 20)]),  # is not missing besides
        (file(HEADER.replace("Ferry returns", "FERRY RETURNS")), [("N212", 2, 8, 21)]),
        (file(HEADER.replace("Ferry returns", "FIFA: USA")), []),  # an abbreviation or two are no title in capitals
        (file(HEADER.replace("Ferry returns", "渡轮返回")), []),
        (file(body=BODY + "Ferry  Returns\n"), [("N213", 7, 1, 15), ("N311", 7, 6, 8)]),
        (file(body="A line  \n" + BODY), [("N312", 6, 7, 9)]),
        (file(body=BODY + " \u200b\n" + BODY), [("N312", 7, 1, 2), ("N006", 7, 2, 3)]),
        (file(body='He said "no and left.\n' + BODY), [("N313", 6, 9, 10)]),
        # Each paragraph of a quotation is opened, the last one closed.
        (file(body=f'"{BODY}"{BODY}"{BODY[:-1]}"\n'), []),
        (file(body="The 6'2\" forward and the 5' 11\" guard left.\n" + BODY), []),
        (file(body="„Wir bedauern das“, sagte der Sprecher.\n" + BODY), []),
        (file(body="Name    Score   Team\nA    3   B\n" + BODY), []),  # columns
        (file(body="One  two three  four.\n" + BODY), [("N311", 6, 4, 6), ("N311", 6, 15, 17)]),
        (
            file(HEADER.replace("TRANSPORT", "n/a; Category 2: SEA")),
            [("N208", 3, 13, 16)],
        ),
        (file(body="Short.\n"), [("N314", 5, 6, 7)]),
        (file(body="渡轮在中午离开了港口，" * 10 + "\n"), []),
        (file(body=""), [("N105", 5, 6, 7)]),
        (file(body=BODY + "An expert fromthe harbour.\n"), [("N309", 7, 15, 16)]),
        (file(body=BODY)[:-1], [("N009", 6, len(BODY), len(BODY) + 1)]),
        (file().replace("\n", "\r\n").replace("Maur\r\n", "Maur\n"), [("N008", 4, 18, 19)]),
        ("\ufeff" + file(), [("N007", 1, 1, 2)]),
        ("", [("N004", 1, 1, 2)]),
        (b"\xff\xff\xfd" * 50, [("N002", 1, 1, 2)]),
        (file() + file(HEADER.replace("2022-01-11", "2022-01-12")), [("N011", 11, 6, 7)]),
        (file() + file(body="A " + BODY), [("N010", 8, 8, 21)]),
    ],
)
def test_found(text: str | bytes, expected: list[tuple[str, int, int, int]]) -> None:
    assert found(text.encode() if isinstance(text, str) else text) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(required=("title",)), []),
        (Settings(required=("author_title",)), ["N209"]),
        (Settings(labels=("source",)), []),
        (Settings(categories=("Transport",)), []),
        (Settings(categories=("TRANSPROT", "SPORT")), ["N214"]),
        (Settings(longest_title=5), ["N211"]),
        (Settings(shortest_body=0), []),
        (Settings(shortest_body=500), ["N314"]),
        (Settings(today=date(2022, 1, 10)), []),  # it is the 11th somewhere
        (Settings(today=date(2022, 1, 9)), ["N210"]),
    ],
)
def test_what_is_asked_for(settings: Settings, expected: list[str]) -> None:
    text = file(HEADER + ("Source: NP\n" if settings.labels else ""))
    assert [x[0] for x in found(text, settings)] == expected


@pytest.mark.parametrize(
    ("time", "today", "expected"),
    [("2023", "2022-12-31", []),
     ("2023", "2022-12-30", ["N210"]), ("2024", "2022-12-30", ["N210"]), ("2022-12", "2022-11-29", ["N210"]),
     ("2022-12", "2022-11-30", []), ("2022-11-30T23:59Z", "2022-11-30", [])],
)  # fmt: skip
def test_the_future_begins_at_the_precision_of_the_time(time: str, today: str, expected: list[str]) -> None:
    text = file(HEADER.replace("2022-01-11", time))
    assert [x[0] for x in found(text, Settings(today=date.fromisoformat(today)))] == expected


def test_unsure_damage_is_a_warning_and_not_fixed() -> None:
    text = file(body=BODY + "We left a\nn hour later.\n")
    (finding,) = newsparse.check(text)
    assert (finding.code, finding.severity, finding.fix) == ("N308", "warning", "unsafe")
    assert not newsparse.fix(text).changed
    assert newsparse.fix(text, unsafe=True).changed


# Two spaces are all that is left of a full stop; the sentence before is short, or begins and ends in no usual way.
LOST_STOPS = [
    "It rained all week  The meeting was moved.\n",
    "They left early  Prices rose again.\n",
    "He met Reed  “We left,” he said.\n",
    "Llovió toda la semana  Él dijo que no.\n",
    "The bridge opened in 2021  The United Nations paid.\n",
    f"The boats left the quay{' ' * 60}Nobody came back.\n",
]


@pytest.mark.parametrize("line", LOST_STOPS)
def test_spaces_that_may_stand_for_a_full_stop_are_reported_and_not_collapsed(line: str) -> None:
    text = file(body=line + BODY)
    assert [(x.code, x.fix) for x in newsparse.check(text)] == [("N310", "unsafe")]
    assert not newsparse.fix(text).changed
    assert newsparse.fix(text, unsafe=True).after.count("\n") == text.count("\n") + 1


@pytest.mark.parametrize(
    "line", ["They met the  Harbour Board.\n", "One  two Three.\n", "It is over.  The boats left.\n", "(a)  two\n"]
)
def test_spaces_inside_a_sentence_are_collapsed(line: str) -> None:
    assert newsparse.fix(file(body=line + BODY)).after == file(body=line.replace("  ", " ") + BODY)


def test_text_that_no_encoding_can_hold_is_checked_and_not_fixed() -> None:
    text = file(HEADER.replace("Ferry", "Fe\ud800rry"), "The rest\udfff.The end. \n" + BODY)
    assert [x.code for x in newsparse.check(text)] == ["N301", "N312"]
    with pytest.raises(
        newsparse.InputError, match=r"U\+D800 at line 2, column 10 cannot be written as UTF-8"
    ) as caught:
        newsparse.fix(text)
    assert (caught.value.code, caught.value.line) == ("N002", 2)


def test_nothing_is_raised_for_a_file_that_is_not_there(tmp_path: object) -> None:
    from pathlib import Path

    (finding,) = newsparse.check(Path("none/none.txt"))
    assert (finding.code, finding.message, finding.source) == ("N001", "no such file or directory", "none/none.txt")


PIECES = [
    "\nTitle: ", "\nTITLE :", "\nAuther: ", "\nText:", "\nAuthor: A B", "\nCategory 1: A; Category 2: B",
    "\nPublished Time: 2022-02-30",
    "\n", "\n", "\r\n", "\r", "\u2028", "\ufeff", " ", "  ", '"', "\xad", "\u200b", "said.The", "harbour",
    "It is over.",
    "Photo: VCGIn spring", "fromthe", "the U.\nS. envoy", "winters  Some members", "\nURL: x",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.booleans())
def test_fix_mends_what_is_found_and_nothing_else(text: str, unsafe: bool) -> None:
    labels = re.findall(r"\n(T(?:itle|ITLE)|Text|Author|Category|Published)", text)
    assume(labels[:1] != ["Text"])  # a body without a header can be read as what stands before one when it is broken
    data = text.encode()
    try:
        fixed = newsparse.fix(data, unsafe=unsafe)
    except newsparse.InputError:
        return
    kinds = ("safe", "unsafe") if unsafe else ("safe",)
    assert bool(fixed.findings) == fixed.changed
    left = [x.code for x in newsparse.check(fixed.data) if x.fix in kinds]
    assert left == [] or "N101" in [x.code for x in newsparse.check(data)]  # where mending would make a header
    assert newsparse.fix(fixed.data, unsafe=unsafe).data == fixed.data
    if not unsafe:
        assert letters(fixed.data) == letters(data)


def letters(data: bytes) -> str:
    """What safe fixes may not touch: the characters, but for white space, marks and the spelling of labels."""
    text = data.decode().replace("\ufeff", "").replace("：", ":").casefold()
    return "".join(text.replace("\xad", "").replace("\u200b", "").split())


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_a_fixed_file_is_read_as_the_same_articles(text: str) -> None:
    def read(data: bytes) -> list[dict[str, object]]:
        rows = [article.as_dict() for article in newsparse.parse(data)]
        for row in rows:
            del row["repairs"], row["problems"]
            row["body"] = [(block["kind"], block["text"].split()) for block in row["body"]]
        return rows

    data = text.encode()
    try:
        fixed = newsparse.fix(data)
    except newsparse.InputError:
        return
    assert read(fixed.data) == read(data)


def test_what_is_not_selected_is_not_fixed() -> None:
    text = "\ufeff" + file(body="It is over.The  rest.\n" + BODY)
    settings = Settings(selections=(newsparse.Selection(("N311",)),))
    fixed = newsparse.fix(text.encode(), settings=settings)
    assert fixed.data == text.replace("The  rest", "The rest").encode()
    assert [finding.code for finding in fixed.findings] == ["N311"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encoding_and_line_ends_are_kept(codec: str) -> None:
    text = file(body="Le café.The rest.\n" + BODY).replace("\n", "\r\n")
    encoding = codec if codec == "cp1252" else None
    settings = Settings(selections=(newsparse.Selection(ignore=("N007",)),))
    fixed = newsparse.fix(text.encode(codec), encoding=encoding, settings=settings)
    assert fixed.data == text.replace("café.The", "café.\r\nThe").encode(codec)
    assert layout(fixed.data, encoding).count_line_ends().keys() == {"\r\n"}
