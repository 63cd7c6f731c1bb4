"""Files on this machine: what is read of them, and what is replaced."""

from __future__ import annotations

import errno
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from newsparse.storage.local import FileChangedError, open_input, read_limited, read_stream, write_whole
from newsparse.text.limits import HEAD, never

DEVICES = [path for path in ("/dev/zero", "/dev/urandom", "/dev/full") if os.path.exists(path)]


@pytest.mark.parametrize("size", [0, 1, HEAD - 1, HEAD, HEAD + 1, 3 * HEAD + 5])
def test_reads_all_of_a_file(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert read_limited(str(tmp_path / "a"), 0, never) == data
    assert read_limited(str(tmp_path / "a"), size, never) == data


@pytest.mark.parametrize("size", [2, HEAD, 2 * HEAD])
def test_refuses_a_file_above_the_limit(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(bytes(size))
    with pytest.raises(OSError, match="larger than") as caught:
        read_limited(str(tmp_path / "a"), size - 1, never)
    assert caught.value.errno == errno.EFBIG


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "a", "wb") as file:
        file.truncate(1 << 40)  # holes: it takes no space
    with pytest.raises(OSError, match="larger than 1 GB"):
        read_limited(str(tmp_path / "a"), 10**9, never)
    assert len(read_limited(str(tmp_path / "a"), 0, lambda head: True)) == HEAD


@pytest.mark.skipif(not DEVICES, reason="there are no such devices")
@pytest.mark.parametrize("path", DEVICES)
def test_devices_are_refused(path: str) -> None:
    with pytest.raises(OSError, match="a device, not a file") as caught:
        open_input(path)
    assert caught.value.errno == errno.EINVAL


@pytest.mark.skipif(not DEVICES, reason="there are no such devices")
def test_the_empty_device_is_read() -> None:
    assert read_limited(os.devnull, 1, never) == b""


def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="a device, not a file"):
        read_limited(str(tmp_path / "a.txt"), 0, never)


def test_a_pipe_has_no_limit_by_itself(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"quay")
    os.close(writer)
    try:
        assert read_limited(f"/dev/fd/{reader}", 1, never) == b"quay"
    finally:
        os.close(reader)


def test_a_pipe_has_the_limit_where_that_is_wanted() -> None:
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
    """A file that has no end."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int) -> bytes:
        self.given += size
        return b"a" * size


def test_a_file_that_grows_while_it_is_read_is_limited() -> None:
    file = Growing()
    with pytest.raises(OSError, match="larger than 2 MB"):
        read_stream(file, 2_000_000)  # type: ignore[arg-type]
    assert file.given < 2_000_000 + 2 * HEAD


def test_the_beginning_is_asked_about_once() -> None:
    heads: list[bytes] = []

    def enough(head: bytes) -> bool:
        heads.append(head)
        return True

    assert read_stream(Growing(), 0, enough) == b"a" * HEAD  # type: ignore[arg-type]
    assert heads == [b"a" * HEAD]


def edited(path: Path) -> None:
    path.write_bytes(b"edited")


def edited_to_the_same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"ole")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    (path.parent / "other").write_bytes(b"new one")
    os.replace(path.parent / "other", path)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def longer(path: Path) -> None:
    path.write_bytes(b"old and more")


@pytest.mark.parametrize("change", [edited, edited_to_the_same_size_and_time, replaced, emptied, longer])
def test_what_was_edited_meanwhile_is_not_replaced(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    change(path)
    data = path.read_bytes()
    with pytest.raises(FileChangedError, match="changed since it was read"):
        write_whole(str(path), b"fixed", expected=b"old")
    assert path.read_bytes() == data
    assert [x.name for x in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", ["a.txt", "link", "gone/a.txt"])
def test_what_was_removed_meanwhile_is_not_made_again(tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to("a.txt")
    with pytest.raises(FileNotFoundError):
        write_whole(str(tmp_path / name), b"fixed", expected=b"old")
    assert [x.name for x in tmp_path.iterdir()] == ["link"]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_became_no_file_is_not_replaced(tmp_path: Path, make: Callable[[str], None]) -> None:
    make(str(tmp_path / "a.txt"))
    with pytest.raises(OSError, match="not a file"):
        write_whole(str(tmp_path / "a.txt"), b"fixed", expected=b"old")
    assert not (tmp_path / "a.txt").is_file()


def test_what_is_unchanged_is_replaced_behind_links_with_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "link").symlink_to("a.txt")
    write_whole(str(tmp_path / "link"), b"fixed", expected=b"old")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"fixed"
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


class Stopped(KeyboardInterrupt):
    """What a signal handler raises."""


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there are no such signals")
@pytest.mark.parametrize("call", ["open", "close", "chown", "chmod", "replace", "fsync"])
def test_a_signal_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The signal arrives while the system does a call, so its handler runs when that has returned."""

    def stop(number: int, frame: object) -> None:
        raise Stopped

    real = getattr(os, call)

    def signalled(*args: object, **kwargs: object) -> object:
        found = real(*args, **kwargs)
        signal.raise_signal(signal.SIGUSR1)
        return found

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    before = signal.signal(signal.SIGUSR1, stop)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(os, call, signalled)
            with pytest.raises(Stopped):
                write_whole(str(path), b"new")
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert [x.name for x in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_bytes() == (b"new" if call == "replace" else b"old")
