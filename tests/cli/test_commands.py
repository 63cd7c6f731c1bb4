"""Sections of help pages, environment variables of options, and the options of every command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from support.commands import GOOD, output_of, run

from newsparse.cli import cli
from newsparse.cli.commands import NO_VARIABLE, Command, Option, command, option

NAMES = cli.list_commands(click.Context(cli))


@command
@option("Output", "-f", "--format", "output_format", default="ndjson")
@option("Input", "--encoding", multiple=True)
@option("Output", "--write", is_flag=True)
def example(output_format: str, encoding: tuple[str, ...], write: bool) -> None:
    """Print the values."""
    click.echo((output_format, *encoding, write))


def values_of(monkeypatch: pytest.MonkeyPatch, arguments: list[str], **variables: str) -> object:
    """Return the values that `example` gets from arguments and environment variables."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with example.make_context("parse", list(arguments)) as context:
        return tuple(context.params.values())


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        ([], {}, ("ndjson", (), False)),
        ([], {"NEWSPARSE_PARSE_FORMAT": "yaml"}, ("yaml", (), False)),
        ([], {"NEWSPARSE_FORMAT": "yaml"}, ("ndjson", (), False)),
        ([], {"NEWSPARSE_CHECK_FORMAT": "yaml"}, ("ndjson", (), False)),
        (["-f", "json"], {"NEWSPARSE_PARSE_FORMAT": "yaml"}, ("json", (), False)),
        ([], {"NEWSPARSE_ENCODING": "cp1252 cp437"}, ("ndjson", ("cp1252", "cp437"), False)),
        ([], {"NEWSPARSE_ENCODING": "a", "NEWSPARSE_PARSE_ENCODING": "b"}, ("ndjson", ("b",), False)),
        ([], {"NEWSPARSE_ENCODING": ""}, ("ndjson", (), False)),
        ([], {"NEWSPARSE_WRITE": "1", "NEWSPARSE_PARSE_WRITE": "1"}, ("ndjson", (), False)),
        (["--isolated"], {"NEWSPARSE_ENCODING": "cp1252", "NEWSPARSE_PARSE_FORMAT": "yaml"}, ("ndjson", (), False)),
    ],
)
def test_command_line_comes_before_environment(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], variables: dict[str, str], expected: tuple[object, ...]
) -> None:
    assert values_of(monkeypatch, arguments, **variables) == expected


def test_invalid_environment_variable_is_named() -> None:
    done = run("check", "x", NEWSPARSE_CHECK_ENCODING="klingon")
    assert done.returncode == 2
    assert "Invalid value for NEWSPARSE_CHECK_ENCODING ('--encoding'): Unknown encoding 'klingon'" in output_of(done)


@pytest.mark.parametrize("name", NAMES)
def test_options_that_change_files_have_no_variable(name: str) -> None:
    found = cli.get_command(click.Context(cli), name)
    assert isinstance(found, Command)
    for parameter in found.params:
        if isinstance(parameter, Option) and NO_VARIABLE.intersection(parameter.opts):
            assert parameter.variables(name) == []


