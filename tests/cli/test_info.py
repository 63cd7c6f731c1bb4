"""`newsparse rule`, `newsparse schema`, `newsparse completion`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator
from support.commands import run

from newsparse.problems import CODES

# Runs a command, and prints the imported modules of `checks` to standard error.
SCRIPT = """\
import sys
from newsparse import cli
code = cli.main(sys.argv[1:])
sys.stderr.write(" ".join(name for name in sys.modules if name.startswith("newsparse.checks")))
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("name", "line"), [("N202", "    Published Time: 2022-02-30"), ("not-text", "    " + r"\x00\x01\x02")]
)
def test_rule_explains_a_rule_by_code_or_name(name: str, line: str) -> None:
    done = run("rule", name.swapcase())
    assert done.returncode == 0
    assert line in done.stdout.decode()
    assert done.stderr == b""


def test_rule_lists_all_rules() -> None:
    assert [line.split("\t")[0] for line in run("rule").stdout.decode().splitlines()] == list(CODES)


def test_an_unknown_rule_is_a_usage_error() -> None:
    done = run("rule", "N999")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unknown rule 'N999'" in done.stderr


@pytest.mark.parametrize("command", [["parse", "-"], ["repair", "-"], ["schema"], ["completion", "bash"]])
def test_commands_without_rules_do_not_import_them(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *command],
        input="Title: A\nText:\nB\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json.loads(run("schema").stdout))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    assert b"_NEWSPARSE_COMPLETE" in run("completion", shell).stdout
