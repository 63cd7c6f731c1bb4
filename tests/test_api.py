"""The public interface: names, signatures, results and errors of the library."""

from __future__ import annotations

import dataclasses
import inspect
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsparse
from newsparse import InputError, Settings, parse
from newsparse.api import ReadOptions
from newsparse.batch import parse_paths, repair_paths
from newsparse.cli.config import read_config

TEXT = "Published Time: 2023-02-30\nTitle: A\n b\nURL: x\nURL: y\nText: One.Two is"
# The interface of the library: changing any of this needs an entry in the changelog.
CLASSES = (
    "Article Author Block Conversion ConvertError EngineError ErrorRecord Finding Fixed InputError PlanError Problem"
    " Repair RepairedText Selection Settings ShardError"
).split()
SIGNATURES = {
    "check": "(source: 'Source', *, encoding: 'str | None' = None, settings: 'Settings | None' = None, name: 'str "
    "| None' = None, max_size: 'int' = 1000000000) -> 'tuple[Finding, ...]'",
    "convert": "(paths: 'Paths', dest: 'str | os.PathLike[str]', *, to: 'OutputFormat | None' = None, compress: 'str "
    "| None' = None, fields: 'Sequence[str]' = (), spreadsheet_safe: 'bool' = False, add_bom: 'bool' = False, "
    "incremental: 'bool' = False, prune: 'bool' = False, overwrite: 'bool' = False, "
    "fail_fast: 'bool' = False, glob: 'Patterns' = '*.txt', exclude: 'Patterns' = (), hidden: 'bool' = "
    "False, no_ignore: 'bool' = False, encoding: 'str | None' = None, errors: 'Errors' = 'strict', "
    "repair: 'Level' = 'safe', date_order: 'DateOrder | None' = None, max_size: 'int' = 1000000000, jobs: "
    "'int | None' = 1) -> 'Conversion'",
    "fix": "(source: 'Source', *, encoding: 'str | None' = None, repair: 'Level | None' = None, unsafe_fixes: "
    "'bool' = False, settings: 'Settings | None' = None, name: 'str | None' = None, max_size: 'int' = "
    "1000000000) -> 'Fixed'",
    "iter_articles": "(stream: 'BinaryIO | TextIO', *, encoding: 'str | None' = None, errors: 'Errors' = 'strict', "
    "repair: 'Level' = 'safe', date_order: 'DateOrder | None' = None, name: 'str' = '-') -> 'Iterator[Article]'",
    "parse": "(source: 'Source', *, encoding: 'str | None' = None, errors: 'Errors' = 'strict', repair: 'Level' = "
    "'safe', date_order: 'DateOrder | None' = None, name: 'str | None' = None, max_size: 'int' = "
    "1000000000) -> 'list[Article]'",
    "parse_files": "(paths: 'Paths', *, glob: 'Patterns' = '*.txt', exclude: 'Patterns' = (), hidden: 'bool' = False, "
    "no_ignore: 'bool' = False, encoding: 'str | None' = None, errors: 'Errors' = 'strict', repair: "
    "'Level' = 'safe', date_order: 'DateOrder | None' = None, max_size: 'int' = 1000000000, jobs: 'int | "
    "None' = 1) -> 'Iterator[Article | ErrorRecord]'",
    "repair": "(text: 'str', *, level: 'Level' = 'safe') -> 'RepairedText'",
}
ATTRIBUTES = {
    "Article": "source record published_time title categories byline authors author_title author_description body extra"
    " repairs problems",
    "Author": "name kind location",
    "Block": "kind text",
    "Conversion": "files unchanged articles failed_inputs repairs problems outputs size seconds",
    "ErrorRecord": "source code message line column",
    "Finding": "source record code severity message line column end_column fix line_text",
    "Fixed": "source old new findings",
    "Problem": "code severity message line column",
    "Repair": "code action line column before after confidence",
    "RepairedText": "text blocks repairs",
    "Selection": "select extend_select ignore",
    "Settings": "selections per_file_ignores required categories labels max_title min_words date_order today root",
}


def test_public_names_are_listed_and_importable() -> None:
    assert newsparse.__all__ == [*CLASSES, "__version__", *SIGNATURES]
    assert dir(newsparse) == sorted(newsparse.__all__)
    assert all(hasattr(newsparse, name) for name in newsparse.__all__)


