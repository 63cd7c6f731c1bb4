"""The state of a conversion in its file."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from newsparse.conversion.checked_json import DamagedError
from newsparse.conversion.state import InputState, Segment, State, read_state, write_state

SEGMENT = Segment("part-000000.ndjson", 0, 20, 20, "1")
FIRST = InputState("a.txt", "a", 5, "7", "ab", 0, 0, 12, 1, 0, {"N301": 2}, {}, {"title": 1}, "", 1)
SECOND = FIRST._replace(path="b.txt", target="b", offset=12, length=8)


def write(path: Path, *input_states: InputState) -> None:
    state = State(str(path), "newsparse 1", ["ndjson"], 5, [SEGMENT])
    write_state(state, [json.dumps(input_state).encode() + b"\n" for input_state in input_states])


def test_stamps_of_recent_changes_are_not_reliable() -> None:
    state = State("", "", [], time.time_ns(), [Segment("a", 0, 0, 0, "")])
    assert state.is_reliable_stamp(str(time.time_ns() - 10**10))
    assert not state.is_reliable_stamp(str(time.time_ns() - 10**9))
    assert state.is_reliable_stamp('"0f343b0931126a20f133d67c2b018a3b"')


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(tmp_path / "state", FIRST, SECOND)
    state = read_state(str(tmp_path / "state"))
    assert state == State(str(tmp_path / "state"), "newsparse 1", ["ndjson"], 5, [SEGMENT])
    assert list(state.input_states()) == [FIRST, SECOND]


def test_the_stored_format_does_not_change(tmp_path: Path) -> None:
    write(tmp_path / "state", FIRST)
    header, row, checksum = (tmp_path / "state").read_text(encoding="ascii").splitlines()
    assert header == (
        '{"format": 3, "makers": "newsparse 1", "options": ["ndjson"], "began": 5, '
        '"segments": [["part-000000.ndjson", 0, 20, 20, "1"]]}'
    )
    assert row == '["a.txt", "a", 5, "7", "ab", 0, 0, 12, 1, 0, {"N301": 2}, {}, {"title": 1}, "", 1]'
    assert list(json.loads(checksum)) == ["checksum"]


@pytest.mark.parametrize(
    ("input_states", "message"),
    [
        ((SECOND, FIRST), r"^path 'a\.txt' is not sorted$"),
        ((FIRST, SECOND._replace(offset=11)), r"^segment 0 of 'b\.txt' is not valid$"),
        ((FIRST._replace(segment=1),), r"^segment 1 of 'a\.txt' is not valid$"),
    ],
)
def test_input_states_out_of_order_are_refused(
    tmp_path: Path, input_states: tuple[InputState, ...], message: str
) -> None:
    write(tmp_path / "state", *input_states)
    state = read_state(str(tmp_path / "state"))
    assert state
    with pytest.raises(DamagedError, match=message):
        list(state.input_states())


def test_an_incomplete_state_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state"
    write(path, FIRST, SECOND)
    data = path.read_bytes()
    for stored in (b"", data[:-5], data[: len(data) // 2], data.replace(b'"format": 3', b'"format": 2')):
        path.write_bytes(stored)
        assert read_state(str(path)) is None
    assert read_state(str(tmp_path / "none")) is None


def test_a_segment_is_unchanged_while_its_file_is(tmp_path: Path) -> None:
    path = tmp_path / SEGMENT.name
    path.write_bytes(b"x" * 20)
    segment = SEGMENT._replace(file_stamp=str(os.stat(path).st_mtime_ns))
    assert segment.is_unchanged(str(tmp_path))
    assert not segment.is_unchanged(str(tmp_path), "another.ndjson")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to("elsewhere")
    assert not segment.is_unchanged(str(tmp_path))
    assert segment.is_unchanged(str(tmp_path), SEGMENT.name)
    path.unlink()
    assert not segment.is_unchanged(str(tmp_path))


def test_outputs_that_were_not_written_have_no_names() -> None:
    assert list(FIRST._replace(outputs=2).output_names(".json")) == ["a.json", "a#2.json"]
    assert list(FIRST._replace(outputs=0).output_names(".json")) == []
