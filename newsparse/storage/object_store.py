"""Objects in object stores (`s3://`, `gs://`, `abfs://`, `memory://`). Only this module imports fsspec.

Names are literal: functions of fsspec in which `*`, `?` and `[` are patterns (those that take lists of paths, move or
remove) are avoided. Listings are not cached, because other processes may write at the same time. Failed requests are
repeated by the libraries, not here.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..text.limits import HEAD, HeadTest, oversized_error
from .atomic import temporary_file
from .errors import FileChangedError, StoreError, as_oserror, oserrors_for
from .store import BATCH, FileInfo, FolderItem

_PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
    "memory": "fsspec",
}
# Names that fsspec changes if they are in a list: these characters are patterns, and a slash at the end is removed.
_NOT_LITERAL = re.compile(r"[*?\[]|/$")
_LIBRARIES = ("fsspec", "s3fs", "aiobotocore", "botocore", "gcsfs", "google", "adlfs", "azure", "msal")
# Keys of an object's information whose value differs after a change, the most reliable first.
_STAMPS = ("ETag", "etag", "LastModified", "last_modified", "updated", "mtime", "created")


def store_of(path: str) -> ObjectStore:
    """Return the store of an object's path. Raises OSError."""
    return ObjectStore(filesystem_of(path))


def filesystem_of(path: str) -> Any:
    """Return fsspec's file system for a path: one per process and account, a new one after a fork. Raises OSError.

    Threads may share it: all requests run in one event loop of fsspec.
    """
    scheme = path.partition("://")[0]
    if "?versionId=" in path:  # s3fs would read the newest version of an object that has this name
        raise OSError(errno.EINVAL, "versions of objects are not supported; remove the version from the path", path)
    if scheme not in _PACKAGES:
        known = ", ".join(f"{name}://" for name in ("s3", "gs", "abfs", "file"))
        raise StoreError(f"unknown scheme {scheme}://; use one of {known}")
    try:
        from fsspec import get_filesystem_class

        filesystem = get_filesystem_class(scheme)
    except ImportError:
        raise StoreError(f"{scheme}:// needs {_PACKAGES[scheme]}; run: pip install {_PACKAGES[scheme]}") from None
    _silence_libraries()
    with oserrors_for(path):
        return filesystem(use_listings_cache=False, **_options(scheme, path, filesystem))


@cache
def _silence_libraries() -> None:
    """Suppress log messages and warnings of the stores' libraries unless the program has configured them.

    Failures are reported by exceptions; these messages only report attempts with other credentials or requests.
    """
    for name in _LIBRARIES:
        logging.getLogger(name).addHandler(logging.NullHandler())
    warnings.filterwarnings("ignore", module=rf"({'|'.join(_LIBRARIES)})\b", append=True)  # after the program's filters


def _options(scheme: str, path: str, filesystem: Any) -> dict[str, Any]:
    """Return the arguments with which a class of fsspec, `filesystem`, is called for a path."""
    if _PACKAGES[scheme] == "adlfs":  # `abfs://container@account.dfs.core.windows.net/...` names the account
        return dict(filesystem._get_kwargs_from_urls(path))
    if _PACKAGES[scheme] != "s3fs":
        return {}
    from fsspec.config import conf  # options given here replace the user's, so both are merged

    config = {"max_pool_connections": BATCH, **conf.get("s3", {}).get("config_kwargs", {})}  # botocore's default is 10
    # If max_concurrency is above 1, s3fs makes two requests per object: one for its size, one for its content.
    return {"max_concurrency": 1, "config_kwargs": config}


