"""Find the files below a folder, sorted by their whole paths; memory holds one folder per level."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from ..problems import InputError, read_error_message
from ..storage.stores import FolderItem, scan

Input = tuple[str, InputError | None]  # a path ("-" is standard input), and why it cannot be read, if known
Scan = Callable[[str], Iterable[FolderItem]]  # lists a folder, in any order; raises OSError
OnSkip = Callable[[str, str], None]  # is called with the path of a file or directory that is skipped, and the reason
_Level = tuple[str, list[FolderItem]]  # a folder's prefix (see `prefix_of`), and its relevant items
_ListFolder = Callable[[str, str], list[FolderItem] | InputError]  # the relevant items by the folder's path and prefix


# Why a file or directory is skipped.
HIDDEN = "hidden"
NOT_SELECTED = "does not match a pattern"
LINK = "symbolic link to a directory"
SPECIAL = "not a regular file"
EXCLUDED = "excluded by a pattern"
IGNORED = "ignored by git"
DUPLICATE = "already listed"


class FoundFile(NamedTuple):
    """An input that was found in a folder or named by the user.

    `error` says why it cannot be read, if that is known. `size` and `stamp` are set if listing its folder provided them
    (see `stores.FolderItem`).
    """

    path: str
    error: InputError | None = None
    size: int | None = None
    stamp: str | None = None

    @property
    def input(self) -> Input:
        """The path and the error, as the functions of `batch` take them."""
        return self.path, self.error


def separator_of(path: str) -> str:
    """Return the separator between the names of a path: `/` for objects of stores, else the system's."""
    return "/" if "://" in path else os.sep


def prefix_of(folder: str) -> str:
    """Return the path of a folder with a separator at its end, with which all paths below it begin."""
    return folder if folder.endswith(("/", os.sep)) else folder + separator_of(folder)


def walk(
    top: str,
    selected: Callable[[str], bool],
    skipped: Callable[[str], bool] = lambda name: False,
    scan: Scan = scan,
    on_skip: OnSkip | None = None,
) -> Iterator[FoundFile]:
    """Yield the files below `top`, and folders that cannot be read, which have an `error`, sorted by their whole paths.

    `selected` returns whether a file is yielded, by its path relative to `top`, with `/`. `skipped` returns whether a
    file or folder is skipped, by its name; such folders are not listed. `scan` lists a folder. `on_skip` is called for
    what is skipped, with the reasons HIDDEN, NOT_SELECTED, LINK and SPECIAL.
    """
    separator, top_prefix = separator_of(top), prefix_of(top)

    def is_relevant(item: FolderItem, prefix: str) -> bool:
        if skipped(item.name):
            return False
        return item.is_folder or selected((prefix.removeprefix(top_prefix) + item.name).replace(separator, "/"))

    def list_folder(folder: str, prefix: str) -> list[FolderItem] | InputError:
        try:
            if on_skip is None:
                return [item for item in scan(folder) if is_relevant(item, prefix)]
            items = list(scan(folder))
            relevant = [item for item in items if is_relevant(item, prefix)]
            _report_skipped(prefix, items, {item.name for item in relevant}, skipped, on_skip)
            return relevant
        except OSError as error:
            return InputError("N001", read_error_message(error))

    items = list_folder(top, top_prefix)
    if isinstance(items, InputError):
        yield FoundFile(top, items)
        return
    # A stack of the folders that are open, one per level. Recursion would fail on deep trees.
    levels = [_sorted_level(top_prefix, items, separator, list_folder)]
    while levels:
        for item in levels[-1]:
            if not isinstance(item, FoundFile):
                levels.append(_sorted_level(*item, separator, list_folder))
                break
            yield item
        else:
            levels.pop()


def _report_skipped(
    prefix: str, items: Iterable[FolderItem], relevant: Container[str], skipped: Callable[[str], bool], on_skip: OnSkip
) -> None:
    """Call `on_skip` for what is in a folder, and what `scan` has omitted, except for the names in `relevant`."""
    reasons = {item.name: HIDDEN if skipped(item.name) else NOT_SELECTED for item in items}
    if "://" not in prefix:
        for name in os.listdir(prefix):
            if name not in reasons:
                reasons[name] = LINK if os.path.isdir(prefix + name) else SPECIAL
    for name in sorted(reasons):
        if name not in relevant:
            on_skip(prefix + name, reasons[name])


def _sorted_level(
    prefix: str, items: list[FolderItem], separator: str, list_folder: _ListFolder
) -> Iterator[FoundFile | _Level]:
    """Yield the files in one folder, and the folders in it with their items, sorted by the whole paths of the files.

    A folder `a` has its place at `a/`, with which the paths of its files begin: after a file `a-b`. Only if it cannot
    be read is its place at `a`, before `a-b`. So each folder is listed where `a` sorts, and its items are kept until
    `a/` is reached; usually nothing sorts between the two.
    """
    items.sort(key=lambda item: _sort_key(item, separator))
    unlisted = sorted((item.name for item in items if item.is_folder), reverse=True)
    listed: dict[str, list[FolderItem]] = {}
    for item in items:
        key = _sort_key(item, separator)
        while unlisted and unlisted[-1] < key:
            name = unlisted.pop()
            result = list_folder(prefix + name, prefix + name + separator)
            if isinstance(result, InputError):
                yield FoundFile(prefix + name, result)
            else:
                listed[name] = result
        if not item.is_folder:
            yield FoundFile(prefix + item.name, None, item.size, item.stamp)
        elif item.name in listed:
            yield prefix + key, listed.pop(item.name)


def _sort_key(item: FolderItem, separator: str) -> str:
    return item.name + separator if item.is_folder else item.name