@pytest.mark.parametrize("name", SIGNATURES)
def test_function_has_its_signature_and_documents_its_arguments(name: str) -> None:
    function = getattr(newsparse, name)
    documentation = inspect.getdoc(function) or ""
    assert str(inspect.signature(function)) == SIGNATURES[name]
    arguments = re.search(r"^Args:\n((?:    .*\n|\n)+)", documentation, re.MULTILINE)
    assert arguments
    assert re.findall(r"^    (\w+): ", arguments[1], re.MULTILINE) == list(inspect.signature(function).parameters)
    assert "\nRaises:\n" in documentation


@pytest.mark.parametrize("name", CLASSES)
def test_class_has_its_own_docstring(name: str) -> None:
    documentation = getattr(newsparse, name).__doc__
    assert documentation
    assert not documentation.startswith(f"{name}(")  # the docstring that dataclasses and named tuples generate


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_class_has_its_attributes_in_order(name: str) -> None:
    cls = getattr(newsparse, name)
    assert (getattr(cls, "_fields", None) or cls.__slots__) == tuple(ATTRIBUTES[name].split())


def test_settings_have_the_names_of_the_keys_of_a_configuration_file(tmp_path: Path) -> None:
    lines = ["max-title = 1", "min-words = 2", 'required = ["title"]', 'categories = ["A"]', 'labels = ["B"]']
    lines += ['date-order = "dmy"', "[per-file-ignores]", '"*" = ["N1"]']
    (tmp_path / "newsparse.toml").write_text("\n".join(lines), encoding="utf-8")
    settings = read_config(str(tmp_path / "newsparse.toml")).settings
    changed = [name for name in ATTRIBUTES["Settings"].split() if getattr(settings, name) != getattr(Settings(), name)]
    keys = {line.split(" = ")[0].strip("[]").replace("-", "_") for line in lines[:-1]}
    assert set(changed) == keys | {"selections", "root"}


def test_str_bytes_and_path_return_the_same_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert parse(TEXT, name="x") == parse(TEXT.encode(), name="x") == parse(path, name="x")
    assert (parse(TEXT)[0].source, parse(path)[0].source) == ("-", str(path))


def test_the_keys_of_an_article_are_its_attributes_in_order() -> None:
    (article,) = parse(TEXT)
    assert list(article.as_dict()) == ["schema_version", *ATTRIBUTES["Article"].split()]


def test_an_article_is_frozen() -> None:
    (article,) = parse(TEXT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        article.body[0].text = "x"  # type: ignore[misc]


def test_problems_and_repairs_have_their_positions_in_the_input() -> None:
    (article,) = parse("Published Time:  2023-02-30\nTitle: A\n b\nURL: x\nURL: y\nText: It is over.The rest follows.")
    assert (article.title, article.published_time) == ("A b", None)
    assert article.extra == {"URL": "x", "URL (2)": "y"}
    found = [(x.code, x.line, x.column) for x in article.problems]
    assert found == [("N209", 1, 1), ("N209", 1, 1), ("N202", 1, 26)]
    assert [(x.code, x.line, x.column) for x in article.repairs] == [("N301", 6, 18)]


def test_damage_that_is_not_repaired_is_a_problem() -> None:
    (article,) = parse("Title: A\nText:\nIt is over.The rest follows.", repair="none")
    assert article.repairs == ()
    assert [(x.code, x.line, x.column) for x in article.problems if x.code != "N209"] == [("N301", 3, 12)]


@pytest.mark.parametrize("source", ["", b"", " \n", Path("/no/such/file"), Path("/"), "\0\0\0"])
def test_source_without_an_article_raises_input_error(source: str | bytes | Path) -> None:
    with pytest.raises(InputError):
        parse(source)


def test_every_input_yields_its_articles_or_an_error_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title: A\nText:\na\nTitle: B\nText:\nb\n", encoding="utf-8")
    records = list(
        parse_paths(
            [(str(tmp_path / "a.txt"), None), ("/no/such/file", None), ("x", InputError("N001", "y"))], ReadOptions()
        )
    )
    assert [type(x).__name__ for x in records] == ["Article", "Article", "ErrorRecord", "ErrorRecord"]
    assert records[-1].as_dict()["error"] == {"code": "N001", "message": "y", "line": None, "column": None}


def test_unknown_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError):
        newsparse.nothing  # noqa: B018


