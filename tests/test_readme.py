"""The examples of the README run and print what it shows; it documents all commands, options and codes."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from support.paths import ROOT

from newsparse.cli import cli
from newsparse.problems import CODES

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks in a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no {language} block"
    return found


def examples() -> list[tuple[str, str]]:
    """Return each command after a `$` and its output."""
    parts = [part for block in blocks("console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize(("command", "output"), examples())
def test_console_examples_print_the_output(command: str, output: str) -> None:
    if " jq " in command and not shutil.which("jq"):
        pytest.skip("needs jq")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, check=False
    )
    assert (done.stderr + done.stdout).decode() == output


def test_library_examples_return_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in blocks("pycon"):
        test = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
        assert doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL).run(test).failed == 0


def test_commands_and_options_are_in_the_readme() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command
        assert f"newsparse {name}" in README
        shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
        options = [name for parameter in shown for name in parameter.opts if name.startswith("--")]
        assert [name for name in options if name not in README] == []


def test_codes_are_in_the_readme() -> None:
    rows = re.findall(r"^\| (N\d+) \| (.+?) \| (\w+) \| (\w+) \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(code, *row) for code, row in CODES.items()]
