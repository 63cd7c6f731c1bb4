"""Objects of stores (`s3://`, `gs://`, `abfs://`, `memory://`); the one door to fsspec, which is loaded when needed.

Names are taken as they are: what of fsspec takes lists of paths, or moves or removes, reads `*`, `?` and `[` in them as
patterns, and is kept away from. Nothing is listed from memory, for others may write at the same time. Faults of a
store are tried again by its own library, not here. Functions raise what those raise; `stores` makes OSErrors of it.
"""

from __future__ import annotations

import errno
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from ..text.limits import HEAD, Enough, oversized
from .errors import StoreError, as_oserror, faults

TOGETHER = 64  # objects that are asked for at once
_PACKAGES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "abfss": "adlfs",
             "az": "adlfs", "memory": "fsspec"}  # fmt: skip
_ALONE = re.compile(r"[*?\[]|/$")  # in lists of names fsspec takes these for patterns, and cuts a slash at the end off
_LIBRARIES = ("fsspec", "s3fs", "aiobotocore", "botocore", "gcsfs", "google", "adlfs", "azure", "msal")
# What tells of a change, by the stores' own names for it: the content's tag before the time.
_STAMPS = ("ETag", "etag", "LastModified", "last_modified", "updated", "mtime", "created")


class About(NamedTuple):
    """A file's size, and a stamp that is another one when the file has changed."""

    size: int
    stamp: str


class Item(NamedTuple):
    """A file or folder in its folder; with a file's size and stamp (see About) where the folder tells them."""

    name: str
    is_folder: bool
    size: int | None = None
    stamp: str | None = None


def store_of(path: str) -> Any:
    """fsspec's object for the store that a path is in: one a process and account, made anew after a fork.

    Threads may share it: all of them hand their requests to one loop of fsspec's own. Raises OSError.
    """
    scheme = path.partition("://")[0]
    if "?versionId=" in path:  # s3fs would read the newest one of what is called so without it
        raise OSError(errno.EINVAL, "older versions of objects are not read", path)
    if scheme not in _PACKAGES:
        known = ", ".join(f"{name}://" for name in ("s3", "gs", "abfs", "file"))
        raise StoreError(f"{scheme}:// is not known; known are {known}")
    try:
        from fsspec import get_filesystem_class

        kind = get_filesystem_class(scheme)
    except ImportError:
        raise StoreError(f'{scheme}:// needs {_PACKAGES[scheme]}: pip install "newsparse[remote]"') from None
    _hush()
    with faults(path):
        return kind(use_listings_cache=False, **_options(scheme, path, kind))


@cache
def _hush() -> None:
    """Have what the stores' libraries log and warn of not printed, unless a program asks for it: what fails is told by
    what they raise, and of what they try and do without (other credentials, other requests) nobody need know."""
    for name in _LIBRARIES:
        logging.getLogger(name).addHandler(logging.NullHandler())
    warnings.filterwarnings("ignore", module=rf"({'|'.join(_LIBRARIES)})\b", append=True)  # behind those of others


def _options(scheme: str, path: str, kind: Any) -> dict[str, Any]:
    if _PACKAGES[scheme] == "adlfs":  # `abfs://container@account.dfs.core.windows.net/...` names the account
        return dict(kind._get_kwargs_from_urls(path))
    if _PACKAGES[scheme] != "s3fs":
        return {}
    from fsspec.config import conf  # what is given here goes before the user's own, so both are put together

    own = {"max_pool_connections": TOGETHER, **conf.get("s3", {}).get("config_kwargs", {})}  # botocore's are 10
    # With more than one, s3fs asks for the size before each read, which doubles the requests of small objects.
    return {"max_concurrency": 1, "config_kwargs": own}


def read(path: str, start: int, stop: int | None) -> bytes:
    """The bytes of an object, or a range of them."""
    if stop is not None and stop <= start:  # S3 takes that for no range, and sends the whole
        about(path)
        return b""
    try:
        return bytes(store_of(path).cat_file(path, start=start or None, end=stop))
    except (FileNotFoundError, StoreError):
        raise
    except Exception:
        # Stores refuse a range that begins behind the end, as every range of an empty object does.
        if (not start and stop is None) or about(path).size > start:
            raise
        return b""