def test_help_has_one_section_per_kind_and_one_column() -> None:
    with example.make_context("parse", []) as context:
        lines = example.get_help(context).split("\n\n", 2)[2].splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == ["Output:", "Input:", "General:"]
    columns = {len(line) - len(line[30:].lstrip()) for line in lines if line.startswith("  ") and line[30:].strip()}
    assert len(columns) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_the_general_options(name: str) -> None:
    text = output_of(run(name, "--help"))
    for expected in ("General:", "-q, --quiet", "-v, --verbose", "--isolated", "-h, --help"):
        assert expected in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chek", "Did you mean 'check'?"),
        ("lint", "Did you mean 'check'?"),
        ("Parse", "Did you mean 'parse'?"),
        ("article.txt", "Did you mean 'newsparse parse article.txt'?"),
        ("-", "Did you mean 'newsparse parse -'?"),
        ("/", "Did you mean 'newsparse parse /'?"),
        ("xyzzy", "Run 'newsparse --help' for help."),
    ],
)
def test_unknown_command_suggests_the_call_that_may_be_meant(name: str, expected: str) -> None:
    done = run(name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert output_of(done) == f"Error: No such command {name!r}. {expected}\n"


def test_quiet_prints_errors_only_and_verbose_prints_timings() -> None:
    missing = run("parse", "missing.txt", "-q")
    assert b"missing.txt" in missing.stderr
    assert b"finished in" in run("parse", "-v", stdin=b"Title: a\nText:\nb\n").stderr
    assert run("parse", stdin=b"Title: a\nText:\nb\n").stderr == b""


@pytest.mark.parametrize(
    ("arguments", "variables", "is_quiet", "is_verbose"),
    [
        (["-q", "parse", "none"], {}, True, False),
        (["parse", "none", "--quiet"], {}, True, False),
        (["-v", "parse", "none"], {}, False, True),
        (["-v", "parse", "-v", "none"], {}, False, True),
        (["parse", "none"], {"NEWSPARSE_QUIET": "1"}, True, False),
        (["parse", "none"], {"NEWSPARSE_PARSE_VERBOSE": "1"}, False, True),
        (["parse", "none", "-v"], {"NEWSPARSE_QUIET": "1"}, False, True),
        (["-v", "parse", "none"], {"NEWSPARSE_QUIET": "1"}, False, True),
        (["parse", "none", "--isolated"], {"NEWSPARSE_QUIET": "1"}, False, False),
        (["--isolated", "parse", "none"], {"NEWSPARSE_QUIET": "1"}, False, False),
    ],
)
def test_verbosity_is_set_before_or_after_the_command(
    folder: Path, arguments: list[str], variables: dict[str, Any], is_quiet: bool, is_verbose: bool
) -> None:
    (folder / "nine").mkdir()
    text = output_of(run(*arguments, "non", **variables))
    assert "no news files in this directory" in text
    assert ("did you mean" not in text) == is_quiet
    assert ("finished in" in text) == is_verbose


@pytest.mark.parametrize("arguments", [["-q", "-v", "parse"], ["-q", "parse", "-v"], ["parse", "-q", "-v"]])
def test_quiet_and_verbose_cannot_be_used_together(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--quiet and --verbose cannot be used together." in done.stderr


def test_verbose_names_environment_variables_that_set_options(folder: Path) -> None:
    text = output_of(run("parse", "in", "-v", NEWSPARSE_ENCODING="utf-8", NEWSPARSE_PARSE_MAX_SIZE="1GB"))
    assert "newsparse: environment variable NEWSPARSE_ENCODING sets --encoding\n" in text
    assert "newsparse: environment variable NEWSPARSE_PARSE_MAX_SIZE sets --max-size\n" in text
    assert "environment variable" not in output_of(run("parse", "in", "-v", "--encoding", "utf-8"))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check", "--selct", "N3"], "No such option '--selct'. Did you mean '--select'?"),
        (["repair", "--select", "N3"], "No such option '--select'. It is an option of check and fix. Run 'newsparse "),
        (["schema", "--selct", "N3"], "No such option '--selct'. Run 'newsparse schema --help' for help."),
        (["repair", "--repair", "al"], "'al' is not one of safe, all, none. Did you mean 'all'?"),
        (["repair", "--repair", "xyzzy"], "not one of safe, all, none. Run 'newsparse repair --help' for help."),
    ],
)
def test_invalid_option_suggests_what_may_be_meant(arguments: list[str], expected: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert expected in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check", "--output-format", "json"], "Pass --format, or --to with convert."),
        (["check", "--add-noqa"], "Run 'newsparse check --write-baseline FILE'."),
        (["parse", "--parallel", "4"], "Pass --jobs N."),
        (["parse", "--dry-run"], "'newsparse fix' changes no file without --write."),
        (["parse", "-help"], "Did you mean '--help'?"),
        (["fix", "-write", "x"], "Did you mean '--write'?"),
        (["--versoin"], "Did you mean '--version'?"),
        (["version"], "Did you mean 'newsparse --version'?"),
        (["check", "--watch"], "Run the command with a file watcher such as entr."),
        (["repair", "@list.txt"], "@list.txt: to read paths from a list, pass --files-from list.txt"),
        (["repair", "in/*.news"], "in/*.news: to select files of a directory, pass in --glob '*.news'"),
        (["-f", "csv", "parse"], "Options follow the command, as in 'newsparse parse --format csv'."),
        (["N301"], "Did you mean 'newsparse rule N301'?"),
        (["parse", "--fields", "date"], "Did you mean 'published_time'?"),
        (["parse", "--fields", "title,", "published_time"], "a name is missing. Separate the names by commas"),
        (["help", "encoding"], "These pages mention it: "),
        (["check", "--jobs", "two"], "Invalid value for '--jobs': 'two' is not a whole number."),
        (["check", "-j", "0"], "Invalid value for '--jobs': '0' is too small. Pass a whole number of at least 1."),
        (["convert", "x", "-o", "y/", "--stall-limit", "nan"], "'nan' is too small. Pass a number of more than 0."),
        (["schema", "articles"], "Invalid value for 'NAME': 'articles' is not one of article, problem, report."),
        (["parse", "--output-dir", "x"], "Run 'newsparse convert PATH -o DIR/'."),
    ],
)
def test_usual_mistakes_name_the_next_step(arguments: list[str], expected: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert expected in output_of(done)


FILE_WITH_VARIABLE = [
    (["parse", "a.txt", "-o", "x.csv"], {"NEWSPARSE_PARSE_FORMAT": "yaml"}),
    (["parse", "a.txt"], {"NEWSPARSE_SPREADSHEET_SAFE": "1"}),
    (["parse", "a.txt", "-f", "json"], {"NEWSPARSE_PARSE_FIELDS": "title"}),
    (["parse", "a.txt", "-f", "csv"], {"NEWSPARSE_PRETTY": "1"}),
    (["parse", "a.txt", "--explain"], {"NEWSPARSE_PARSE_FORMAT": "csv", "NEWSPARSE_PRETTY": "1"}),
    (["parse", "a.txt", "-f", "csv"], {"NEWSPARSE_PARSE_EXPLAIN": "1"}),
    (["convert", "a.txt", "-o", "x.csv"], {"NEWSPARSE_TO": "json", "NEWSPARSE_COMPRESS": "gz"}),
    (["convert", "a.txt", "-o", "x.ndjson"], {"NEWSPARSE_SPREADSHEET_SAFE": "1"}),
    (["fix", "a.txt", "--write"], {"NEWSPARSE_FIX_CHECK": "1", "NEWSPARSE_FIX_DIFF": "1"}),
    (["check", "a.txt", "--fix"], {"NEWSPARSE_SHOW_FILES": "1", "NEWSPARSE_SHOW_SETTINGS": "1"}),
    (["check", "a.txt", "-f", "sarif"], {"NEWSPARSE_STATISTICS": "1"}),
    (["check", "a.txt"], {"NEWSPARSE_NULL": "1"}),
]


@pytest.mark.parametrize(("arguments", "variables"), FILE_WITH_VARIABLE)
def test_variables_that_contradict_the_command_line_are_ignored(
    tmp_path: Path, arguments: list[str], variables: dict[str, str]
) -> None:
    results = []
    for environment in ({}, variables):
        (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
        done = run(*arguments, cwd=tmp_path, **environment)  # type: ignore[arg-type]
        written = {path.name: path.read_bytes() for path in tmp_path.glob("x.*")}
        results.append((done.returncode, done.stdout, written))
    assert results[0] == results[1]
    assert results[0][0] == 0


def test_quiet_check_prints_findings_only(checked: Path) -> None:
    done = run("check", "-q", "bad.txt")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(b"bad.txt:6:28: N301")
    assert b"Found" not in done.stdout
    assert run("check", "-q", "good.txt").stdout == b""
