"""A folder walked: what is found below it, in the sorted order of the paths, in memory for one folder a level."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..problems import InputError, unreadable
from ..storage.stores import Item, scan

Input = tuple[str, InputError | None]  # a path ("-" is standard input), and what is known to be wrong with it
Scan = Callable[[str], Iterable[Item]]  # what is in a folder, in any order; raises OSError
_Level = tuple[str, list[Item]]  # a folder's path with a separator at its end, and what is of interest in it


class Found(NamedTuple):
    """An input that was found or named: its path, what is known to be wrong with it, and its size and stamp, where
    the folder told them (see `stores.Item`)."""

    path: str
    fault: InputError | None = None
    size: int | None = None
    stamp: str | None = None

    @property
    def input(self) -> Input:
        """It as readers take it."""
        return self.path, self.fault


def separator_of(path: str) -> str:
    """What stands between the names of a path: `/` in an address, elsewhere what the system has."""
    return "/" if "://" in path else os.sep


def prefix_of(folder: str) -> str:
    """The beginning of all paths below a folder."""
    return folder if folder.endswith(("/", os.sep)) else folder + separator_of(folder)


def walk(
    top: str, wanted: Callable[[str], bool], passed: Callable[[str], bool] = lambda name: False, scan: Scan = scan
) -> Iterator[Found]:
    """The files below `top` whose paths from there are `wanted`, and the folders that cannot be read, as faults.

    They come as sorting their whole paths would have them. Files and folders whose names are to be `passed` over are
    not looked at.
    """
    separator, prefix = separator_of(top), prefix_of(top)

    def listed(folder: str, prefix: str) -> list[Item] | InputError:
        try:
            return [
                item
                for item in scan(folder)
                if not passed(item.name)
                and (item.is_folder or wanted((prefix[start:] + item.name).replace(separator, "/")))
            ]
        except OSError as error:
            return InputError("N001", unreadable(error))

    start = len(prefix)
    first = listed(top, prefix)
    if isinstance(first, InputError):
        yield Found(top, first)
        return
    levels = [_level(prefix, first, separator, listed)]  # not recursion, which a deep tree would exhaust
    while levels:
        for found in levels[-1]:
            if not isinstance(found, Found):
                levels.append(_level(*found, separator, listed))
                break
            yield found
        else:
            levels.pop()


def _level(
    prefix: str, items: list[Item], separator: str, listed: Callable[[str, str], list[Item] | InputError]
) -> Iterator[Found | _Level]:
    """What is in one folder, in the order of whole paths: what is below `a` stands where `a/` does, behind `a-b`.

    A folder that cannot be read stands where its own name does, so each is listed there already. Seldom is there
    anything between the two places, for which what was listed has to wait.
    """
    items.sort(key=lambda item: item.name + separator if item.is_folder else item.name)
    folders = sorted((item.name for item in items if item.is_folder), reverse=True)
    waiting: dict[str, list[Item]] = {}
    for item in items:
        key = item.name + separator if item.is_folder else item.name
        while folders and folders[-1] < key:
            name = folders.pop()
            below = listed(prefix + name, prefix + name + separator)
            if isinstance(below, InputError):
                yield Found(prefix + name, below)
            else:
                waiting[name] = below
        if not item.is_folder:
            yield Found(prefix + item.name, None, item.size, item.stamp)
        elif item.name in waiting:
            yield prefix + key, waiting.pop(item.name)
