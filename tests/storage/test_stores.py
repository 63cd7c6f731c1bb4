"""Files here and in object stores: the same tests on this machine, in memory, and on an S3 server of this machine."""

from __future__ import annotations

import errno
import os
import pickle
import stat
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import fsspec
import pytest

from newsparse.problems import reason
from newsparse.storage import object_store, stores
from newsparse.storage.errors import as_oserror
from newsparse.storage.local import move_whole, write_whole
from newsparse.text.limits import HEAD

BUCKET = "s3://news"  # as in conftest.py
# A newline is not among S3's: the server of the tests takes no request for one (its routes are `.+`).
NAMES = ["a b", "a#b", "a%20b", "a+b", "a?b", "a&amp;b", "ä–漢", "[1] a*", "c" * 200]


@pytest.fixture(params=["here", "file", "memory", "s3"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder that nothing is in yet, but for another one beside it whose name begins as its own."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    beginning = {"here": "", "file": "file://", "memory": "memory://", "s3": BUCKET}[request.param]
    found = f"{beginning}{tmp_path}/of [these]"
    for made in (found, f"{found} not"):
        stores.make_folder(made)
    stores.write(stores.join(f"{found} not", "kept"), b"kept")
    return found


def test_what_is_remote() -> None:
    remote = ["s3://a/b", "gs://a", "memory://a", "file:///a", "foo+bar://x"]
    assert [path for path in [*remote, "a", "/a", "-", "", "a:b", "c:/a", "http:/a", "./s3://a"]
            if stores.is_remote(path)] == remote  # fmt: skip


def test_join() -> None:
    assert stores.join("s3://b/a", "c", "d.json") == stores.join("s3://b/a/", "c/d.json") == "s3://b/a/c/d.json"
    assert stores.join("memory://", "a") == "memory://a"
    assert stores.join("s3://b/a/") == "s3://b/a/"
    assert stores.join("a", "b") == os.path.join("a", "b")


def test_written_and_read(folder: str) -> None:
    path = stores.join(folder, "a.txt")
    assert not stores.exists(path)
    with pytest.raises(FileNotFoundError):
        stores.read(path)
    with pytest.raises(FileNotFoundError):
        stores.about(path)
    stores.write(path, b"0123456789")
    assert stores.exists(path)
    assert not stores.is_folder(path)
    assert stores.is_folder(folder)
    assert stores.read(path) == b"0123456789"
    assert stores.about(path).size == 10
    assert stores.read(path, 3) == b"3456789"
    for start, stop in [(3, 5), (0, 4), (8, 99), (10, 11), (12, 14), (4, 4), (4, 2)]:
        assert stores.read(path, start, stop) == b"0123456789"[start:stop]
    assert stores.read(path, 10) == stores.read(path, 12) == b""
    stores.write(path, b"")
    assert (stores.read(path), stores.read(path, 0, 5), stores.about(path).size) == (b"", b"", 0)


def test_stamp_tells_of_a_change(folder: str) -> None:
    path = stores.join(folder, "a.txt")
    stores.write(path, b"one")
    first = stores.about(path)
    assert stores.about(path) == first
    assert first.stamp
    stores.write(path, b"two")
    assert stores.about(path).stamp != first.stamp


@pytest.mark.parametrize("name", [*NAMES, "a\nb"])
def test_names(folder: str, name: str) -> None:
    if name == "a\nb" and folder.startswith(BUCKET):
        pytest.skip("the test's server knows no such names")
    path, other = stores.join(folder, name), stores.join(folder, "x", f"{name}2")
    stores.make_folder(stores.join(folder, "x"))
    stores.write(path, b"some")
    stores.write(stores.join(folder, "a1b"), b"what patterns would match")
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
    assert stores.exists(stores.join(folder, "a1b"))


def test_many_in_order(folder: str) -> None:
    paths = [stores.join(folder, f"{number}.txt") for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: stores.write(path, path.encode()), paths))
    assert list(stores.read_many(iter(paths))) == [path.encode() for path in paths]
    with ThreadPoolExecutor(2) as pool:  # at the same time from several threads, as Dask's workers do
        some = [pool.submit(lambda: list(stores.read_many(paths[:70]))) for _ in range(2)]
    if not folder.startswith("memory://"):  # whose files have one place for all who read them
        assert [len(set(found.result())) for found in some] == [70] * 2


def test_missing_among_many(folder: str) -> None:
    here, gone = stores.join(folder, "a"), stores.join(folder, "gone")
    stores.write(here, b"there")
    first, second, third, fourth = stores.read_many([here, gone, folder, here])
    assert (first, fourth) == (b"there", b"there")
    assert isinstance(second, FileNotFoundError)
    assert (reason(second), second.filename) == ("no such file or directory", gone.removeprefix("file://"))
    assert isinstance(third, OSError)


def test_many_of_several_stores(s3: str, tmp_path: Path) -> None:
    assert s3
    paths = [f"{tmp_path}/a", f"memory://{tmp_path}/b", f"{BUCKET}{tmp_path}/c", f"file://{tmp_path}/d"]
    for path in paths:
        stores.write(path, path.encode())
    odd = ["foo://a", "s3://no-such-bucket/a", "s3://", BUCKET, f"{BUCKET}/\udcff", f"{BUCKET}/a?versionId=1", "a\0b"]
    mixed = [path for pair in zip(odd, paths * 2, strict=False) for path in pair]
    found = list(stores.read_many(mixed))
    assert found[1::2] == [path.encode() for path in (paths * 2)[: len(odd)]]
    assert [type(fault).__name__ for fault in found[::2]] == [
        "StoreError", "FileNotFoundError", "OSError", "OSError", "OSError", "OSError", "OSError"]  # fmt: skip
    assert all("\n" not in reason(fault) for fault in found[::2] if isinstance(fault, OSError))


def test_at_once_keeps_the_order(folder: str) -> None:
    paths = [stores.join(folder, f"{number:03}") for number in range(150)]
    assert set(stores.at_once(stores.write, [(path, path.encode()) for path in paths])) == {None}
    stores.remove(paths[77])
    found = list(stores.at_once(stores.read, [(path,) for path in paths]))
    assert isinstance(found.pop(77), FileNotFoundError)
    assert found == [path.encode() for path in paths if path != paths[77]]


def test_scan(folder: str) -> None:
    with pytest.raises(FileNotFoundError):
        list(stores.scan(stores.join(folder, "gone")))
    stores.write(stores.join(folder, "a"), b"abc")
    stores.make_folder(stores.join(folder, "b", "c"))
    stores.write(stores.join(folder, "b", "c", "d"), b"")
    found = sorted(stores.scan(folder))
    assert [(item.name, item.is_folder) for item in found] == [("a", False), ("b", True)]
    about = stores.about(stores.join(folder, "a"))
    assert found[0][2:] == ((None, None) if folder.startswith(("/", "file:")) else about)
    assert [item.name for item in stores.scan(f"{folder}/b/")] == ["c"]
    stores.write(stores.join(folder, "e"), b"")  # what is new is seen: nothing is kept of an earlier answer
    assert {item.name for item in stores.scan(folder)} == {"a", "b", "e"}
    with pytest.raises(NotADirectoryError):
        list(stores.scan(stores.join(folder, "a")))


def test_other_commands_read_and_write_objects(s3: str) -> None:
    assert s3
    path = f"{BUCKET}/read/a.txt"
    stores.write(path, b"Published Time: 2022-01-11\nTitle: Boats\nText:\nThey left.Nobody came.\n")
    told = [
        subprocess.run([sys.executable, "-m", "newsparse", *arguments, path], capture_output=True, check=False)
        for arguments in (["check", "--select", "N301", "-f", "concise"], ["fix", "--write"], ["parse"])
    ]
    assert [done.returncode for done in told] == [1, 0, 0]
    assert told[0].stdout.startswith(f"{path}:4:11: N301 error ".encode())
    assert stores.read(path).endswith(b"They left.\nNobody came.\n")
    assert told[2].stdout.startswith(b'{"schema_version":1,"source":"' + path.encode())


def test_folder_objects_of_stores(s3: str) -> None:
    assert s3
    stores.write(f"{BUCKET}/marked/", b"")  # as the console and other tools make folders
    stores.write(f"{BUCKET}/marked/a", b"")
    assert [item.name for item in stores.scan(f"{BUCKET}/marked")] == ["a"]
    stores.write(f"{BUCKET}/marked//b", b"")
    found = stores.scan(f"{BUCKET}/marked")
    assert next(found).name == "a"
    with pytest.raises(OSError, match="empty part"):
        next(found)
    stores.remove_folder(f"{BUCKET}/marked")
    assert not stores.exists(f"{BUCKET}/marked")


def test_remove_folder(folder: str) -> None:
    stores.make_folder(stores.join(folder, "b", "c"))
    for name in ("a", "b/a?", "b/c/a*", "b/c/a"):
        stores.write(stores.join(folder, name), b"")
    stores.remove_folder(folder)
    stores.remove_folder(folder)
    assert not stores.exists(folder)
    assert not stores.is_folder(folder)
    assert stores.read(stores.join(f"{folder} not", "kept")) == b"kept"


def test_remove(folder: str) -> None:
    path = stores.join(folder, "a")
    stores.remove(path)
    stores.write(path, b"")
    stores.remove(path)
    assert not stores.exists(path)


def test_move_over_what_is_there(folder: str) -> None:
    path, target = stores.join(folder, "a"), stores.join(folder, "b")
    with pytest.raises(FileNotFoundError):
        stores.move(path, target)
    stores.write(path, b"new")
    stores.write(target, b"old")
    stores.move(path, target)
    stores.move(target, target)
    assert stores.read(target) == b"new"
    assert not stores.exists(path)


def test_move_between_stores(s3: str, tmp_path: Path) -> None:
    assert s3
    at = f"{tmp_path}/a"
    stores.write(at, b"data")
    for target in (f"{BUCKET}{tmp_path}/a", f"memory://{tmp_path}/a", f"file://{tmp_path}/b"):
        stores.move(at, target)
        assert not stores.exists(at)
        assert stores.read(target) == b"data"
        at = target
    assert os.listdir(tmp_path) == ["b"]


def test_put(folder: str, tmp_path: Path) -> None:
    path = stores.join(folder, "a.txt")
    for data in (b"one", b"two" * 100_000):
        temporary = stores.free_temporary(path)
        assert Path(temporary).match(".newsparse-*.part")
        assert os.path.getsize(temporary) == 0
        Path(temporary).write_bytes(data)
        stores.put(temporary, path)
        assert stores.read(path) == data
        assert not os.path.exists(temporary)
    with pytest.raises(FileNotFoundError):
        stores.put(str(tmp_path / "gone"), path)
    assert [item.name for item in stores.scan(folder)] == ["a.txt"]


def test_modes_are_the_systems_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To ask for the mask is to change it, for other threads as well."""
    monkeypatch.setattr(os, "umask", None)
    stores.write(str(tmp_path / "a"), b"a")
    stores.put(stores.free_temporary(str(tmp_path / "b")), str(tmp_path / "b"))


def test_put_is_as_other_files_here(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        stores.put(stores.free_temporary(str(tmp_path / "a")), str(tmp_path / "a"))
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    (tmp_path / "a").chmod(0o604)
    (tmp_path / "link").symlink_to("a")
    stores.put(stores.free_temporary(str(tmp_path / "link")), str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o604
    stores.put(stores.free_temporary(os.devnull), os.devnull)
    with pytest.raises(IsADirectoryError):
        move_whole(str(tmp_path), str(tmp_path / "b"))
    assert sorted(os.listdir(tmp_path)) == ["a", "link"]


def test_put_from_another_file_system(tmp_path: Path) -> None:
    other = Path("/dev/shm")  # noqa: S108
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one file system only")
    source = other / f"newsparse-{os.getpid()}"
    source.write_bytes(b"data")
    stores.put(str(source), str(tmp_path / "a"))
    assert (tmp_path / "a").read_bytes() == b"data"
    assert (source.exists(), os.listdir(tmp_path)) == (False, ["a"])


def test_local_copy(folder: str) -> None:
    path = stores.join(folder, "a")
    with pytest.raises(FileNotFoundError), stores.local_copy(path) as copy:
        Path(copy).read_bytes()
    stores.write(path, b"data")
    with stores.local_copy(path) as copy:
        assert Path(copy).read_bytes() == b"data"
    assert os.path.exists(copy) == folder.startswith(("/", "file:"))
    with pytest.raises(KeyError), stores.local_copy(path):
        raise KeyError  # what is not of the files is not made an OSError


def test_what_no_walk_should_follow(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nothing").symlink_to("gone")
    (tmp_path / "a").touch()
    (tmp_path / "link").symlink_to("a")
    assert {item.name for item in stores.scan(str(tmp_path))} == {"a", "link", "nothing"}  # the last is to be told of


@pytest.mark.parametrize("path", ["a\0b", "file://a\0b"])
def test_nul(path: str) -> None:
    for wanted in (stores.read, stores.about, stores.remove, stores.make_folder, stores.remove_folder):
        with pytest.raises(OSError, match="NUL"):
            wanted(path)
    with pytest.raises(OSError, match="NUL"):
        stores.write(path, b"")
    with pytest.raises(OSError, match="NUL"):
        list(stores.scan(path))
    assert not stores.exists(path)
    assert not stores.is_folder(path)


def test_unknown_scheme() -> None:
    with pytest.raises(stores.StoreError) as caught:
        stores.read("foo://a")
    assert reason(caught.value) == "foo:// is not known; known are s3://, gs://, abfs://, file://"
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (type(again), reason(again)) == (stores.StoreError, reason(caught.value))


@pytest.mark.parametrize(("path", "package"), [("gs://a/b", "gcsfs"), ("abfs://a/b", "adlfs")])
def test_missing_package(path: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(stores.StoreError) as caught:
        stores.write(path, b"")
    assert reason(caught.value) == f'{path[:-3]} needs {package}: pip install "newsparse[remote]"'
    monkeypatch.setitem(sys.modules, "fsspec", None)
    [fault] = stores.read_many(["s3://a/b"])
    assert reason(OSError(*getattr(fault, "args", ()))) == 's3:// needs s3fs: pip install "newsparse[remote]"'


def test_no_access(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert s3
    stores.write(f"{BUCKET}/a", b"")
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0.0)
    for wanted in (stores.read, stores.about, stores.exists, stores.is_folder, stores.remove, stores.remove_folder):
        with pytest.raises(PermissionError, match=r"no access \([^\n]*\)") as caught:
            wanted(f"{BUCKET}/a")
        assert caught.value.filename == f"{BUCKET}/a"
    with pytest.raises(PermissionError):
        list(stores.scan(BUCKET))
    assert isinstance(next(stores.read_many([f"{BUCKET}/a"])), PermissionError)


def test_no_credentials(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert s3
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    kind = fsspec.get_filesystem_class("s3")
    monkeypatch.setattr(kind, "_cache", {})
    with pytest.raises(PermissionError) as caught:
        stores.read(f"{BUCKET}/a")
    assert reason(caught.value) == "no access (unable to locate credentials)"


def test_what_is_refused_among_what_is_removed(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert s3
    stores.write(f"{BUCKET}/held/a", b"")
    monkeypatch.setattr(object_store.store_of(BUCKET), "rm", lambda paths: [])  # as where all are refused
    with pytest.raises(PermissionError, match="1 objects cannot be removed"):
        stores.remove_folder(f"{BUCKET}/held")


def has_environment(names: dict[str, str]) -> None:
    """The server of forks may be of another test, and has the environment of that."""
    os.environ.update(names)


def test_in_another_process(s3: str) -> None:
    assert s3
    stores.write(f"{BUCKET}/shared", b"data")
    names = dict(os.environ)
    context = get_context("forkserver")
    with ProcessPoolExecutor(1, mp_context=context, initializer=has_environment, initargs=(names,)) as pool:
        assert pool.submit(stores.read, f"{BUCKET}/shared").result(60) == b"data"
        fault = pool.submit(stores.read, f"{BUCKET}/gone").exception(60)
    assert isinstance(fault, FileNotFoundError)
    assert fault.filename == f"{BUCKET}/gone"


def test_one_request_an_object(s3: str) -> None:
    assert s3
    store = object_store.store_of(BUCKET)
    assert store is object_store.store_of(f"{BUCKET}/a")
    assert store.max_concurrency == 1
    assert not store.dircache.use_listings_cache


def test_what_libraries_raise() -> None:
    class DefaultCredentialsError(Exception):
        pass

    class ResourceNotFoundError(Exception):
        pass

    told = [as_oserror(error, "gs://a/b") for error in (
        DefaultCredentialsError("Set them.\nSee there."), ResourceNotFoundError("blob"), TimeoutError(), RuntimeError(),
        Exception("x" * 300), OSError(errno.EBUSY, "Slow down."), FileExistsError("gs://a"),
    )]  # fmt: skip
    assert [type(error) for error in told] == [
        PermissionError, FileNotFoundError, TimeoutError, OSError, OSError, OSError, FileExistsError]  # fmt: skip
    assert [reason(error)[:40] for error in told] == [
        "no access (set them. see there)", "no such file or directory", "connection timed out", "runtimeerror",
        "x" * 40, "slow down", "file exists"]  # fmt: skip
    assert {error.filename for error in told} == {"gs://a/b"}


def test_what_libraries_raise_where_access_is_refused() -> None:
    class HttpResponseError(Exception):  # Azure's
        status_code = 403

    class HttpError(Exception):  # gcsfs'
        code = "401"

    class RefreshError(Exception):
        pass

    class ClientAuthenticationError(Exception):
        pass

    told = [as_oserror(error, "abfs://a/b") for error in (
        HttpResponseError("Failed to authenticate.\nRequestId:1f\nTime:2026-01-01T00:00:00Z\nContent: <a>"),
        HttpError("Invalid Credentials, 401"),
        OSError("Forbidden: http://127.0.0.1/b/a/o\nNobody does not have access."),
        ValueError("unable to connect to account for Must provide either a connection_string or account_name!!"),
        RefreshError("invalid_grant: no such account", {"error": "invalid_grant"}),
        ClientAuthenticationError("No token.\nAttempted credentials:\n\tOne: none\n\tTwo: none"),
    )]  # fmt: skip
    assert {type(error) for error in told} == {PermissionError}
    assert [reason(error) for error in told] == [
        "no access (failed to authenticate)", "no access (invalid credentials, 401)",
        "no access (nobody does not have access)",
        "no access (must provide either a connection_string or account_name)",
        "no access (invalid_grant: no such account)", "no access (no token)"]  # fmt: skip
    assert {error.filename for error in told} == {"abfs://a/b"}


def test_what_libraries_raise_where_something_is_missing() -> None:
    class HttpResponseError(Exception):
        status_code = 404

    for error, said in (
        (HttpResponseError("blob"), "no such file or directory"),
        (
            FileNotFoundError(errno.ENOENT, "No such container", "a"),
            "no such container",
        ),  # adlfs tells of its part only
        (FileNotFoundError(errno.ENOENT, "No such file", "a/b"), "no such file"),
    ):
        told = as_oserror(error, "abfs://a/b")
        assert (type(told), reason(told), told.filename) == (FileNotFoundError, said, "abfs://a/b")
    here = FileNotFoundError(errno.ENOENT, "No such file", "/tmp/part")  # noqa: S108 - what was to be put there
    assert as_oserror(here, "abfs://a/b") is here


def test_missing_bucket(s3: str, tmp_path: Path) -> None:
    assert s3
    (tmp_path / "a").touch()
    path = "s3://no-such-bucket/a"
    with pytest.raises(FileNotFoundError) as written:
        stores.write(path, b"")
    with pytest.raises(FileNotFoundError) as put:
        stores.put(str(tmp_path / "a"), path)
    for error in (written.value, put.value):
        assert (reason(error), error.filename) == ("there is no such bucket or container", path)
    assert not stores.exists(path)


LOUD = """
import logging, warnings, fsspec
from fsspec.implementations.memory import MemoryFileSystem
from newsparse.storage import stores

class Loud(MemoryFileSystem):
    protocol = "gs"

    def pipe_file(self, path, value, **more):
        for name in ("gcsfs", "google.auth._default", "azure.identity"):
            logging.getLogger(name).warning("falling back")
            warnings.warn_explicit("no quota project", UserWarning, f"{name}.py", 1, name)
        super().pipe_file(path, value, **more)

fsspec.register_implementation("gs", Loud, clobber=True)
stores.write("gs://a/b", b"some")
print(stores.read("gs://a/b"))
MORE
stores.write("gs://a/b", b"other")
"""


def test_libraries_are_not_heard_unless_somebody_asks() -> None:
    for more, heard in (("", 0), ("logging.basicConfig()", 3), ("warnings.simplefilter('always')", 3)):
        code = [sys.executable, "-c", LOUD.replace("MORE", more)]
        done = subprocess.run(code, capture_output=True, text=True, check=True)
        assert (done.stdout, len(done.stderr.splitlines())) == ("b'some'\n", heard)


def test_callers_find_it_where_it_was(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "a"), b"data")
    assert (tmp_path / "a").read_bytes() == b"data"


def test_inputs_are_limited(folder: str) -> None:
    path = stores.join(folder, "a.txt")
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
        stores.read_input(stores.join(folder, "none"), 10)


def test_only_what_is_unchanged_is_replaced(folder: str) -> None:
    path = stores.join(folder, "a.txt")
    stores.write(path, b"old")
    stores.replace(path, b"old", b"fixed")
    assert stores.read(path) == b"fixed"
    with pytest.raises(stores.FileChangedError):
        stores.replace(path, b"old", b"newer")
    assert stores.read(path) == b"fixed"
    stores.remove(path)
    with pytest.raises(FileNotFoundError):
        stores.replace(path, b"fixed", b"newer")
    assert not stores.exists(path)
