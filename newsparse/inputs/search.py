"""Find the inputs that the paths of a command line name: files, and files in folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heapreplace
from typing import TYPE_CHECKING, NamedTuple

from ..storage import stores
from ..storage.stores import scan
from .gitignore import GitIgnore
from .globs import matcher
from .reader import STDIN
from .walk import DUPLICATE, EXCLUDED, FoundFile, Input, OnSkip, Scan, walk

if TYPE_CHECKING:
    from .skips import SkipReporter

DEFAULT_GLOB = "*.txt"


class Inputs(NamedTuple):
    """The result of a `Search`.

    Attributes:
        paths: the inputs, in sorted order without duplicates.
        empty: the roots without a file that matches the globs and is not ignored by git.
        excluded_count: the number of files removed by `excluded`.
        roots: the named folders, in which files are searched.
        ignored: the number of files that git ignores, by root.
        note: why git could not be used, or empty.
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
    """An iterable of the inputs that `paths` name: named files, and the files below named folders ("roots").

    Iterating yields the inputs in sorted order without duplicates, and lists each folder only when it is reached, so
    memory holds the named paths and one folder per level. Afterwards the attributes that `Inputs` describes are set,
    `total` (the number of inputs) and `skipped_count` (see `skip`). A named path that does not exist is yielded, too,
    because it becomes an error record.

    Args:
        paths: files, folders, and "-" for standard input.
        globs: select the files in folders (see `globs.matcher`) by their paths relative to the root.
        excluded: returns whether the file at a path is skipped; named files are not, unless `force`.
        force: apply `excluded` to named files, too.
        hidden: include files and folders in roots whose names begin with a dot.
        ignore: skip files in roots that git ignores.
        scan: lists a folder.
        on_skip: is called with each path that is skipped and the reason. A folder that is skipped whole is one call.
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
        on_skip: OnSkip | None = None,
    ) -> None:
        globs = tuple(globs)
        self._selected, self._excluded, self._scan = matcher(globs), excluded, scan
        self._hidden, self._ignore = hidden, ignore
        self._is_to_skip: Callable[[str], bool] = lambda path: False
        self._skip_reason = ""
        self._skips: SkipReporter | None = None
        if on_skip:
            from .skips import SkipReporter  # few runs need it

            self._skips = SkipReporter(on_skip, globs)
        self._excluded_named_count = 0
        self.roots, self._named = self._split(paths, force)
        self._reset()

    def _split(self, paths: Iterable[str], force: bool) -> tuple[tuple[str, ...], list[str]]:
        """Return the folders among the named paths, and the files, sorted; with `force` without the excluded ones."""
        roots, named = dict[str, None](), set[str]()
        for given in paths:
            path = plain_path(given)
            if path in roots or path in named:
                self._report(path, DUPLICATE)
            elif path != STDIN and _is_folder(path):
                roots[path] = None
            elif force and self._excluded and path != STDIN and os.path.exists(path) and self._excluded(path):
                self._excluded_named_count += 1
                self._report(path, EXCLUDED)
            else:  # a slash after the name of a file is kept, so that reading it fails
                named.add(given if given.endswith(("/", "/.")) else path)
        return tuple(roots), sorted(named)

    def skip(self, is_to_skip: Callable[[str], bool], reason: str = "output of this command") -> None:
        """Skip the files in roots for whose paths the function returns true, and count them in `skipped_count`.

        `reason` is passed to `on_skip`.
        """
        self._is_to_skip, self._skip_reason = is_to_skip, reason

    def _report(self, path: str, reason: str) -> None:
        if self._skips:
            self._skips.report(path, reason)

    def _reset(self) -> None:
        self.total, self.excluded_count, self.skipped_count, self.note = 0, self._excluded_named_count, 0, ""
        self.empty: list[str] = []
        self.ignored: dict[str, int] = {}

    def __iter__(self) -> Iterator[FoundFile]:
        self._reset()
        sources = [("" if root == os.curdir else root, self._below(root)) for root in self.roots]
        previous_path = None
        for item in merge_sorted([("", map(FoundFile, self._named)), *sources]):
            if item.path != previous_path:
                previous_path = item.path
                self.total += 1
                yield item
            else:
                self._report(item.path, DUPLICATE)

    def _below(self, root: str) -> Iterator[FoundFile]:
        """Yield the inputs below a root, and update the counts."""
        on_skip, on_ignored = (self._skips.report, self._skips.report_ignored) if self._skips else (None, None)
        files = walk(root, self._selected, self._is_skipped_name, self._scan, on_skip)
        git = GitIgnore(root, on_skip=on_ignored) if self._ignore else None
        is_empty = True
        for item in git.not_ignored(files) if git else files:
            is_empty = False
            if root == os.curdir:
                item = item._replace(path=plain_path(item.path))
            if self._is_input(item, root):
                yield item
        if is_empty:
            self.empty.append(root)
        if git:
            self.note = self.note or git.note
            if git.count:
                self.ignored[root] = git.count

    def _is_input(self, item: FoundFile, root: str) -> bool:
        """Return whether a file in a root is an input. If it is not, count it as skipped or excluded."""
        if self._is_to_skip(item.path):
            self.skipped_count += 1
            if self._skips:
                self._skips.report_whole(item.path, root, self._is_to_skip, self._skip_reason)
        elif self._excluded and not item.error and self._excluded(item.path):
            self.excluded_count += 1
            if self._skips:
                self._skips.report_whole(item.path, root, self._excluded, EXCLUDED)
        else:
            return True
        return False

    def _is_skipped_name(self, name: str) -> bool:
        """Return whether files and folders of this name are skipped: hidden ones, and `.git` as if git ignored it."""
        return name.startswith(".") and (not self._hidden or (self._ignore and name == ".git"))


def plain_path(path: str) -> str:
    """Return the shortest spelling of a path, without `.`, repeated slashes and a final slash.

    `..` is kept, because the folder before it may be a symbolic link, and so is `./` before a file called `-`. Paths of
    objects are not changed.

    >>> plain_path("./in//a.txt"), plain_path("in/../b/"), plain_path("./-"), plain_path("./")
    ('in/a.txt', 'in/../b', './-', '.')
    """
    if path == "" or stores.is_remote(path):
        return path
    names = "/".join(name for name in path.split("/") if name not in ("", os.curdir))
    plain = "/" + names if path.startswith("/") else names or os.curdir
    return path if plain == STDIN else plain


def _is_folder(path: str) -> bool:
    """Return whether a path is a folder.

    False if an object store does not answer: the path then counts as a file, and reading it reports the error.
    """
    if not stores.is_remote(path):
        return os.path.isdir(path)
    try:
        return stores.is_folder(path)
    except OSError:
        return False


def merge_sorted(sources: Iterable[tuple[str, Iterator[FoundFile]]]) -> Iterator[FoundFile]:
    """Merge sources, each of them sorted by path, into one sequence sorted by path.

    A source is a pair: a lower bound of its paths, and the files. Files are requested from it only when its lower bound
    is reached, so that few of thousands of folders are open at a time; `heapq.merge` would open all.
    """
    # Path of the next file or lower bound; number of the source, to make entries comparable; next file; other files.
    heap: list[tuple[str, int, FoundFile | None, Iterator[FoundFile]]] = []
    heap.extend((lower_bound, number, None, files) for number, (lower_bound, files) in enumerate(sources))
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
    """Run a search to its end and return its result."""
    paths = [found.input for found in search]
    return Inputs(paths, search.empty, search.excluded_count, search.roots, search.ignored, search.note)
