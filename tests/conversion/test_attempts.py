"""Attempts at a shard, in this process and in child processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.conversions import make_request
from support.processes import Workspace

from newsparse.conversion.attempts import attempt_shard, attempt_shard_in_child
from newsparse.conversion.options import Options
from newsparse.conversion.plan import Plan
from newsparse.conversion.receipts import Receipt, find_receipt
from newsparse.conversion.runner import prepare_plan
from newsparse.inputs.search import Search


@pytest.fixture
def plan(sixty_inputs: Path) -> Plan:
    return prepare_plan(Search(["in"]), make_request(["in"], "out.ndjson", Options("ndjson")))


def test_an_attempt_returns_the_receipt(plan: Plan) -> None:
    receipt = attempt_shard(plan.folder, plan.id, 1)
    assert receipt == find_receipt(plan, 1)


def test_an_attempt_at_another_plan_returns_a_message(plan: Plan) -> None:
    assert attempt_shard(plan.folder, "0" * 16, 0) == f"{plan.folder}: another run has replaced the plan"


def test_an_attempt_without_a_plan_returns_a_message(sixty_inputs: Path) -> None:
    message = "none: no readable plan; all workers need access to the same files"
    assert attempt_shard("none", "0" * 16, 0) == message


def test_a_failure_in_a_child_returns_its_message(plan: Plan) -> None:
    Path(plan.folder, "inputs.list").write_bytes(b"")
    message = f"{plan.folder}: inputs.list is damaged; run the conversion again"
    assert attempt_shard_in_child(plan.folder, plan.id, 0) == message


def test_an_input_that_ends_two_children_yields_an_error_record(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("temporary").mkdir()
    hook = Workspace(Path(), Path("out.ndjson"), os.path.abspath("temporary")).deadly_input("in/0/02.txt")
    monkeypatch.setenv("PYTHONPATH", hook["PYTHONPATH"])
    receipt = attempt_shard_in_child(plan.folder, plan.id, 0)
    assert isinstance(receipt, Receipt)
    assert receipt.error_codes == {"N004": 1, "N012": 1} or receipt.error_codes == {"N012": 1}
    part = Path(plan.folder, receipt.part).read_bytes()
    records = [json.loads(line) for line in part.splitlines()]
    [record] = [record for record in records if record["source"] == "in/0/02.txt"]
    assert record["error"]["code"] == "N012"


def test_a_child_exits_when_its_parent_does() -> None:
    script = "import threading, time; from newsparse.conversion.attempts import exit_when_stdin_closes; "
    script += "threading.Thread(target=exit_when_stdin_closes).start(); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE) as process:
        start = time.monotonic()
    assert process.returncode == 1
    assert time.monotonic() - start < 50
