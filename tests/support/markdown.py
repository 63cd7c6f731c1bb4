"""Code blocks of Markdown pages, and running the examples in them."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .commands import ENVIRONMENT

_SECONDS = re.compile(r"\b\d+\.\d s\b")  # the duration of a run


class Block(NamedTuple):
    """A fenced code block: its language, its text, and its first line in the page, counted from 1."""

    language: str
    text: str
    line: int


class Example(NamedTuple):
    """A command line and what it prints: first standard error, then standard output."""

    command: str
    output: str


def tokens(page: str) -> list[Token]:
    """Return the tokens of a Markdown page; tables are an extension that GitHub and rich have too."""
    return MarkdownIt().enable("table").parse(page)


def code_blocks(page: str) -> list[Block]:
    """Return the code blocks of a page.

    >>> code_blocks("# A\\n```sh\\nls\\n```\\n")
    [Block(language='sh', text='ls\\n', line=2)]
    """
    fences = [token for token in tokens(page) if token.type == "fence" and token.map]
    return [Block(token.info, token.content, token.map[0] + 1) for token in fences if token.map]


def examples(block: str) -> list[Example]:
    """Return the commands after `$`, and their outputs, of a console block.

    >>> examples("$ true\\n$ echo a\\na\\n")
    [Example(command='true', output=''), Example(command='echo a', output='a\\n')]
    """
    parts = [part for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [Example(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def run_example(example: Example, folder: Path) -> str:
    """Run a command with bash in `folder` and return what it prints; `cat FILE` first writes a missing file."""
    missing = re.fullmatch(r"cat ([\w.-]+)", example.command)
    if missing and not (folder / missing[1]).exists():
        (folder / missing[1]).write_text(example.output, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**ENVIRONMENT, "PATH": path, "LC_ALL": "C.UTF-8"}
    command = ["bash", "-c", example.command]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return (done.stderr + done.stdout).decode()


def without_durations(output: str) -> str:
    """Return an output with the durations of runs replaced, which differ each time."""
    return _SECONDS.sub("0.0 s", output)


def failed_doctests(block: Block, values: dict[str, Any], folder: Path) -> int:
    """Run a `pycon` block in `folder` with the variables `values`, which it extends; return how many examples fail."""
    test = doctest.DocTestParser().get_doctest(block.text, {}, "page", "page", block.line)
    test.globs = values
    with chdir(folder):
        return doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL).run(test, clear_globs=False).failed