def test_repair_returns_text_blocks_and_repairs() -> None:
    repaired = newsparse.repair("It is over.The rest follows.\r\n")
    assert repaired.text == "It is over.\nThe rest follows.\n"
    assert [block.text for block in repaired.blocks] == ["It is over.", "The rest follows."]
    assert [(x.code, x.line, x.column, x.after) for x in repaired.repairs] == [
        ("N301", 1, 12, "It is over.\nThe rest follows.\n")
    ]


def test_fix_repairs_bodies_and_nothing_else() -> None:
    text = (
        "Title: It is over.The end\nText:\nIt is over.The rest follows.\n\n"
        "Title: B\nText: One is left.The other came.\n"
    )
    fixed = newsparse.fix(text, name="x")
    assert fixed.before == text
    assert fixed.after == text.replace("over.The rest", "over.\nThe rest").replace("left.The", "left.\nThe")
    assert [(x.line, x.column) for x in fixed.findings if x.code == "N301"] == [(3, 12), (6, 19)]
    assert newsparse.fix(fixed.after).after == fixed.after


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: parse(TEXT, errors="ignore"), "errors must be one of 'strict', 'replace', not 'ignore'"),  # type: ignore[arg-type]
        (lambda: parse(TEXT, repair="most"), "repair must be one of 'safe', 'all', 'none', not 'most'"),  # type: ignore[arg-type]
        (lambda: parse(TEXT, date_order="DMY"), "date_order must be one of 'dmy', 'mdy', 'ymd', not 'DMY'"),  # type: ignore[arg-type]
        (lambda: parse(TEXT, date_order=""), "date_order must be one of 'dmy', 'mdy', 'ymd', not ''"),  # type: ignore[arg-type]
        (lambda: newsparse.repair(TEXT, level=None), "level must be one of 'safe', 'all', 'none', not None"),  # type: ignore[arg-type]
        (lambda: newsparse.fix(TEXT, repair="unsafe"), "repair must be one of 'safe', 'all', 'none', not 'unsafe'"),  # type: ignore[arg-type]
    ],
)
def test_unknown_choice_raises_an_error_that_lists_the_choices(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


@pytest.mark.parametrize("call", [parse, newsparse.check, newsparse.fix])
@pytest.mark.parametrize("source", [None, 7, ["a.txt"], io.StringIO("x")])
def test_source_of_a_wrong_type_raises_type_error(call: Callable[[Any], object], source: object) -> None:
    with pytest.raises(TypeError, match=f"source must be a str, bytes or a pathlib.Path, not {type(source).__name__}$"):
        call(source)


@pytest.mark.parametrize("text", [None, b"text", Path("a.txt"), 7])
def test_repair_accepts_only_a_str(text: Any) -> None:
    with pytest.raises(TypeError, match=f"^text must be a str, not {type(text).__name__}$"):
        newsparse.repair(text)


@pytest.mark.parametrize("call", [parse, newsparse.check, newsparse.fix])
def test_str_that_is_the_path_of_a_file_raises_value_error(
    call: Callable[[Any], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a b.txt", "Title: x", "in.txt\nb"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for path in ("a b.txt", "./a b.txt", str(tmp_path / "a b.txt")):
        with pytest.raises(ValueError, match=re.escape(f"pass Path({path!r})")):
            call(path)
        for end in ("\n", "\r\n"):  # such as a path read from a file or the output of a command
            with pytest.raises(ValueError, match=re.escape(f"pass Path({path!r})")):
                call(path + end)
    texts = ("Title: x", "in.txt\nb", "other.txt", "other.txt\n", "a b.txt\n\nb", ".", "a\0" + "b" * 50, "x" * 100_000)
    for text in texts:
        call(text)


PIECES = ["It is over.", "The rest", "a", '"', *" \n\r\u2028\u2029\x85\x00\x0b\x0c\ufeff\u200b", "\r\n"]
LINES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_repair_and_repair_paths_return_the_same_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (record,) = repair_paths([(str(tmp_path / "a.txt"), None)])
    if isinstance(record, newsparse.ErrorRecord):
        assert record.code == "N003"
    else:
        assert record == newsparse.repair(text)
