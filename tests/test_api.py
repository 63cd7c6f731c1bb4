"""The library: what goes in, what comes out, and in which order."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import newsparse
from newsparse import InputError, parse
from newsparse.api import parse_paths

TEXT = "Published Time: 2023-02-30\nTitle: A\n b\nURL: x\nURL: y\nText: One.Two is"
KEYS = [
    "schema_version", "source", "record", "published_time", "title", "categories", "byline", "authors", "author_title",
    "author_description", "body", "extra", "repairs", "problems",
]  # fmt: skip


def test_str_bytes_and_path_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert parse(TEXT, name="x") == parse(TEXT.encode(), name="x") == parse(path, name="x")
    assert (parse(TEXT)[0].source, parse(path)[0].source) == ("-", str(path))


def test_keys_come_in_the_order_of_the_schema() -> None:
    assert list(parse(TEXT)[0].as_dict()) == KEYS


def test_article_is_frozen() -> None:
    (article,) = parse(TEXT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        article.body[0].text = "x"  # type: ignore[misc]


def test_values_and_places() -> None:
    (article,) = parse("Published Time:  2023-02-30\nTitle: A\n b\nURL: x\nURL: y\nText: It is over.The rest follows.")
    assert (article.title, article.published_time) == ("A b", None)
    assert article.extra == {"URL": "x", "URL (2)": "y"}
    found = [(x.code, x.line, x.column) for x in article.problems]
    assert found == [("N209", 1, 1), ("N209", 1, 1), ("N202", 1, 26)]
    assert [(x.code, x.line, x.column) for x in article.repairs] == [("N301", 6, 18)]


def test_what_is_not_repaired_is_a_problem() -> None:
    (article,) = parse("Title: A\nText:\nIt is over.The rest follows.", repair="none")
    assert article.repairs == ()
    assert [(x.code, x.line, x.column) for x in article.problems if x.code != "N209"] == [("N301", 3, 12)]


@pytest.mark.parametrize("source", ["", b"", " \n", Path("/no/such/file"), Path("/"), "\0\0\0"])
def test_no_article_is_an_error(source: str | bytes | Path) -> None:
    with pytest.raises(InputError):
        parse(source)


def test_each_input_has_its_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title: A\nText:\na\nTitle: B\nText:\nb\n", encoding="utf-8")
    records = list(
        parse_paths([(str(tmp_path / "a.txt"), None), ("/no/such/file", None), ("x", InputError("N001", "y"))])
    )
    assert [type(x).__name__ for x in records] == ["Article", "Article", "ErrorRecord", "ErrorRecord"]
    assert records[-1].as_dict()["error"] == {"code": "N001", "message": "y", "line": None}


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        newsparse.nothing  # noqa: B018
    assert "parse" in dir(newsparse)


def test_repair_gives_text_blocks_and_repairs() -> None:
    repaired = newsparse.repair("It is over.The rest follows.\r\n")
    assert repaired.text == "It is over.\nThe rest follows.\n"
    assert [block.text for block in repaired.blocks] == ["It is over.", "The rest follows."]
    assert [(x.code, x.line, x.column, x.after) for x in repaired.repairs] == [
        ("N301", 1, 12, "It is over.\nThe rest follows.\n")
    ]


def test_fix_changes_what_is_found() -> None:
    text = (
        "Title: It is over.The end\nText:\nIt is over.The rest follows.\n\n"
        "Title: B\nText: One is left.The other came.\n"
    )
    fixed = newsparse.fix(text, name="x")
    assert fixed.before == text
    assert fixed.after == text.replace("over.The rest", "over.\nThe rest").replace("left.The", "left.\nThe")
    assert [(x.line, x.column) for x in fixed.findings if x.code == "N301"] == [(3, 12), (6, 19)]
    assert newsparse.fix(fixed.after).after == fixed.after
