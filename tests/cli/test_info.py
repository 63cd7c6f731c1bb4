"""`newsparse rule`, `newsparse schema`, `newsparse completion`."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator
from support.commands import PROGRAM, run

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


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["n30"], [f"N30{number}" for number in range(1, 10)]),
        (["N31", "N001"], ["N310", *(code for code in CODES if code > "N310"), "N001"]),
        (["glued"], ["N301", "N302", "N303", "N304"]),
    ],
)
def test_rule_lists_a_family_or_the_result_of_a_search(arguments: list[str], codes: list[str]) -> None:
    assert [line.split("\t")[0] for line in run("rule", *arguments).stdout.decode().splitlines()] == codes


@pytest.mark.parametrize("arguments", [["N301,N302"], ["N301", "glued-heading"], ["N301", "N301", "N302,"]])
def test_rule_explains_several_rules(arguments: list[str]) -> None:
    one, other = (run("rule", code).stdout for code in ("N301", "N302"))
    assert run("rule", *arguments).stdout == one + b"\n" + other


def test_rules_are_printed_as_json() -> None:
    assert [rule["code"] for rule in json.loads(run("rule", "--format", "json").stdout)] == list(CODES)
    assert [rule["name"] for rule in json.loads(run("rule", "n301", "-f", "json").stdout)] == ["glued-sentence"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
def test_rules_are_grouped_on_a_terminal() -> None:
    import pty

    leader, follower = pty.openpty()
    subprocess.run([*PROGRAM, "rule", "N1"], stdout=follower, check=True, env={**os.environ, "NO_COLOR": "1"})
    os.close(follower)
    assert os.read(leader, 10_000).decode().splitlines()[0] == "N1 Structure of the header"
    os.close(leader)


@pytest.mark.parametrize(
    ("name", "near"), [("N999", "newsparse rule"), ("gluedd-heading", "glued-heading"), ("xyzzy", "newsparse rule")]
)
def test_an_unknown_rule_is_a_usage_error(name: str, near: str) -> None:
    done = run("rule", "N301", name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert repr(name) in done.stderr.decode()
    assert near in done.stderr.decode()


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


def test_an_unknown_schema_is_a_usage_error() -> None:
    done = run("schema", "artcle")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Did you mean 'article'?" in done.stderr
