"""Writers of parts of text formats and of Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet
import pytest
from support.conversions import make_request, run_inline

from newsparse.article import ErrorRecord
from newsparse.conversion.options import Options
from newsparse.conversion.part_writers import RecordSpan
from newsparse.conversion.plan import Plan
from newsparse.conversion.runner import prepare_plan
from newsparse.conversion.shards import open_writer
from newsparse.conversion.state import read_state
from newsparse.inputs.search import Search
from newsparse.text.compression import decompress

ERROR = ErrorRecord("in/0/00.txt", "N004", "the input is empty", None)


def make_plan(options: Options) -> Plan:
    return prepare_plan(Search(["in"]), make_request(["in"], "out/", options, reuse=True))


@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
def test_ndjson_spans_are_ranges_of_uncompressed_bytes(sixty_inputs: Path, compression: str) -> None:
    plan = make_plan(Options("ndjson", compression=compression))
    entry = next(plan.entries(0))
    with open_writer(plan, 0) as writer:
        spans = [writer.add(entry, [ERROR]), writer.add(entry, []), writer.add(entry, [ERROR, ERROR])]
        writer.publish()
    content = decompress(compression, Path(writer.path).read_bytes())
    counts = [content[span.offset : span.offset + span.length].count(b"\n") for span in spans]
    assert (counts, writer.content_length) == ([1, 0, 2], len(content))
    assert all(json.loads(line)["source"] == ERROR.source for line in content.splitlines())


def test_parquet_spans_are_ranges_of_rows(sixty_inputs: Path) -> None:
    plan = make_plan(Options("parquet"))
    entry = next(plan.entries(0))
    with open_writer(plan, 0) as writer:
        spans = [writer.add(entry, [ERROR]), writer.add(entry, [ERROR, ERROR])]
        writer.publish()
    assert spans == [RecordSpan(0, 1), RecordSpan(1, 2)]
    assert len(pyarrow.parquet.read_table(writer.path)) == writer.content_length == 3


def test_a_part_that_is_not_published_leaves_no_file(sixty_inputs: Path) -> None:
    plan = make_plan(Options("ndjson"))
    before = sorted(Path(plan.folder).iterdir())
    with open_writer(plan, 0) as writer:
        writer.add(next(plan.entries(0)), [ERROR])
        assert len(list(Path(plan.folder).iterdir())) == len(before) + 1
    assert sorted(Path(plan.folder).iterdir()) == before


@pytest.mark.parametrize("compression", ["", ".gz"])
def test_previous_records_are_kept_while_the_output_is_unchanged(sixty_inputs: Path, compression: str) -> None:
    options = Options("ndjson", compression=compression)
    run_inline(Search(["in"]), make_request(["in"], "out/", options, reuse=True))
    state = read_state("out/.newsparse/state")
    assert state
    first, second, *_ = state.input_states()
    plan = make_plan(options)
    entry, *_ = plan.entries(0)
    with open_writer(plan, 0) as writer:
        assert writer.keep(entry, second) == RecordSpan(0, second.length, second.outputs_digest)
        assert writer.keep(entry, first) == RecordSpan(second.length, first.length, first.outputs_digest)
        assert writer.keep(entry, first._replace(length=first.length - 1)) is None
        assert writer.keep(entry, first._replace(segment=99)) is None
    Path("out/part-000000.ndjson" + compression).write_bytes(b"changed")
    with open_writer(plan, 0) as writer:
        assert writer.keep(entry, first) is None
