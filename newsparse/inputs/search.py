"""Search for inputs: files, folders and lists of files."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from ..storage import stores
from ..storage.stores import scan
from .gitignore import GitIgnore
from .globs import matcher
from .reader import STDIN
from .walk import FoundFile, Input, Scan, walk

DEFAULT_GLOB = "*.txt"


class Inputs(NamedTuple):
    """The result of a search.

    `paths` are the inputs in sorted order without duplicates, `empty` the folders without inputs, `excluded_count` is
    the number of files that `excluded` removed, `roots` are the folders that were searched, `ignored` the number of
    files that git ignores in each root, and `note` says why git could not be used, if that happened.
    """

    paths: list[Input]
    empty: list[str]
    excluded_count: int
    roots: tuple[str, ...]
    ignored: Mapping[str, int]
    note: str

    @property
    def total(self) -> int:
        """The number of inputs."""
        return len(self.paths)


class Search:
    """The inputs that `paths` name, as an iterable: files as they are, and the files below folders.

    Files in folders are selected by `globs` (see `globs.matcher`), relative to the folder that is searched. Files and
    folders whose names begin with a dot are skipped unless `hidden`, files that git ignores if `ignore`, and paths for
    which `excluded` returns true; with `force` also named files. A named path that does not exist is yielded, because
    it becomes an error record. `scan` lists a folder.

    Iteration yields the inputs in sorted order without duplicates while folders are being read; it holds the named
    paths and one folder per level in memory. At its end the attributes are set that `Inputs` has, and `total`.
    """

    def __init__(
        self,
        paths: Iterable[str],
        globs: Iterable[str] = (DEFAULT_GLOB,),
        excluded: Callable[[str], bool] | None = None,
        force: bool = False,
        *,
        hidden: bool = False,
        ignore: bool = True,
        scan: Scan = scan,
    ) -> None:
        self._selected, self._excluded, self._scan = matcher(globs), excluded, scan
        self._hidden, self._ignore = hidden, ignore
        self._is_own: Callable[[str], bool] = lambda path: False
        roots, named = dict[str, None](), set[str]()
        self._excluded_names = 0
        for given in paths:
            path = plain_path(given)
            if path != STDIN and _is_folder(path):
                roots[path] = None
            elif force and excluded and path != STDIN and os.path.exists(path) and excluded(path):
                self._excluded_names += 1
            else:  # a slash at the end of a file's name makes it an error
                named.add(given if given.endswith(("/", "/.")) else path)
        self.roots, self._named = tuple(roots), sorted(named)
        self._reset()

    def skip(self, own: Callable[[str], bool]) -> None:
        """Skip the files in folders for which `own` returns true; the attribute `own` counts them."""
        self._is_own = own

    def _reset(self) -> None:
        self.total, self.excluded_count, self.skipped_count, self.note = 0, self._excluded_names, 0, ""
        self.empty: list[str] = []
        self.ignored: dict[str, int] = {}

    def __iter__(self) -> Iterator[FoundFile]:
        self._reset()
        sources = [("" if root == os.curdir else root, self._below(root)) for root in self.roots]
        last = None
        for item in merge_sorted([("", map(FoundFile, self._named)), *sources]):
            if item.path != last:
                last = item.path
                self.total += 1
                yield item

    def _below(self, root: str) -> Iterator[FoundFile]:
        """Yield the inputs below a folder."""
        files, is_empty = walk(root, self._selected, self._is_skipped, self._scan), True
        git = GitIgnore(root) if self._ignore else None
        for item in git.kept(files) if git else files:
            is_empty = False
            if root == os.curdir:
                item = item._replace(path=plain_path(item.path))
            if self._is_input(item):
                yield item
        if is_empty:
            self.empty.append(root)
        if git:
            self.note = self.note or git.note
            if git.count:
                self.ignored[root] = git.count

    def _is_input(self, item: FoundFile) -> bool:
        """Return whether a file in a folder is an input; count it otherwise."""
        if self._is_own(item.path):
            self.skipped_count += 1
        elif self._excluded and not item.error and self._excluded(item.path):
            self.excluded_count += 1
        else:
            return True
        return False

    def _is_skipped(self, name: str) -> bool:
        """Return whether files and folders of this name are skipped; `.git` is, as if git ignored it."""
        return name.startswith(".") and (not self._hidden or (self._ignore and name == ".git"))


def plain_path(path: str) -> str:
    """Remove the parts of a path that name nothing: `.`, and repeated or final slashes.

    `..` is kept, because it may follow a symbolic link, and so is `./` before a file called `-`.

    >>> plain_path("./in//a.txt"), plain_path("in/../b/"), plain_path("./-"), plain_path("./")
    ('in/a.txt', 'in/../b', './-', '.')
    """
    if path == "" or stores.is_remote(path):
        return path
    names = "/".join(name for name in path.split("/") if name not in ("", os.curdir))
    plain = "/" + names if path.startswith("/") else names or os.curdir
    return path if plain == STDIN else plain


def _is_folder(path: str) -> bool:
    """Return whether a path is a folder; False if an object store does not answer, which reading it reports."""
    if not stores.is_remote(path):
        return os.path.isdir(path)
    try:
        return stores.is_folder(path)
    except OSError:
        return False


def merge_sorted(sources: Iterable[tuple[str, Iterator[FoundFile]]]) -> Iterator[FoundFile]:
    """Merge sources, each of them sorted by path, into one sorted sequence.

    Each source comes with a lower bound of its paths and is started when that is reached, so that few of thousands of
    folders are open at a time; `heapq.merge` would start all.
    """
    heap: list[tuple[str, int, FoundFile | None, Iterator[FoundFile]]] = []
    heap.extend((path, number, None, items) for number, (path, items) in enumerate(sources))
    heapify(heap)
    while heap:
        _, number, item, items = heap[0]
        if item:
            yield item
        if following := next(items, None):
            heapreplace(heap, (following.path, number, following, items))
        else:
            heappop(heap)


def find_all(search: Search) -> Inputs:
    """Return all inputs of a search."""
    paths = [found.input for found in search]
    return Inputs(paths, search.empty, search.excluded_count, search.roots, search.ignored, search.note)


def read_list(data: bytes, nul: bool = False) -> list[str]:
    """Parse a list of paths, one per line or NUL-separated; empty ones are skipped."""
    data = data.removeprefix(codecs.BOM_UTF8)
    paths = data.split(b"\0") if nul else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(path) for path in paths if path]
