"""Stored JSON, checked against types."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import pytest

from newsparse.conversion import checked_json
from newsparse.conversion.checked_json import DamagedError, Size
from newsparse.conversion.state import Segment
from newsparse.storage import stores


@checked_json.stored_as("Old", new_name="old_name")
class Sample(NamedTuple):
    new_name: Size
    kind: Literal["a", "b"]
    note: Annotated[str, str.isalpha] | None
    counts: dict[str, int]
    pairs: list[tuple[str, int]]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (["a", 0, 1, 1], "not a Segment of this version"),
        (["a", 0, 1, 1, "s", 2], "not a Segment of this version"),
        ({"name": "a"}, "not a Segment of this version"),
        (["a", 0, 1, 1, 5], "stamp 5 is not valid"),
        (["a", False, 1, 1, "s"], "start False is not valid"),
        (["a", 1 << 62, 1, 1, "s"], "start 4611686018427387904 is not valid"),
        (["../a", 0, 1, 1, "s"], "name '../a' is not valid"),
        (None, "not a Segment of this version"),
    ],
)
def test_invalid_records_are_refused(values: object, why: str) -> None:
    with pytest.raises(DamagedError, match=f"^{why}$"):
        checked_json.parse_record(Segment, values)


def test_records_are_parsed_from_lists_and_objects() -> None:
    segment = Segment("a/b", 0, 1, 1, "s")
    assert (
        checked_json.parse_record(Segment, list(segment))
        == segment
        == checked_json.parse_record(Segment, checked_json.stored_fields(segment))
    )
    for text in (b"[" * 100_000, b"1" * 10_000, b"\xff", b"", b"{"):
        with pytest.raises(DamagedError, match="not JSON"):
            checked_json.parse_json(text)


def test_fields_keep_their_stored_names() -> None:
    sample = Sample(1, "a", None, {"x": 2}, [("y", 3)])
    stored = {"old_name": 1, "kind": "a", "note": None, "counts": {"x": 2}, "pairs": [("y", 3)]}
    assert checked_json.stored_fields(sample) == stored
    assert checked_json.parse_record(Sample, {**stored, "pairs": [["y", 3]]}) == sample


@pytest.mark.parametrize(
    ("position", "value", "message"),
    [
        (0, -1, "old_name -1 is not valid"),
        (0, True, "old_name True is not valid"),
        (1, "c", "kind 'c' is not valid"),
        (2, "1", "note '1' is not valid"),
        (3, {"x": "2"}, "counts of type dict is not valid"),
        (4, [["y"]], "pairs of type list is not valid"),
        (2, "x" * 300 + "1", "note of type str is not valid"),
    ],
)
def test_messages_use_the_stored_names(position: int, value: object, message: str) -> None:
    values: list[object] = [1, "a", None, {"x": 2}, [["y", 3]]]
    values[position] = value
    with pytest.raises(DamagedError, match=f"^{message}$"):
        checked_json.parse_record(Sample, values)
    with pytest.raises(DamagedError, match=r"^not a Old of this version$"):
        checked_json.parse_record(Sample, values[1:])


def test_special_files_and_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"{}")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").touch()
    (tmp_path / "linked").symlink_to("folder")
    os.mkfifo(tmp_path / "pipe")
    assert checked_json.read_file(str(tmp_path / "file")) == b"{}"
    for name in ("link", "pipe", "none"):
        with pytest.raises(OSError, match=r"symbolic link|pipe or device|[Nn]o such file"):
            checked_json.read_file(str(tmp_path / name))
    assert checked_json.is_below_link(str(tmp_path), "linked/file")
    assert not checked_json.is_below_link(str(tmp_path), "folder/file")
    assert sorted(stores.names_below(str(tmp_path))) == ["file", "folder/file", "link", "pipe"]
