"""`newsparse help`: the manual, the help of commands, the pages of rules."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from support.commands import ENVIRONMENT, PROGRAM, run

from newsparse.cli.help import TOPICS, read_topic, title_of


def on_terminal(*arguments: str, **env: str) -> str:
    """Return what a command prints on a terminal, with line feeds as line ends."""
    reader, writer = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "60", "LINES": "24", "PAGER": "cat", **env}
    with subprocess.Popen(
        [*PROGRAM, *arguments], stdin=writer, stdout=writer, stderr=writer, env=environment
    ) as process:
        os.close(writer)
        output = b""
        try:
            while piece := os.read(reader, 65536):
                output += piece
        except OSError:  # the end, on Linux
            pass
        os.close(reader)
        assert process.wait() == 0
    return output.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("topic", TOPICS)
def test_topic_is_printed_as_markdown_in_a_pipe(topic: str) -> None:
    done = run("help", topic)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, read_topic(topic), b"")


def test_topic_is_formatted_on_a_terminal() -> None:
    plain = on_terminal("help", "format", NO_COLOR="1")
    assert plain.startswith(title_of(read_topic("format")))
    assert "\x1b" not in plain
    assert "|---|" not in plain
    assert max(map(len, plain.splitlines())) <= 60
    assert "\x1b[1m" in on_terminal("help", "format")


def test_terminal_output_is_sent_to_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nsed 's/^/> /'\n")
    pager.chmod(0o755)
    output = on_terminal("help", "dates", PAGER=str(pager), NO_COLOR="1")
    assert output.startswith("> Dates: ")


def test_color_is_forced_in_a_pipe() -> None:
    assert run("help", "dates", "--color", "always").stdout.startswith(b"\x1b[")
    assert b"\x1b" not in run("help", "dates", "--color", "never", FORCE_COLOR="1").stdout


def test_overview_lists_topics_and_commands_on_one_line_each() -> None:
    lines = run("help").stdout.decode().splitlines()
    for name in (*TOPICS, "parse", "check", "help"):
        assert len([line for line in lines if line.startswith(f"  {name} ")]) == 1
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("name", "same_as"),
    [
        ("parse", ["parse", "--help"]),
        ("help", ["help", "--help"]),
        ("N301", ["rule", "N301"]),
        ("n301", ["rule", "N301"]),
        ("glued-sentence", ["rule", "N301"]),
    ],
)
def test_commands_and_rules_are_explained(name: str, same_as: list[str]) -> None:
    done = run("help", name)
    assert done.returncode == 0
    assert done.stdout == run(*same_as).stdout


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("formt", "Did you mean 'format'?"),
        ("pares", "Did you mean 'parse'?"),
        ("zzz", "Run 'newsparse help' to list all topics."),
    ],
)
def test_unknown_topic_is_an_error_with_a_suggestion(name: str, advice: str) -> None:
    done = run("help", name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert advice in done.stderr.decode()


def test_shell_completes_topics_and_commands() -> None:
    done = run(_NEWSPARSE_COMPLETE="bash_complete", COMP_WORDS="newsparse help con", COMP_CWORD="2")
    assert done.stdout.decode().split() == ["plain,configuration", "plain,conversion", "plain,convert"]
