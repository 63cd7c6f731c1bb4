"""Local files."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from ..text.limits import HeadTest
from .atomic import move_atomically, temporary_beside, write_atomically
from .errors import oserrors_for
from .reading import read_limited
from .store import FileInfo, FolderItem


class LocalFiles:
    """The `Store` of local files; paths have no scheme."""

    def read(self, path: str, start: int, stop: int | None) -> bytes:
        with open(path, "rb") as file:
            if start:
                file.seek(start)
            return file.read() if stop is None else file.read(max(0, stop - start))

    def read_input(self, path: str, limit: int, head_suffices: HeadTest, *, pipes: bool) -> bytes:
        return read_limited(path, limit, head_suffices, pipes=pipes)

    def read_many(
        self, paths: list[str], limit: int, head_suffices: Callable[[str, bytes], bool]
    ) -> Iterator[bytes | OSError]:
        """Read each file when it is requested, so that only one is in memory."""
        for path in paths:
            try:
                with oserrors_for(path):
                    data: bytes | OSError = read_limited(path, limit, partial(head_suffices, path))
            except OSError as error:
                data = error
            yield data

    def write(self, path: str, data: bytes, follow: bool) -> None:
        write_atomically(path, data, follow)

    def replace_unchanged(self, path: str, old: bytes, new: bytes) -> None:
        write_atomically(path, new, expected=old)

    def put(self, local: str, path: str, follow: bool) -> None:
        move_atomically(local, path, follow)

    def move(self, path: str, target: str, follow: bool) -> None:
        move_atomically(path, target, follow)

    def remove(self, path: str) -> None:
        os.unlink(path)

    def make_folder(self, path: str) -> None:
        os.makedirs(path, exist_ok=True)

    def remove_folder(self, path: str) -> None:
        import shutil

        shutil.rmtree(path)

    def file_info(self, path: str) -> FileInfo:
        status = os.stat(path)
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise OSError(errno.EINVAL, "is a pipe or device, not a file", path)
        return FileInfo(status.st_size, str(status.st_mtime_ns))

    def exists(self, path: str) -> bool:
        return os.path.exists(path)

    def is_folder(self, path: str) -> bool:
        return os.path.isdir(path)

    def scan(self, folder: str) -> Iterator[FolderItem]:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir(follow_symlinks=False)
                    if is_folder or entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):
                        yield FolderItem(entry.name, is_folder)
                except OSError:  # a circular link, or a link into a folder without search permission
                    yield FolderItem(entry.name, False)

    def names_below(self, folder: str) -> Iterator[str]:
        prefix = len(os.path.join(folder, ""))
        for parent, _, names in os.walk(folder):
            yield from (os.path.join(parent, name)[prefix:].replace(os.sep, "/") for name in names)

    @contextmanager
    def local_copy(self, path: str) -> Iterator[str]:
        yield path

    def new_temporary(self, path: str, follow: bool) -> str:
        return temporary_beside(path, follow)
