"""The functions of `stores` behave the same for local files, objects in memory, and an S3 server on this machine."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsparse.problems import os_error_message
from newsparse.storage import stores
from newsparse.text.limits import HEAD

BUCKET = "s3://news"  # as in conftest.py
# Names without a newline, which the S3 server of the tests does not accept (its routes are `.+`).
NAMES = ["a b", "a#b", "a%20b", "a+b", "a?b", "a&amp;b", "ä–漢", "[1] a*", "c" * 200]


@pytest.fixture(params=["local", "file", "memory", "s3"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty folder, beside another one whose name begins with its name."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    prefix = {"local": "", "file": "file://", "memory": "memory://", "s3": BUCKET}[request.param]
    path = f"{prefix}{tmp_path}/in [1]"
    for made in (path, f"{path} not"):
        stores.make_folder(made)
    stores.write(stores.join_path(f"{path} not", "kept"), b"kept")
    return path


def test_paths_with_a_scheme_are_remote() -> None:
    remote = ["s3://a/b", "gs://a", "memory://a", "file:///a", "foo+bar://x"]
    assert [
        path for path in [*remote, "a", "/a", "-", "", "a:b", "c:/a", "http:/a", "./s3://a"] if stores.is_remote(path)
    ] == remote


def test_paths_are_joined_with_one_slash() -> None:
    assert (
        stores.join_path("s3://b/a", "c", "d.json") == stores.join_path("s3://b/a/", "c/d.json") == "s3://b/a/c/d.json"
    )
    assert stores.join_path("memory://", "a") == "memory://a"
    assert stores.join_path("s3://b/a/") == "s3://b/a/"
    assert stores.join_path("a", "b") == os.path.join("a", "b")


def test_a_written_file_is_read_whole_or_in_part(folder: str) -> None:
    path = stores.join_path(folder, "a.txt")
    assert not stores.exists(path)
    with pytest.raises(FileNotFoundError):
        stores.read(path)
    with pytest.raises(FileNotFoundError):
        stores.file_info(path)
    stores.write(path, b"0123456789")
    assert stores.exists(path)
    assert not stores.is_folder(path)
    assert stores.is_folder(folder)
    assert stores.read(path) == b"0123456789"
    assert stores.file_info(path).size == 10
    assert stores.read(path, 3) == b"3456789"
    for start, stop in [(3, 5), (0, 4), (8, 99), (10, 11), (12, 14), (4, 4), (4, 2)]:
        assert stores.read(path, start, stop) == b"0123456789"[start:stop]
    assert stores.read(path, 10) == stores.read(path, 12) == b""
    stores.write(path, b"")
    assert (stores.read(path), stores.read(path, 0, 5), stores.file_info(path).size) == (b"", b"", 0)


def test_the_stamp_differs_after_a_change(folder: str) -> None:
    path = stores.join_path(folder, "a.txt")
    stores.write(path, b"one")
    first = stores.file_info(path)
    assert stores.file_info(path) == first
    assert first.stamp
    stores.write(path, b"two")
    assert stores.file_info(path).stamp != first.stamp


@pytest.mark.parametrize("name", [*NAMES, "a\nb"])
def test_names_are_literal(folder: str, name: str) -> None:
    if name == "a\nb" and folder.startswith(BUCKET):
        pytest.skip("the server of the tests does not accept such names")
    path, other = stores.join_path(folder, name), stores.join_path(folder, "x", f"{name}2")
    stores.make_folder(stores.join_path(folder, "x"))
    stores.write(path, b"some")
    stores.write(stores.join_path(folder, "a1b"), b"matched by patterns")
    assert {item.name: item.is_folder for item in stores.scan(folder)} == {name: False, "a1b": False, "x": True} or (
        folder.startswith((BUCKET, "memory")) and {item.name for item in stores.scan(folder)} == {name, "a1b"}
    )
    assert list(stores.read_many([path])) == [b"some"]
    assert stores.read(path, 1, 3) == b"om"
    stores.move(path, other)
    assert (stores.exists(path), stores.read(other)) == (False, b"some")
    with stores.local_copy(other) as copy:
        assert Path(copy).read_bytes() == b"some"
    stores.remove(other)
    assert not stores.exists(other)
    assert stores.exists(stores.join_path(folder, "a1b"))


def test_read_many_keeps_the_order(folder: str) -> None:
    paths = [stores.join_path(folder, f"{number}.txt") for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: stores.write(path, path.encode()), paths))
    assert list(stores.read_many(iter(paths))) == [path.encode() for path in paths]
    with ThreadPoolExecutor(2) as pool:  # from several threads, as Dask's workers do
        some = [pool.submit(lambda: list(stores.read_many(paths[:70]))) for _ in range(2)]
    if not folder.startswith("memory://"):  # whose files share one read position
        assert [len(set(found.result())) for found in some] == [70] * 2


def test_read_many_yields_errors(folder: str) -> None:
    present, missing = stores.join_path(folder, "a"), stores.join_path(folder, "missing")
    stores.write(present, b"data")
    first, second, third, fourth = stores.read_many([present, missing, folder, present])
    assert (first, fourth) == (b"data", b"data")
    assert isinstance(second, FileNotFoundError)
    assert (os_error_message(second), second.filename) == ("no such file or directory", missing.removeprefix("file://"))
    assert isinstance(third, OSError)


@pytest.mark.usefixtures("s3")
def test_read_many_of_several_stores(tmp_path: Path) -> None:
    paths = [f"{tmp_path}/a", f"memory://{tmp_path}/b", f"{BUCKET}{tmp_path}/c", f"file://{tmp_path}/d"]
    for path in paths:
        stores.write(path, path.encode())
    odd = ["foo://a", "s3://no-such-bucket/a", "s3://", BUCKET, f"{BUCKET}/\udcff", f"{BUCKET}/a?versionId=1", "a\0b"]
    mixed = [path for pair in zip(odd, paths * 2, strict=False) for path in pair]
    found = list(stores.read_many(mixed))
    assert found[1::2] == [path.encode() for path in (paths * 2)[: len(odd)]]
    assert [type(error).__name__ for error in found[::2]] == [
        "StoreError",
        "FileNotFoundError",
        "OSError",
        "OSError",
        "OSError",
        "OSError",
        "OSError",
    ]
    assert all("\n" not in os_error_message(error) for error in found[::2] if isinstance(error, OSError))


def test_map_concurrently_keeps_the_order(folder: str) -> None:
    paths = [stores.join_path(folder, f"{number:03}") for number in range(150)]
    assert set(stores.map_concurrently(stores.write, [(path, path.encode()) for path in paths])) == {None}
    stores.remove(paths[77])
    found = list(stores.map_concurrently(stores.read, [(path,) for path in paths]))
    assert isinstance(found.pop(77), FileNotFoundError)
    assert found == [path.encode() for path in paths if path != paths[77]]


def test_scan_yields_the_items_directly_in_a_folder(folder: str) -> None:
    with pytest.raises(FileNotFoundError):
        list(stores.scan(stores.join_path(folder, "missing")))
    stores.write(stores.join_path(folder, "a"), b"abc")
    stores.make_folder(stores.join_path(folder, "b", "c"))
    stores.write(stores.join_path(folder, "b", "c", "d"), b"")
    found = sorted(stores.scan(folder))
    assert [(item.name, item.is_folder) for item in found] == [("a", False), ("b", True)]
    about = stores.file_info(stores.join_path(folder, "a"))
    assert found[0][2:] == ((None, None) if folder.startswith(("/", "file:")) else about)
    assert [item.name for item in stores.scan(f"{folder}/b/")] == ["c"]
    stores.write(stores.join_path(folder, "e"), b"")  # listings are not cached
    assert {item.name for item in stores.scan(folder)} == {"a", "b", "e"}
    with pytest.raises(NotADirectoryError):
        list(stores.scan(stores.join_path(folder, "a")))


def test_a_folder_is_removed_with_everything_below_it(folder: str) -> None:
    stores.make_folder(stores.join_path(folder, "b", "c"))
    for name in ("a", "b/a?", "b/c/a*", "b/c/a"):
        stores.write(stores.join_path(folder, name), b"")
    stores.remove_folder(folder)
    stores.remove_folder(folder)
    assert not stores.exists(folder)
    assert not stores.is_folder(folder)
    assert stores.read(stores.join_path(f"{folder} not", "kept")) == b"kept"


def test_removing_a_missing_file_does_nothing(folder: str) -> None:
    path = stores.join_path(folder, "a")
    stores.remove(path)
    stores.write(path, b"")
    stores.remove(path)
    assert not stores.exists(path)


def test_move_replaces_the_target(folder: str) -> None:
    path, target = stores.join_path(folder, "a"), stores.join_path(folder, "b")
    with pytest.raises(FileNotFoundError):
        stores.move(path, target)
    stores.write(path, b"new")
    stores.write(target, b"old")
    stores.move(path, target)
    stores.move(target, target)
    assert stores.read(target) == b"new"
    assert not stores.exists(path)


@pytest.mark.usefixtures("s3")
def test_a_file_is_moved_between_stores(tmp_path: Path) -> None:
    at = f"{tmp_path}/a"
    stores.write(at, b"data")
    for target in (f"{BUCKET}{tmp_path}/a", f"memory://{tmp_path}/a", f"file://{tmp_path}/b"):
        stores.move(at, target)
        assert not stores.exists(at)
        assert stores.read(target) == b"data"
        at = target
    assert os.listdir(tmp_path) == ["b"]


def test_put_moves_a_temporary_file_to_its_path(folder: str, tmp_path: Path) -> None:
    path = stores.join_path(folder, "a.txt")
    for data in (b"one", b"two" * 100_000):
        temporary = stores.new_temporary(path)
        assert Path(temporary).match(".newsparse-*.part")
        assert os.path.getsize(temporary) == 0
        Path(temporary).write_bytes(data)
        stores.put(temporary, path)
        assert stores.read(path) == data
        assert not os.path.exists(temporary)
    with pytest.raises(FileNotFoundError):
        stores.put(str(tmp_path / "missing"), path)
    assert [item.name for item in stores.scan(folder)] == ["a.txt"]


def test_a_local_copy_of_an_object_is_removed_after_the_block(folder: str) -> None:
    path = stores.join_path(folder, "a")
    with pytest.raises(FileNotFoundError), stores.local_copy(path) as copy:
        Path(copy).read_bytes()
    stores.write(path, b"data")
    with stores.local_copy(path) as copy:
        assert Path(copy).read_bytes() == b"data"
    assert os.path.exists(copy) == folder.startswith(("/", "file:"))
    with pytest.raises(KeyError), stores.local_copy(path):
        raise KeyError  # exceptions of the block are not converted


@pytest.mark.parametrize("path", ["a\0b", "file://a\0b"])
def test_paths_with_nul_are_refused(path: str) -> None:
    for function in (stores.read, stores.file_info, stores.remove, stores.make_folder, stores.remove_folder):
        with pytest.raises(OSError, match="null character"):
            function(path)
    with pytest.raises(OSError, match="null character"):
        stores.write(path, b"")
    with pytest.raises(OSError, match="null character"):
        list(stores.scan(path))
    assert not stores.exists(path)
    assert not stores.is_folder(path)


def test_read_input_refuses_files_above_the_limit(folder: str) -> None:
    path = stores.join_path(folder, "a.txt")
    for size in (0, 5, HEAD, HEAD + 7):
        stores.write(path, b"a" * size)
        assert stores.read_input(path) == stores.read_input(path, max(size, 1)) == b"a" * size
    for size in (5, HEAD + 7):
        stores.write(path, b"a" * size)
        with pytest.raises(OSError, match="larger than") as caught:
            stores.read_input(path, size - 1)
        assert caught.value.errno == errno.EFBIG
    assert stores.read_input(path, 0, lambda head: True) == b"a" * HEAD
    with pytest.raises(FileNotFoundError):
        stores.read_input(stores.join_path(folder, "missing"), 10)


def test_replace_unchanged_refuses_a_changed_file(folder: str) -> None:
    path = stores.join_path(folder, "a.txt")
    stores.write(path, b"old")
    stores.replace_unchanged(path, b"old", b"fixed")
    assert stores.read(path) == b"fixed"
    with pytest.raises(stores.FileChangedError):
        stores.replace_unchanged(path, b"old", b"newer")
    assert stores.read(path) == b"fixed"
    stores.remove(path)
    with pytest.raises(FileNotFoundError):
        stores.replace_unchanged(path, b"fixed", b"newer")
    assert not stores.exists(path)


def test_names_below_are_the_relative_paths_of_all_files(folder: str) -> None:
    assert list(stores.names_below(stores.join_path(folder, "missing"))) == []
    stores.make_folder(stores.join_path(folder, "b", "c"))
    for name in ("a", "b/a", "b/c/a"):
        stores.write(stores.join_path(folder, name), b"")
    assert sorted(stores.names_below(folder)) == ["a", "b/a", "b/c/a"]


def test_an_atomic_writer_replaces_the_file_unless_the_block_raises(folder: str) -> None:
    path = stores.join_path(folder, "a")
    with stores.atomic_writer(path) as file:
        file.write(b"data")
        assert not stores.exists(path)
    assert stores.read(path) == b"data"
    with pytest.raises(KeyError), stores.atomic_writer(path):
        raise KeyError
    assert stores.read(path) == b"data"
    assert [item.name for item in stores.scan(folder)] == ["a"]


def test_only_the_file_scheme_is_removed() -> None:
    paths = ["file:///a", "/a", "s3://a", "a"]
    assert [stores.strip_file_scheme(path) for path in paths] == ["/a", "/a", "s3://a", "a"]
