"""Local files are replaced atomically, and only if they are unchanged."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from newsparse.storage.atomic import move_atomically, temporary_beside, temporary_file, write_atomically
from newsparse.storage.errors import FileChangedError


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
def test_a_file_changed_since_it_was_read_is_not_replaced(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    change(path)
    data = path.read_bytes()
    with pytest.raises(FileChangedError, match="changed since it was read"):
        write_atomically(str(path), b"fixed", expected=b"old")
    assert path.read_bytes() == data
    assert [x.name for x in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", ["a.txt", "link", "missing/a.txt"])
def test_a_file_removed_since_it_was_read_is_not_created_again(tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to("a.txt")
    with pytest.raises(FileNotFoundError):
        write_atomically(str(tmp_path / name), b"fixed", expected=b"old")
    assert [x.name for x in tmp_path.iterdir()] == ["link"]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_folder_or_pipe_is_not_replaced(tmp_path: Path, make: Callable[[str], None]) -> None:
    make(str(tmp_path / "a.txt"))
    with pytest.raises(OSError, match="not a file"):
        write_atomically(str(tmp_path / "a.txt"), b"fixed", expected=b"old")
    assert not (tmp_path / "a.txt").is_file()


def test_replacing_keeps_links_and_the_mode(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "link").symlink_to("a.txt")
    write_atomically(str(tmp_path / "link"), b"fixed", expected=b"old")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"fixed"
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


class Stopped(KeyboardInterrupt):
    """The exception that the signal handler raises."""


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="the system has no such signals")
@pytest.mark.parametrize("call", ["open", "close", "chown", "chmod", "replace", "fsync"])
def test_a_signal_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The signal arrives during a system call, so its handler runs after the call."""

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
                write_atomically(str(path), b"new")
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert [x.name for x in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_bytes() == (b"new" if call == "replace" else b"old")


def test_a_missing_file_is_created(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "a"), b"data")
    assert (tmp_path / "a").read_bytes() == b"data"


def test_writing_and_moving_do_not_read_the_mask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading it would change it for other threads."""
    monkeypatch.setattr(os, "umask", None)
    write_atomically(str(tmp_path / "a"), b"a")
    move_atomically(temporary_beside(str(tmp_path / "b")), str(tmp_path / "b"))
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_moving_applies_the_mask_to_new_files_and_keeps_the_mode_of_old_ones(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        move_atomically(temporary_beside(str(tmp_path / "a")), str(tmp_path / "a"))
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    (tmp_path / "a").chmod(0o604)
    (tmp_path / "link").symlink_to("a")
    move_atomically(temporary_beside(str(tmp_path / "link")), str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o604
    move_atomically(temporary_beside(os.devnull), os.devnull)
    with pytest.raises(IsADirectoryError):
        move_atomically(str(tmp_path), str(tmp_path / "b"))
    assert sorted(os.listdir(tmp_path)) == ["a", "link"]


@pytest.mark.parametrize("follow", [True, False])
def test_a_link_is_followed_or_replaced(tmp_path: Path, follow: bool) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    write_atomically(str(tmp_path / "link"), b"new", follow)
    assert (tmp_path / "link").is_symlink() == follow
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "link").read_bytes()) == (b"new" if follow else b"old", b"new")


def test_a_file_of_another_file_system_is_moved(tmp_path: Path) -> None:
    other = Path("/dev/shm")  # noqa: S108
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("the system has one file system only")
    source = other / f"newsparse-{os.getpid()}"
    source.write_bytes(b"data")
    move_atomically(str(source), str(tmp_path / "a"))
    assert (tmp_path / "a").read_bytes() == b"data"
    assert (source.exists(), os.listdir(tmp_path)) == (False, ["a"])


def test_a_temporary_file_is_private_and_empty() -> None:
    path = Path(temporary_file())
    try:
        assert (path.stat().st_size, stat.S_IMODE(path.stat().st_mode)) == (0, 0o600)
        assert path.match(".newsparse-*.part")
    finally:
        path.unlink()
