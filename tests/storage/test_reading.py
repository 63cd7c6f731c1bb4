"""Local inputs are read up to a size limit; devices are refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newsparse.storage.reading import open_input, read_limited, read_stream
from newsparse.text.limits import HEAD, never

DEVICES = [path for path in ("/dev/zero", "/dev/urandom", "/dev/full") if os.path.exists(path)]


@pytest.mark.parametrize("size", [0, 1, HEAD - 1, HEAD, HEAD + 1, 3 * HEAD + 5])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert read_limited(str(tmp_path / "a"), 0, never) == data
    assert read_limited(str(tmp_path / "a"), size, never) == data


@pytest.mark.parametrize("size", [2, HEAD, 2 * HEAD])
def test_a_file_above_the_limit_is_refused(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(bytes(size))
    with pytest.raises(OSError, match="larger than") as caught:
        read_limited(str(tmp_path / "a"), size - 1, never)
    assert caught.value.errno == errno.EFBIG


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "a", "wb") as file:
        file.truncate(1 << 40)  # sparse: it takes no space
    with pytest.raises(OSError, match="larger than 1 GB"):
        read_limited(str(tmp_path / "a"), 10**9, never)
    assert len(read_limited(str(tmp_path / "a"), 0, lambda head: True)) == HEAD


@pytest.mark.skipif(not DEVICES, reason="the system has no such devices")
@pytest.mark.parametrize("path", DEVICES)
def test_devices_are_refused(path: str) -> None:
    with pytest.raises(OSError, match="is a device, not a file") as caught:
        open_input(path)
    assert caught.value.errno == errno.EINVAL


@pytest.mark.skipif(not DEVICES, reason="the system has no such devices")
def test_dev_null_is_read() -> None:
    assert read_limited(os.devnull, 1, never) == b""


def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="is a device, not a file"):
        read_limited(str(tmp_path / "a.txt"), 0, never)


def test_the_limit_does_not_apply_to_pipes(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"quay")
    os.close(writer)
    try:
        assert read_limited(f"/dev/fd/{reader}", 1, never) == b"quay"
    finally:
        os.close(reader)


def test_the_limit_applies_to_pipes_with_the_option_pipes() -> None:
    for limit in (3, 4):
        reader, writer = os.pipe()
        os.write(writer, b"quay")
        os.close(writer)
        try:
            assert read_limited(f"/dev/fd/{reader}", limit, never, pipes=True) == b"quay"
        except OSError as error:
            assert (error.errno, limit) == (errno.EFBIG, 3)
        else:
            assert limit == 4
        finally:
            os.close(reader)


class Growing:
    """A file without an end."""

    def __init__(self) -> None:
        self.length = 0

    def read(self, size: int) -> bytes:
        self.length += size
        return b"a" * size


def test_the_limit_applies_to_a_file_that_grows_while_it_is_read() -> None:
    file = Growing()
    with pytest.raises(OSError, match="larger than 2 MB"):
        read_stream(file, 2_000_000)  # type: ignore[arg-type]
    assert file.length < 2_000_000 + 2 * HEAD


def test_reading_stops_if_the_head_suffices() -> None:
    heads: list[bytes] = []

    def head_suffices(head: bytes) -> bool:
        heads.append(head)
        return True

    assert read_stream(Growing(), 0, head_suffices) == b"a" * HEAD  # type: ignore[arg-type]
    assert heads == [b"a" * HEAD]