@dataclass(frozen=True)
class ObjectStore:
    """The objects of one of fsspec's file systems."""

    filesystem: Any

    def read(self, path: str, start: int, stop: int | None) -> bytes:
        if stop is not None and stop <= start:  # S3 would ignore this range and send the whole object
            self.file_info(path)
            return b""
        try:
            return bytes(self.filesystem.cat_file(path, start=start or None, end=stop))
        except (FileNotFoundError, StoreError):
            raise
        except Exception:
            # Stores refuse a range that begins behind the end, and any range of an empty object.
            if (not start and stop is None) or self.file_info(path).size > start:
                raise
            return b""

    def read_input(self, path: str, limit: int, head_suffices: HeadTest, *, pipes: bool) -> bytes:
        """Read an object, by one request if it is shorter than HEAD; `pipes` has no effect."""
        head = self.read(path, 0, HEAD)
        size = len(head)
        if size == HEAD and not head_suffices(head):
            size = self.file_info(path).size if limit else 0
            head = b"" if limit and size > limit else self.read(path, 0, None)
        if limit and size > limit:
            raise oversized_error(path, limit)
        return head

    def read_many(
        self, paths: list[str], limit: int, head_suffices: Callable[[str, bytes], bool]
    ) -> list[bytes | OSError]:
        """Read whole objects at the same time; `limit` and `head_suffices` have no effect.

        fsspec's `cat` is not used, because `?` and `[` in names would be patterns.
        """
        results: list[Any]
        try:
            results = self.filesystem.cat_ranges(paths, None, None, on_error="return")
        except Exception as error:
            results = [error] * len(paths)
        return [
            as_oserror(result, path) if isinstance(result, BaseException) else bytes(result)
            for path, result in zip(paths, results, strict=True)
        ]

    def write(self, path: str, data: bytes, follow: bool) -> None:
        with _missing_bucket_reported(path):
            self.filesystem.pipe_file(path, data)

    def replace_unchanged(self, path: str, old: bytes, new: bytes) -> None:
        """Compare and write; a change between the two requests is lost."""
        if self.read(path, 0, None) != old:
            raise FileChangedError(path)
        self.write(path, new, True)

    def put(self, local: str, path: str, follow: bool) -> None:
        with open(local, "rb"):  # raises for a folder or a missing file, which fsspec would accept
            pass
        with _missing_bucket_reported(path):
            self.filesystem.put_file(local, path)
        os.unlink(local)

    def move(self, path: str, target: str, follow: bool) -> None:
        with oserrors_for(path):
            self.filesystem.cp_file(path, target)
        with suppress(FileNotFoundError), oserrors_for(path):
            self.remove(path)

    def remove(self, path: str) -> None:
        self.filesystem.rm_file(path)

    def make_folder(self, path: str) -> None:
        """Do nothing: a folder exists while objects are below it."""

    def remove_folder(self, path: str) -> None:
        """Remove all objects below a folder, with as few requests as the store permits."""
        names = self._object_names(path)
        if literal := [name for name in names if not _NOT_LITERAL.search(name)]:
            self.filesystem.rm(literal)
        for name in names:
            if _NOT_LITERAL.search(name):
                self.filesystem.rm_file(name)
        if names and (remaining := self._object_names(path)):
            raise PermissionError(
                f"objects that cannot be deleted: {len(remaining)}"
            )  # s3fs does not say which were refused

    def file_info(self, path: str) -> FileInfo:
        """Return the size and the stamp of an object; for a folder, 0 and an empty stamp."""
        info = self.filesystem.info(path)
        return FileInfo(int(info.get("size") or 0), _stamp(info))

    def exists(self, path: str) -> bool:
        self.file_info(path)  # raises FileNotFoundError
        return True

    def is_folder(self, path: str) -> bool:
        return bool(self.filesystem.info(path)["type"] == "directory")

    def scan(self, folder: str) -> Iterator[FolderItem]:
        prefix, has_nameless_folder = self._prefix(folder), False
        infos = self.filesystem.ls(folder, detail=True)
        if len(infos) == 1 and infos[0]["name"] == prefix[:-1] and infos[0]["type"] != "directory":
            raise NotADirectoryError
        for info in infos:
            if not info["name"].startswith(prefix):
                continue
            name, stamp = info["name"].removeprefix(prefix).strip("/"), _stamp(info)
            is_folder = info["type"] == "directory"
            if name:
                yield FolderItem(name, is_folder, int(info.get("size") or 0), stamp)
            elif is_folder and not stamp:  # an object that represents the folder itself has a stamp
                has_nameless_folder = True
        if has_nameless_folder:
            raise OSError(errno.EINVAL, "contains objects whose names have an empty part (//); rename them")

    def names_below(self, folder: str) -> Iterator[str]:
        prefix = self._prefix(folder)
        return (name.removeprefix(prefix) for name in self._object_names(folder))

    @contextmanager
    def local_copy(self, path: str) -> Iterator[str]:
        copy = temporary_file()
        try:
            with oserrors_for(path):
                self.filesystem.get_file(path, copy)
            yield copy
        finally:
            with suppress(OSError):
                os.unlink(copy)

    def new_temporary(self, path: str, follow: bool) -> str:
        return temporary_file()

    def _object_names(self, folder: str) -> list[str]:
        prefix = self._prefix(folder)
        return [name for name in self.filesystem.find(folder) if name.startswith(prefix)]

    def _prefix(self, folder: str) -> str:
        """Return the beginning of all names in a folder, as the store writes them."""
        return str(self.filesystem._strip_protocol(folder)).rstrip("/") + "/"


@contextmanager
def _missing_bucket_reported(path: str) -> Iterator[None]:
    """Report FileNotFoundError in a block that creates an object as a missing bucket: nothing else can be missing."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, "no such bucket or container", path) from error


def _stamp(info: dict[str, Any]) -> str:
    """Return the stamp of an object by fsspec's information on it; empty if that has none."""
    value = next((info[key] for key in _STAMPS if info.get(key)), "")
    return str(value.timestamp() if hasattr(value, "timestamp") else value).strip('"')