def read_limited(path: str, limit: int, enough: Enough) -> bytes:
    """The bytes of an object, as `files.read_limited` reads a file; by one request unless it is longer than HEAD."""
    head = read(path, 0, HEAD)
    size = len(head)
    if size == HEAD and not enough(head):
        size = about(path).size if limit else 0
        head = b"" if limit and size > limit else read(path, 0, None)
    if limit and size > limit:
        raise oversized(path, limit)
    return head


def read_many(paths: list[str]) -> list[bytes | OSError]:
    """The bytes of objects, read at the same time; not by `cat`, which takes `?` and `[` in names for patterns."""
    found: list[Any] = [None] * len(paths)
    stores: dict[int, tuple[Any, list[int]]] = {}
    for index, path in enumerate(paths):
        try:
            store = store_of(path)
            stores.setdefault(id(store), (store, []))[1].append(index)
        except OSError as error:
            found[index] = error
    for store, indices in stores.values():
        try:
            results = store.cat_ranges([paths[index] for index in indices], None, None, on_error="return")
        except Exception as error:
            results = [error] * len(indices)
        for index, result in zip(indices, results, strict=True):
            found[index] = as_oserror(result, paths[index]) if isinstance(result, BaseException) else bytes(result)
    return found


def write(path: str, data: bytes) -> None:
    """Make an object of bytes."""
    with _in_bucket(path):
        store_of(path).pipe_file(path, data)


def put(local: str, path: str) -> None:
    """Make an object of a file of this machine."""
    with open(local, "rb"):  # a folder or nothing is told of before the store would make something of it
        pass
    with _in_bucket(path):
        store_of(path).put_file(local, path)


@contextmanager
def _in_bucket(path: str) -> Iterator[None]:
    """While an object is made: of what that needs, only its bucket can be missing."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, "there is no such bucket or container", path) from error


def about(path: str) -> About:
    """The size and the stamp of an object; a folder has neither."""
    info = store_of(path).info(path)
    return About(int(info.get("size") or 0), _stamp(info))


def is_folder(path: str) -> bool:
    """Whether there is something below a path, and not an object of this very name."""
    return bool(store_of(path).info(path)["type"] == "directory")


def remove_below(folder: str) -> None:
    """Remove all objects of a folder, many a request where the store can; raises OSError where one is left."""
    store = store_of(folder)
    base = _base(store, folder)
    found = [name for name in store.find(folder) if name.startswith(base)]
    if plain := [name for name in found if not _ALONE.search(name)]:
        store.rm(plain)
    for name in found:
        if _ALONE.search(name):
            store.rm_file(name)
    if found and (left := [name for name in store.find(folder) if name.startswith(base)]):
        raise PermissionError(f"{len(left)} objects cannot be removed")  # s3fs does not tell which it was refused


def names_below(folder: str) -> list[str]:
    """The names of all objects of a folder, from there on."""
    store = store_of(folder)
    base = _base(store, folder)
    return [name.removeprefix(base) for name in store.find(folder) if name.startswith(base)]


def scan(folder: str) -> Iterator[Item]:
    """What is directly below a path. Raises OSError, after all else, where folders cannot hold a name."""
    store = store_of(folder)
    base, hidden = _base(store, folder), False
    infos = store.ls(folder, detail=True)
    if len(infos) == 1 and infos[0]["name"] == base[:-1] and infos[0]["type"] != "directory":
        raise NotADirectoryError
    for info in infos:
        rest, below, stamp = info["name"].removeprefix(base), info["type"] == "directory", _stamp(info)
        if not info["name"].startswith(base):
            continue
        if name := rest.strip("/"):
            yield Item(name, below, int(info.get("size") or 0), stamp)
        elif below and not stamp:  # what has a stamp is an object that stands for the folder itself
            hidden = True
    if hidden:
        raise OSError(errno.EINVAL, "objects below it have names with an empty part (//), and are not read")


def _base(store: Any, folder: str) -> str:
    """What the names of all that is in a folder begin with, as the store writes them."""
    return str(store._strip_protocol(folder)).rstrip("/") + "/"


def _stamp(info: dict[str, Any]) -> str:
    value = next((info[key] for key in _STAMPS if info.get(key)), "")
    return str(value.timestamp() if hasattr(value, "timestamp") else value).strip('"')
