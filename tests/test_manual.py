"""The manual: its examples run and print what it shows, its tables are true, and it documents every option and rule."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from support.make_manual import MAN_FOLDER, MANUAL, with_rules
from support.man_pages import man_pages
from support.markdown import (
    Block,
    code_blocks,
    examples,
    failed_doctests,
    run_example,
    tokens,
    without_durations,
)
from support.paths import ROOT

from newsparse import parse, repair
from newsparse.cli import cli
from newsparse.cli.config import ConfigError, read_config
from newsparse.cli.help import TOPICS, read_topic, title_of
from newsparse.problems import CODES, find_code

PAGES = {topic: read_topic(topic) for topic in TOPICS}
MAX_BYTES = 12_000
# Languages of code blocks that nothing here can check; all others are run, or parsed.
UNCHECKED = {"text", "r"}
# Options of other programs in the examples.
FOREIGN_OPTIONS = {"--array", "--git", "--wrap", "--name-only", "--diff-filter"}


def commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def options_of(command: click.Command) -> set[str]:
    shown = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]
    return {name for option in shown for name in option.opts if name.startswith("--")}


def table_rows(page: str) -> list[list[list[str]]]:
    """Return the code in each cell of each row of the tables of a page; a cell without code has its text."""
    rows: list[list[list[str]]] = []
    for token in tokens(page):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level > 3:
            codes = [child.content for child in token.children or () if child.type == "code_inline"]
            rows[-1].append(codes or [token.content])
    return rows


def test_each_page_is_a_topic_and_no_topic_is_a_command_or_a_rule() -> None:
    assert {path.stem for path in MANUAL.glob("*.md")} == set(TOPICS)
    assert set(TOPICS).isdisjoint(commands())
    assert [topic for topic in TOPICS if find_code(topic)] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_page_is_short_and_begins_and_ends_as_all_do(topic: str) -> None:
    page = PAGES[topic]
    assert page.startswith("# ")
    assert len(page.encode()) <= MAX_BYTES
    assert re.match(r"# .+\n\nThis page (?:describes|lists|shows) ", page)
    last = page.rstrip("\n").rpartition("\n\n")[2]
    assert last.startswith("See also: ")
    links = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", page)
    assert set(links) <= {(name, f"{name}.md") for name in TOPICS}
    assert "](" in last


@pytest.mark.parametrize("topic", TOPICS)
def test_code_blocks_are_valid_and_print_what_the_page_shows(topic: str, tmp_path: Path) -> None:
    """All blocks of a page run in one folder, in order, and share their Python variables."""
    if " jq " in PAGES[topic] and not shutil.which("jq"):
        pytest.skip("needs jq")
    values: dict[str, Any] = {}
    for block in code_blocks(PAGES[topic]):
        check_block(block, tmp_path, values)


def check_block(block: Block, folder: Path, values: dict[str, Any]) -> None:
    place = f"line {block.line}"
    if block.language == "console":
        for example in examples(block.text):
            output = run_example(example, folder)
            assert without_durations(output) == without_durations(example.output), place
    elif block.language == "pycon":
        assert failed_doctests(block, values, folder) == 0, place
    elif block.language == "python":
        run_python(block, folder)
    elif block.language == "sh":
        assert subprocess.run(["bash", "-n"], input=block.text.encode(), check=False).returncode == 0, place
    elif block.language == "make":
        (folder / "recipe.mk").write_text(block.text, encoding="utf-8")
        assert subprocess.run(["make", "-n", "-f", "recipe.mk"], cwd=folder, check=False).returncode == 0, place
    elif block.language == "yaml":
        assert yaml.safe_load(block.text), place
    elif block.language == "toml":
        (folder / "toml").mkdir()
        (folder / "toml/pyproject.toml").write_text(block.text, encoding="utf-8")
        assert read_config(str(folder / "toml/pyproject.toml")), place
    else:
        assert block.language in UNCHECKED, place


def run_python(block: Block, folder: Path) -> None:
    """Run a Python block if what it imports is installed; else only compile it."""
    code = compile(block.text, "manual", "exec")
    imported = re.findall(r"^import (\w+)", block.text, re.MULTILINE)
    if all(map(importlib.util.find_spec, imported)):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            exec(code, {})  # noqa: S102 - our own text


@pytest.mark.parametrize(
    ("printed", "value", "code"),
    [
        (printed, values[min(index, len(values) - 1)], code)
        for row in table_rows(PAGES["dates"])
        if len(row) > 1 and row[0] != ["printed"]
        for values, code in [
            (["null"], row[1][0]) if re.fullmatch(r"N\d{3}", row[1][0]) else (row[1], "N205" * (len(row) > 2))
        ]
        for index, printed in enumerate(row[0])
    ],
)
def test_dates_are_read_as_the_tables_show(printed: str, value: str, code: str) -> None:
    (article,) = parse(f"Published Time: {printed}\nTitle: a\nText:\nb\n")
    assert (article.published_time or "null") == value
    assert [found.code for found in article.problems if found.code < "N206"] == ([code] if code else [])


@pytest.mark.parametrize(
    ("printed", "shown", "uncertain"),
    [
        (row[-2][0], row[-1][0], len(row) == 2 and row[-2] == row[-1])
        for row in table_rows(PAGES["bylines"])
        if row[-2] not in (["byline"], ["example"])
    ],
)
def test_bylines_are_split_as_the_tables_show(printed: str, shown: str, uncertain: bool) -> None:
    (article,) = parse(f"Title: a\nAuthor: {printed}\nText:\nb\n")
    authors = []
    for author in article.authors:
        notes = [author.kind] * (author.kind == "organization") + [f"location: {author.location}"] * bool(
            author.location
        )
        authors.append(f"{author.name} ({', '.join(notes)})" if notes else author.name)
    assert "; ".join(authors) == shown
    if "N206" in [found.code for found in article.problems]:
        assert uncertain or "organization" in shown
    else:
        assert not uncertain or "organization" in shown


@pytest.mark.parametrize(
    ("damaged", "repaired", "code"),
    [
        (row[1][0], row[2][0], row[3][0])
        for row in table_rows(PAGES["repairs"])
        if len(row) == 4 and row[0] != ["damage"]
    ],
)
def test_damage_is_repaired_as_the_table_shows(damaged: str, repaired: str, code: str) -> None:
    result = repair(damaged.replace("⏎", "\n"))
    assert result.text == repaired.replace("⏎", "\n")
    assert {found.code for found in result.repairs} == {code}


def test_names_that_the_manual_lists_stay_as_they_are() -> None:
    (names,) = re.findall(r"stay as they are: ([^:]+)\.\n\n", PAGES["repairs"])
    for name in re.findall(r"`([^`]+)`", names):
        text = f"They wrote about {name} on the old quay. It was late.\n"
        assert repair(text, level="all").text == text


def test_every_command_and_option_is_in_the_manual() -> None:
    text = "".join(PAGES.values())
    for name, command in commands().items():
        assert f"newsparse {name}" in text
        assert sorted(option for option in options_of(command) if option not in text) == []


def test_every_option_in_the_manual_exists() -> None:
    existing = {option for command in commands().values() for option in options_of(command)} | {"--help", "--version"}
    documented = {option for page in PAGES.values() for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)}
    assert sorted(documented - existing - FOREIGN_OPTIONS) == []


def test_every_configuration_key_in_the_manual_exists(tmp_path: Path) -> None:
    keys = [row[0][0] for row in table_rows(PAGES["configuration"]) if len(row) == 3 and row[0] != ["key"]]
    assert "per-file-ignores" in keys
    for key in keys:
        path = tmp_path / "newsparse.toml"
        path.write_text(f"{key} = 1.5\n", encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            read_config(str(path))
        assert "unknown key" not in str(caught.value)


def test_every_code_in_the_manual_exists() -> None:
    for page in PAGES.values():
        assert set(re.findall(r"\bN\d{3}\b", page)) <= CODES.keys()


def test_the_page_of_rules_follows_from_the_catalogue() -> None:
    assert with_rules(PAGES["rules"]) == PAGES["rules"], "run `make manual`"


def test_the_record_in_the_manual_has_every_key() -> None:
    (block,) = (block for block in code_blocks(PAGES["output"]) if "$ newsparse parse --pretty" in block.text)
    record = json.loads(examples(block.text)[-1].output)
    assert all(record.values() or key == "author_description" for key in record)
    assert [row[0] for row in table_rows(PAGES["output"])][1:12:1]


def test_man_pages_are_those_of_the_command_line_and_the_manual() -> None:
    written = {
        path.relative_to(MAN_FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in MAN_FOLDER.rglob("*")
        if path.is_file()
    }
    assert written == man_pages(), "run `make man`"


def test_wheel_contains_the_manual_and_installs_the_man_pages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"newsparse/manual/{topic}.md" for topic in TOPICS} <= names
    installed = {name.partition(".data/data/share/man/")[2] for name in names if "/share/man/" in name}
    assert installed == man_pages().keys()
    assert [name for name in names if name.startswith("newsparse/manual/man")] == []


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
@pytest.mark.parametrize("name", sorted(man_pages()))
def test_man_page_is_formatted_without_warnings(name: str) -> None:
    command = ["groff", "-man", "-t", "-K", "utf8", "-Tutf8", "-ww", "-rLL=78n", str(MAN_FOLDER / name)]
    done = subprocess.run(command, capture_output=True, check=True)
    # tbl compares the height of a cell with the rest of a page, although a terminal has one endless page.
    assert [line for line in done.stderr.splitlines() if b"will not fit on one page" not in line] == []
    assert Path(name).stem.upper().encode() in done.stdout


def test_titles_are_short_enough_for_the_list_of_topics() -> None:
    assert max(len(title_of(page)) for page in PAGES.values()) <= 62
