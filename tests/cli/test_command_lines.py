"""Random command lines, configurations, baselines and lists of files: none causes an internal error."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any
from unittest import mock

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.commands import run

from newsparse.cli import cli

ARTICLE = "Title: Ferry\nText:\nIt is over.The rest went home.\n"
EXAMPLES = settings(max_examples=int(os.environ.get("NEWSPARSE_EXAMPLES", "60")))
ODD = [
    *("", "-", ".", "..", "a.txt", "in", "none", "\x1b[2J", "a\nb", "*", "**", "[", "[]", "[!", "\\", "~", "%s", "{}"),
    *("N3", "N301", "ALL", "text", "json=-", "sarif=-", "sarif=x", "utf-7", "utf-16", "idna", "1e400", "9" * 5_000),
    *("2022-02-30", "x:N3", ":", "s3://", "file://", "file://a.txt", "memory://x", "\udce9", "known.json", "conf.toml"),
    "a" * 5_000,
]


def as_argument(text: str) -> str:
    """Return `text` without what no argument of a program can contain: NUL, and invalid surrogates."""
    return os.fsdecode(text.replace("\0", "").encode("utf-8", "surrogatepass"))


CHARS = st.characters(exclude_characters="/\\", exclude_categories=[])
TEXTS = st.one_of(st.text(CHARS, max_size=12).map(as_argument), st.sampled_from(ODD))


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the working directory. No directory above it contains a repository or a configuration file."""
    base = tmp_path_factory.mktemp("fuzz") / "work"
    (base / "in").mkdir(parents=True)
    with chdir(base):
        yield base


def assert_no_internal_error(*arguments: str, stdin: bytes = ARTICLE.encode(), **env: str) -> str:
    """Run a command line, assert that it ends without an internal error, and return its messages."""
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    Path("in/b.txt").write_text(ARTICLE, encoding="utf-8")
    done = run(*arguments, stdin=stdin, **env)
    text: str = done.stderr.decode()
    assert done.returncode in (0, 1, 2)
    assert b"internal error:" not in done.stdout
    assert text.replace("\n", "").isprintable()
    return text


def options_of(command: click.Command) -> st.SearchStrategy[list[str]]:
    """Return a strategy of options of a command, with valid and invalid values, and paths."""

    def given_option(option: click.Option) -> st.SearchStrategy[list[str]]:
        name = st.sampled_from(option.opts)
        if option.is_flag:
            return name.map(lambda x: [x])
        known = list(option.type.choices) if isinstance(option.type, click.Choice) else []
        values = st.one_of(st.sampled_from(known), TEXTS) if known else TEXTS
        return st.tuples(name, values).map(list)

    found = [
        x
        for x in command.params
        if isinstance(x, click.Option) and x.name not in ("help", "watch", "output", "progress", "dest")
    ]
    some = st.lists(st.one_of(*map(given_option, found)), max_size=4) if found else st.just([])
    return st.tuples(some, st.lists(TEXTS, max_size=3)).map(lambda x: [*(y for row in x[0] for y in row), *x[1]])


NAMES = ["parse", "check", "fix", "repair", "rule", "schema", "completion", "convert", "shard"]


@pytest.mark.parametrize("name", NAMES)
@EXAMPLES
@given(data=st.data())
def test_any_value_of_an_option(name: str, data: st.DataObject) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command
    more = ["-o", "out/", "--plan-only"] if name == "convert" else []
    assert_no_internal_error(name, *more, *data.draw(options_of(command)))


@EXAMPLES
@given(st.lists(TEXTS, max_size=4))
def test_any_words(words: list[str]) -> None:
    assert_no_internal_error(*words)


LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["N3", "text", "utf-8", "Title"]),
)
FLAT = st.one_of(LEAVES, st.lists(LEAVES, max_size=3))
VALUES = st.one_of(FLAT, st.lists(FLAT, max_size=2), st.dictionaries(st.text(max_size=5), FLAT, max_size=3))
KEYS = st.sampled_from(
    "select extend-select ignore per-file-ignores required categories labels max-title min-words date-order exclude "
    "force-exclude glob encoding max-size format strict baseline x tool".split()
)


def toml(value: Any) -> str:
    """Return a value as TOML; null, which TOML lacks, becomes an empty text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(x)}" for key, x in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value).replace("null", '""')


LARGE_CONFIGS = [
    "a = " + "[" * 5_000,
    "a = " + "{a=" * 5_000,
    "max-title = " + "9" * 10_000,
    "max-title = 0x" + "f" * 10_000,
    "strict = [0x" + "f" * 10_000 + "]",
    "max-title = 1e400",
    "min-words = nan",
    "glob = ['[', '\\', '**/**', '']",
]
CONFIGS = st.one_of(
    st.dictionaries(KEYS, VALUES, max_size=4).map(lambda x: "".join(f"{key} = {toml(y)}\n" for key, y in x.items())),
    st.text(),
    st.text('[]{}"=,. \n#0123456789abefinx-+:TZ', max_size=60),
    st.sampled_from(LARGE_CONFIGS),
)


@EXAMPLES
@given(CONFIGS, st.sampled_from(["check", "fix"]))
def test_any_configuration(text: str, command: str) -> None:
    Path("conf.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert_no_internal_error(command, "--config", "conf.toml", "in")


LARGE_BASELINES = [
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"9" * 10_000,
    b'{"version": ' + b"9" * 10_000 + b"}",
    b'{"version": 1, "findings": {"a": {"b": 1e400}}}',
    b'{"version": 1e400}',
    b"\xff\xfe[\0",
]
BASELINES = st.one_of(
    VALUES.map(lambda x: json.dumps({"version": 1, "findings": x}).encode()),
    VALUES.map(lambda x: json.dumps({"version": x}).encode()),
    st.dictionaries(st.just("in/b.txt"), st.dictionaries(st.text(max_size=5), VALUES)).map(
        lambda x: json.dumps({"version": 1, "findings": x}).encode()
    ),
    st.binary(),
    st.sampled_from(LARGE_BASELINES),
)


@EXAMPLES
@given(BASELINES)
def test_any_baseline(data: bytes) -> None:
    Path("known.json").write_bytes(data)
    assert assert_no_internal_error("check", "--baseline", "known.json", "in")


LISTS = st.lists(st.one_of(TEXTS.map(lambda x: x.encode("utf-8", "surrogatepass")), st.binary(max_size=8)), max_size=4)


@EXAMPLES
@given(LISTS, st.sampled_from(["parse", "check", "fix", "repair"]), st.booleans(), st.booleans())
def test_any_list_of_files(names: list[bytes], command: str, is_null: bool, is_piped: bool) -> None:
    data = b"\0\n"[not is_null :][:1].join(names).replace(b"/", b"")
    Path("list").write_bytes(data)
    assert_no_internal_error(command, "--files-from", "-" if is_piped else "list", *["-0"] * is_null, stdin=data)


@EXAMPLES
@given(TEXTS, st.dictionaries(st.sampled_from(["COMP_WORDS", "COMP_CWORD"]), TEXTS))
def test_any_completion_request(request_: str, env: dict[str, str]) -> None:
    for name in (request_, "bash_complete", "zsh_complete", "fish_complete", f"bash_{request_}"):
        with mock.patch.dict(os.environ, env):
            assert_no_internal_error(_NEWSPARSE_COMPLETE=name)
