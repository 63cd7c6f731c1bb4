"""Objects are read and written; missing packages, buckets and permissions are reported. S3 runs on this machine."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import fsspec
import pytest

from newsparse.problems import os_error_message
from newsparse.storage import stores
from newsparse.storage.object_store import filesystem_of, store_of

BUCKET = "s3://news"  # as in conftest.py


@pytest.mark.usefixtures("s3")
def test_commands_read_and_write_objects() -> None:
    path = f"{BUCKET}/read/a.txt"
    stores.write(path, b"Published Time: 2022-01-11\nTitle: Boats\nText:\nThey left.Nobody came.\n")
    runs = [
        subprocess.run([sys.executable, "-m", "newsparse", *arguments, path], capture_output=True, check=False)
        for arguments in (["check", "--select", "N301", "-f", "concise"], ["fix", "--write"], ["parse"])
    ]
    assert [done.returncode for done in runs] == [1, 0, 0]
    assert runs[0].stdout.startswith(f"{path}:4:11: N301 error ".encode())
    assert stores.read(path).endswith(b"They left.\nNobody came.\n")
    assert runs[2].stdout.startswith(b'{"schema_version":1,"source":"' + path.encode())


@pytest.mark.usefixtures("s3")
def test_an_object_that_represents_a_folder_is_not_listed() -> None:
    stores.write(f"{BUCKET}/marked/", b"")  # as consoles and other tools create folders
    stores.write(f"{BUCKET}/marked/a", b"")
    assert [item.name for item in stores.scan(f"{BUCKET}/marked")] == ["a"]
    stores.write(f"{BUCKET}/marked//b", b"")
    found = stores.scan(f"{BUCKET}/marked")
    assert next(found).name == "a"
    with pytest.raises(OSError, match="empty part"):
        next(found)
    stores.remove_folder(f"{BUCKET}/marked")
    assert not stores.exists(f"{BUCKET}/marked")


def test_an_unknown_scheme_is_a_store_error() -> None:
    with pytest.raises(stores.StoreError) as caught:
        stores.read("foo://a")
    assert os_error_message(caught.value) == "unknown scheme foo://; use one of s3://, gs://, abfs://, file://"
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (type(again), os_error_message(again)) == (stores.StoreError, os_error_message(caught.value))


@pytest.mark.parametrize(("path", "package"), [("gs://a/b", "gcsfs"), ("abfs://a/b", "adlfs")])
def test_a_missing_package_is_a_store_error(path: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(stores.StoreError) as caught:
        stores.write(path, b"")
    assert os_error_message(caught.value) == f"{path[:-3]} needs {package}; run: pip install {package}"
    monkeypatch.setitem(sys.modules, "fsspec", None)
    [error] = stores.read_many(["s3://a/b"])
    assert os_error_message(OSError(*getattr(error, "args", ()))) == "s3:// needs s3fs; run: pip install s3fs"


@pytest.mark.usefixtures("s3")
def test_refused_access_is_a_permission_error(monkeypatch: pytest.MonkeyPatch) -> None:
    stores.write(f"{BUCKET}/a", b"")
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0.0)
    for function in (
        stores.read,
        stores.file_info,
        stores.exists,
        stores.is_folder,
        stores.remove,
        stores.remove_folder,
    ):
        with pytest.raises(PermissionError, match=r"access denied \([^\n]*\)") as caught:
            function(f"{BUCKET}/a")
        assert caught.value.filename == f"{BUCKET}/a"
    with pytest.raises(PermissionError):
        list(stores.scan(BUCKET))
    assert isinstance(next(stores.read_many([f"{BUCKET}/a"])), PermissionError)


@pytest.mark.usefixtures("s3")
def test_missing_credentials_are_a_permission_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    filesystem = fsspec.get_filesystem_class("s3")
    monkeypatch.setattr(filesystem, "_cache", {})
    with pytest.raises(PermissionError) as caught:
        stores.read(f"{BUCKET}/a")
    assert os_error_message(caught.value) == "access denied (unable to locate credentials)"


@pytest.mark.usefixtures("s3")
def test_objects_that_cannot_be_removed_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    stores.write(f"{BUCKET}/protected/a", b"")
    monkeypatch.setattr(filesystem_of(BUCKET), "rm", lambda paths: [])  # as if all were refused
    with pytest.raises(PermissionError, match="objects that cannot be deleted: 1"):
        stores.remove_folder(f"{BUCKET}/protected")


def set_environment(names: dict[str, str]) -> None:
    """Set the variables of this test: the fork server may have been started by another test, with other ones."""
    os.environ.update(names)


@pytest.mark.usefixtures("s3")
def test_a_process_of_a_fork_server_reads_objects() -> None:
    stores.write(f"{BUCKET}/shared", b"data")
    names = dict(os.environ)
    context = get_context("forkserver")
    with ProcessPoolExecutor(1, mp_context=context, initializer=set_environment, initargs=(names,)) as pool:
        assert pool.submit(stores.read, f"{BUCKET}/shared").result(60) == b"data"
        error = pool.submit(stores.read, f"{BUCKET}/missing").exception(60)
    assert isinstance(error, FileNotFoundError)
    assert error.filename == f"{BUCKET}/missing"


@pytest.mark.usefixtures("s3")
def test_file_systems_are_shared_and_do_not_cache_listings() -> None:
    filesystem = filesystem_of(BUCKET)
    assert filesystem is filesystem_of(f"{BUCKET}/a")
    assert filesystem.max_concurrency == 1
    assert not filesystem.dircache.use_listings_cache


@pytest.mark.usefixtures("s3")
def test_writing_to_a_missing_bucket_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    path = "s3://no-such-bucket/a"
    with pytest.raises(FileNotFoundError) as written:
        stores.write(path, b"")
    with pytest.raises(FileNotFoundError) as put:
        stores.put(str(tmp_path / "a"), path)
    for error in (written.value, put.value):
        assert (os_error_message(error), error.filename) == ("no such bucket or container", path)
    assert not stores.exists(path)


NOISY_PROGRAM = """
import logging, warnings, fsspec
from fsspec.implementations.memory import MemoryFileSystem
from newsparse.storage import stores

class NoisyFileSystem(MemoryFileSystem):
    protocol = "gs"

    def pipe_file(self, path, value, **more):
        for name in ("gcsfs", "google.auth._default", "azure.identity"):
            logging.getLogger(name).warning("falling back")
            warnings.warn_explicit("no quota project", UserWarning, f"{name}.py", 1, name)
        super().pipe_file(path, value, **more)

fsspec.register_implementation("gs", NoisyFileSystem, clobber=True)
stores.write("gs://a/b", b"some")
print(stores.read("gs://a/b"))
CONFIGURATION
stores.write("gs://a/b", b"other")
"""


def test_libraries_are_silent_unless_the_program_configures_them() -> None:
    for configuration, lines in (("", 0), ("logging.basicConfig()", 3), ("warnings.simplefilter('always')", 3)):
        code = [sys.executable, "-c", NOISY_PROGRAM.replace("CONFIGURATION", configuration)]
        done = subprocess.run(code, capture_output=True, text=True, check=True)
        assert (done.stdout, len(done.stderr.splitlines())) == ("b'some'\n", lines)


def test_stores_are_equal_if_their_file_system_is() -> None:
    assert store_of("memory://a/b") == store_of("memory://c")
    assert hash(store_of("memory://a/b")) == hash(store_of("memory://c"))
    with pytest.raises(OSError, match="versions of objects"):
        store_of("s3://b/a?versionId=1")
