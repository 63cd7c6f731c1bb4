"""What git ignores, told by git itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..problems import reason
from .walk import Found, prefix_of

_BATCH = 10_000  # files that git is asked about at once: it starts in 5 ms
_SECONDS = 10  # for an answer: patterns with many stars take git an exponential time, and a pipe never ends
_MOST_FOLDERS = 10_000  # that are remembered
_COMMAND = ("git", "-c", "core.fsmonitor=false", "check-ignore", "--no-index", "-z", "--stdin")
# What tells git of another repository than the one around the folder, as it does for hooks.
_ELSEWHERE = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
                        "GIT_NAMESPACE", "GIT_PREFIX", "GIT_ICASE_PATHSPECS"})  # fmt: skip


class _Tree:
    """A repository's files: its folder or that which is searched, with a separator; the one around it, if any."""

    def __init__(self, prefix: str, around: _Tree | None) -> None:
        self.prefix, self.around = prefix, around
        self.left_out: bool | None = None  # by the one around; None where it was not asked yet
        self.silent = False  # nothing is ignored in it

    def is_left_out(self) -> bool:
        """Whether all of it is ignored."""
        return bool(self.left_out) or (self.around is not None and self.around.is_left_out())


class GitIgnore:
    """What git ignores below `top`: `count` files of those that came by. `note` says why it could not tell, if so.

    The rules of each file are those of the nearest repository. A directory that is ignored itself is searched all the
    same, as it was named. Where there is no repository no process is started. Where git gives no answer for a batch of
    files within `seconds`, nothing is ignored in that repository, and half as long is waited for the next such one.
    """

    def __init__(self, top: str, seconds: float = _SECONDS) -> None:
        self.count, self.note, self._seconds = 0, "", seconds
        self._prefix = prefix_of(top)
        self._top = _Tree(self._prefix, None) if work_tree(top) else None
        self._trees: dict[str, _Tree | None] = {}

    def kept(self, found: Iterable[Found]) -> Iterator[Found]:
        """What git does not ignore, in its order."""
        waiting: list[tuple[Found, _Tree | None]] = []
        for item in found:
            tree = self._tree(item.path.rpartition(os.sep)[0])
            if tree is None and not waiting:
                yield item
                continue
            waiting.append((item, tree))
            if len(waiting) == _BATCH:
                yield from self._asked(waiting)
                waiting = []
        yield from self._asked(waiting)

    def _tree(self, folder: str) -> _Tree | None:
        """The repository that a folder belongs to."""
        if folder in self._trees:
            return self._trees[folder]
        if len(self._trees) > _MOST_FOLDERS:
            self._trees.clear()
        upwards = []
        while folder not in self._trees and len(folder) >= len(self._prefix):
            upwards.append(folder)
            folder = folder.rpartition(os.sep)[0]
        tree = self._trees.get(folder, self._top)
        for below in reversed(upwards):
            if os.path.lexists(below + os.sep + ".git"):
                tree = _Tree(below + os.sep, tree)
            self._trees[below] = tree
        return tree

    def _asked(self, waiting: list[tuple[Found, _Tree | None]]) -> Iterator[Found]:
        questions: dict[_Tree, list[str]] = {}
        for item, tree in waiting:
            if tree:
                questions.setdefault(tree, []).append(item.path)
        for tree in list(questions):
            while tree.around and tree.left_out is None:
                questions.setdefault(tree.around, []).append(tree.prefix[:-1])
                tree.left_out, tree = False, tree.around
        ignored: set[str] = set()
        for tree, paths in questions.items():
            ignored |= self._ignored(tree, paths)
        for tree in questions:
            tree.left_out = tree.left_out or (tree.around is not None and tree.prefix[:-1] in ignored)
        for item, of in waiting:
            if of is None or not (item.path in ignored or of.is_left_out()):
                yield item
            elif not item.fault:
                self.count += 1

    def _ignored(self, tree: _Tree, paths: list[str]) -> set[str]:
        """Those of `paths`, all below the tree's folder, that git ignores."""
        if tree.silent:
            return set()
        import subprocess  # only where there is a repository: it takes a quarter as long to load as click

        start = len(tree.prefix)
        rows = [b".", *(b"./" + os.fsencode(path[start:].replace(os.sep, "/")) for path in paths)]
        env = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        try:
            done = subprocess.run(  # noqa: S603 - nothing in it is anybody's but ours; PATH says which git
                _COMMAND, cwd=tree.prefix, input=b"\0".join(rows) + b"\0", capture_output=True, check=False,
                env={**env, "LC_ALL": "C"}, timeout=self._seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            waited, self._seconds = self._seconds, self._seconds / 2
            return self._unanswered(tree, f"git did not answer within {waited:g} seconds")
        except OSError as error:
            return self._unanswered(tree, f"git cannot be started: {reason(error)}")
        if done.returncode > 1:  # 0: some are ignored, 1: none is
            said = done.stderr.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
            return self._unanswered(tree, f"git says: {said or f'exit code {done.returncode}'}")
        answers = done.stdout.split(b"\0")
        # git has no rule for a repository's own folder, but tells one for any name.
        if answers[0] == b"." and tree is self._top and not os.path.lexists(tree.prefix + ".git"):
            tree.silent = True
            return set()
        return {tree.prefix + os.fsdecode(row[2:]).replace("/", os.sep) for row in answers if len(row) > 2}

    def _unanswered(self, tree: _Tree, why: str) -> set[str]:
        tree.silent = True
        self.note = self.note or f"{tree.prefix}: nothing is left out by .gitignore here ({why})"
        return set()


def work_tree(folder: str) -> str | None:
    """The folder of the repository around a folder of this machine, free of links; None where there is none."""
    if not os.path.isdir(folder):
        return None
    at = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(at, ".git")):
        above = os.path.dirname(at)
        if above == at:
            return None
        at = above
    return at
