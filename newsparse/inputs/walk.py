"""Files below a folder in the sorted order of their whole paths, holding one folder per level in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..problems import InputError, read_error_message
from ..storage.stores import FolderItem, scan

Input = tuple[str, InputError | None]  # a path ("-" is standard input), and why it cannot be read, if known
Scan = Callable[[str], Iterable[FolderItem]]  # lists a folder, in any order; raises OSError
_List = Callable[[str, str], list[FolderItem] | InputError]  # the relevant items of a folder, by path and prefix
_Level = tuple[str, list[FolderItem]]  # a folder's path with a separator at its end, and its relevant items


class FoundFile(NamedTuple):
    """An input that was found or named: its path, why it cannot be read, if known, and its size and stamp, if listing
    the folder gave them (see `stores.FolderItem`)."""

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
    """Return the beginning of all paths below a folder."""
    return folder if folder.endswith(("/", os.sep)) else folder + separator_of(folder)


def walk(
    top: str, selected: Callable[[str], bool], skipped: Callable[[str], bool] = lambda name: False, scan: Scan = scan
) -> Iterator[FoundFile]:
    """Yield the files below `top`, and as faults the folders that cannot be read, in the order of their whole paths.

    `selected` selects files by their path relative to `top`, with `/`. `skipped` excludes files and folders by name;
    these folders are not opened. `scan` lists a folder.
    """
    separator, prefix = separator_of(top), prefix_of(top)
    start = len(prefix)

    def is_relevant(item: FolderItem, prefix: str) -> bool:
        if skipped(item.name):
            return False
        return item.is_folder or selected((prefix[start:] + item.name).replace(separator, "/"))

    def list_folder(folder: str, prefix: str) -> list[FolderItem] | InputError:
        try:
            return [item for item in scan(folder) if is_relevant(item, prefix)]
        except OSError as error:
            return InputError("N001", read_error_message(error))

    first = list_folder(top, prefix)
    if isinstance(first, InputError):
        yield FoundFile(top, first)
        return
    levels = [_level(prefix, first, separator, list_folder)]  # recursion would fail on deep trees
    while levels:
        for item in levels[-1]:
            if not isinstance(item, FoundFile):
                levels.append(_level(*item, separator, list_folder))
                break
            yield item
        else:
            levels.pop()


def _level(prefix: str, items: list[FolderItem], separator: str, list_folder: _List) -> Iterator[FoundFile | _Level]:
    """Yield the items of one folder in the order of whole paths.

    The files below `a` sort as `a/`, which is after `a-b`. A folder that cannot be read sorts as its own name, so every
    folder is listed there. The list waits until `a/` is reached; usually no other item sorts between the two.
    """
    items.sort(key=lambda item: _sort_key(item, separator))
    unlisted = sorted((item.name for item in items if item.is_folder), reverse=True)
    waiting: dict[str, list[FolderItem]] = {}
    for item in items:
        key = _sort_key(item, separator)
        while unlisted and unlisted[-1] < key:
            name = unlisted.pop()
            below = list_folder(prefix + name, prefix + name + separator)
            if isinstance(below, InputError):
                yield FoundFile(prefix + name, below)
            else:
                waiting[name] = below
        if not item.is_folder:
            yield FoundFile(prefix + item.name, None, item.size, item.stamp)
        elif item.name in waiting:
            yield prefix + key, waiting.pop(item.name)


def _sort_key(item: FolderItem, separator: str) -> str:
    return item.name + separator if item.is_folder else item.name
