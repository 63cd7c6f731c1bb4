"""`newsparse schema` and `newsparse completion`."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from support.commands import run


def test_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json.loads(run("schema").stdout))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    assert b"_NEWSPARSE_COMPLETE" in run("completion", shell).stdout
