"""Find the inputs: files, directories, lists of them."""

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
from .walk import Found, Input, Scan, walk

DEFAULT_GLOB = "*.txt"


class Inputs(NamedTuple):
    """The inputs in sorted order, each once, with what is wrong with it; directories that gave none; how many
    were left out because `excluded` said so; the directories that were searched; how many files git ignores in which
    of them, and why it could not tell, if so."""

    paths: list[Input]
    empty: list[str]
    left_out: int
    roots: tuple[str, ...]
    ignored: Mapping[str, int]
    note: str

    @property
    def total(self) -> int:
        """How many inputs there are."""
        return len(self.paths)


class Search:
    """The news files that `paths` name: files as they are, directories by what matches a glob below them.

    Patterns are those of `globs`, and start from the directory that is searched. Skipped in directories are files
    and folders whose names begin with a dot, unless `hidden`, and, if `ignore`, what git ignores. A path that does not
    exist is kept, and gives its error record. `excluded` selects what to exclude of what is found in directories, with
    `force` also of the paths that are named.

    They come in sorted order, each once, while directories are read: memory holds what is named, and one folder a
    level. What `Inputs` tells besides them (and their `total`) is here too, once the last one has come. `scan` lists a
    folder.
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
        self._wanted, self._excluded, self._scan = matcher(globs), excluded, scan
        self._hidden, self._ignore = hidden, ignore
        self._own: Callable[[str], bool] = lambda path: False
        roots, named = dict[str, None](), set[str]()
        self._excluded_names = 0
        for given in paths:
            path = plain_path(given)
            if path != STDIN and _is_folder(path):
                roots[path] = None
            elif force and excluded and path != STDIN and os.path.exists(path) and excluded(path):
                self._excluded_names += 1
            else:
                named.add(given if given.endswith(("/", "/.")) else path)  # of a file these are an error
        self.roots, self._named = tuple(roots), sorted(named)
        self._begin()

    def pass_over(self, own: Callable[[str], bool]) -> None:
        """Pass over what is found in directories and `own` says to be the caller's; `own` of them are counted."""
        self._own = own

    def _begin(self) -> None:
        self.total, self.left_out, self.own, self.note = 0, self._excluded_names, 0, ""
        self.empty: list[str] = []
        self.ignored: dict[str, int] = {}

    def __iter__(self) -> Iterator[Found]:
        self._begin()
        sources = [("" if root == os.curdir else root, self._below(root)) for root in self.roots]
        last = None
        for item in merged([("", map(Found, self._named)), *sources]):
            if item.path != last:
                last = item.path
                self.total += 1
                yield item

    def _below(self, root: str) -> Iterator[Found]:
        found, some = walk(root, self._wanted, self._passed, self._scan), False
        git = GitIgnore(root) if self._ignore else None
        for item in git.kept(found) if git else found:
            some = True
            if root == os.curdir:
                item = item._replace(path=plain_path(item.path))
            if self._own(item.path):
                self.own += 1
            elif self._excluded and not item.fault and self._excluded(item.path):
                self.left_out += 1
            else:
                yield item
        if not some:
            self.empty.append(root)
        if git:
            self.note = self.note or git.note
            if git.count:
                self.ignored[root] = git.count

    def _passed(self, name: str) -> bool:
        """Whether a file or folder of this name is passed over; git's own folder is with what it ignores."""
        return name.startswith(".") and (not self._hidden or (self._ignore and name == ".git"))


def plain_path(path: str) -> str:
    """A path without the parts that name nothing: `.`, and repeated or final slashes. `..` stays: it may follow a link.

    The `./` of a file that is called `-` stays, too.

    >>> plain_path("./in//a.txt"), plain_path("in/../b/"), plain_path("./-"), plain_path("./")
    ('in/a.txt', 'in/../b', './-', '.')
    """
    if path == "" or stores.is_remote(path):
        return path
    names = "/".join(name for name in path.split("/") if name not in ("", os.curdir))
    plain = "/" + names if path.startswith("/") else names or os.curdir
    return path if plain == STDIN else plain


def _is_folder(path: str) -> bool:
    """Whether a path is a folder. A store that does not tell does not tell what is in it either: that is said then."""
    if not stores.is_remote(path):
        return os.path.isdir(path)
    try:
        return stores.is_folder(path)
    except OSError:
        return False


def merged(sources: Iterable[tuple[str, Iterator[Found]]]) -> Iterator[Found]:
    """What all sources give, in the order of paths, as each gives its own. Each comes with a path that none of it
    stands before: unlike `heapq.merge`, this begins it only there, so that of thousands of directories few are open."""
    heap: list[tuple[str, int, Found | None, Iterator[Found]]] = []
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


def listed(search: Search) -> Inputs:
    """All of a search."""
    paths = [found.input for found in search]
    return Inputs(paths, search.empty, search.left_out, search.roots, search.ignored, search.note)


def read_list(data: bytes, nul: bool = False) -> list[str]:
    """The paths of a list of files: one a line, or NUL-separated. Empty lines are no paths."""
    data = data.removeprefix(codecs.BOM_UTF8)
    rows = data.split(b"\0") if nul else data.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(row) for row in rows if row]
