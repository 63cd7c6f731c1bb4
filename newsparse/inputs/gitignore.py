"""Files that git ignores, by asking git."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..problems import os_error_message
from .walk import FoundFile, prefix_of

_BATCH = 10_000  # files per call of git, which takes 5 ms to start
_SECONDS = 10  # for an answer: patterns with many stars take git exponential time, and a named pipe may never end
_COMMAND = ("git", "-c", "core.fsmonitor=false", "check-ignore", "--no-index", "-z", "--stdin")
# Variables by which git would use another repository than the one around the folder; git sets them for hooks.
_REPOSITORY_VARIABLES = frozenset(
    """
    GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_NAMESPACE GIT_PREFIX
    GIT_ICASE_PATHSPECS
    """.split()
)


class _NoAnswerError(Exception):
    """Git cannot be run in a repository, or does not answer; the message says why."""


class _Repository:
    """A repository in a search: the part of its work tree that is searched.

    `prefix` is the beginning of the paths in it, `parent` the repository around it. `is_ignored` is whether the parent
    ignores it, None if not known yet. With `is_unusable` nothing is ignored in it.
    """

    def __init__(self, prefix: str, parent: _Repository | None) -> None:
        self.prefix, self.parent = prefix, parent
        self.is_ignored: bool | None = None
        self.is_unusable = False

    @property
    def folder(self) -> str:
        return self.prefix[:-1]

    def is_ignored_whole(self) -> bool:
        """Return whether the repository, or one around it, is ignored by its parent."""
        return bool(self.is_ignored) or (self.parent is not None and self.parent.is_ignored_whole())


class GitIgnore:
    """A filter that removes the files which git ignores below the folder `top`.

    The rules for a file are those of the nearest repository. `top` itself is searched even if it is ignored, because
    the user named it. Outside of repositories no process is started. If git does not answer for a batch of files within
    `seconds`, nothing is ignored in that repository, and the time limit is halved for the next one.

    `count` is the number of files removed so far; `note` says why git could not be used, if that happened. `batch` is
    the number of files per call of git.
    """

    def __init__(self, top: str, seconds: float = _SECONDS, batch: int = _BATCH) -> None:
        self.count, self.note = 0, ""
        self._seconds, self._batch = seconds, batch
        prefix = prefix_of(top)
        self._top = _Repository(prefix, None) if work_tree(top) else None
        # The folders from `top` to that of the last file, with their repositories: files of a folder are consecutive.
        self._path: list[tuple[str, _Repository | None]] = [(prefix, self._top)]

    def kept(self, found: Iterable[FoundFile]) -> Iterator[FoundFile]:
        """Yield the files that git does not ignore, in their order."""
        waiting: list[tuple[FoundFile, _Repository | None]] = []
        for item in found:
            repository = self._repository_of(item.path)
            if repository is None and not waiting:
                yield item
                continue
            waiting.append((item, repository))
            if len(waiting) == self._batch:
                yield from self._kept_of(waiting)
                waiting = []
        yield from self._kept_of(waiting)

    def _repository_of(self, path: str) -> _Repository | None:
        """Return the nearest repository around a file."""
        folder = path.rpartition(os.sep)[0] + os.sep
        while len(self._path) > 1 and not folder.startswith(self._path[-1][0]):
            self._path.pop()
        prefix, repository = self._path[-1]
        if folder == prefix or not folder.startswith(prefix):  # directly in it, or `top`, which cannot be read
            return repository
        for name in folder[len(prefix) : -1].split(os.sep):
            prefix += name + os.sep
            if os.path.lexists(prefix + ".git"):
                repository = _Repository(prefix, repository)
            self._path.append((prefix, repository))
        return repository

    def _kept_of(self, batch: list[tuple[FoundFile, _Repository | None]]) -> Iterator[FoundFile]:
        queries = _queries(batch)
        ignored: set[str] = set()
        for repository, paths in queries.items():
            ignored |= self._ignored(repository, paths)
        for repository in queries:
            if repository.parent is not None and repository.folder in ignored:
                repository.is_ignored = True
        for item, nearest in batch:
            if nearest is None or not (item.path in ignored or nearest.is_ignored_whole()):
                yield item
            elif not item.error:
                self.count += 1

    def _ignored(self, repository: _Repository, paths: list[str]) -> set[str]:
        """Return those of `paths`, all below the repository's folder, that git ignores."""
        if repository.is_unusable:
            return set()
        try:
            answers = self._check_ignore(repository, paths)
        except _NoAnswerError as error:
            repository.is_unusable = True
            self.note = self.note or f"{repository.prefix}: nothing is left out by .gitignore here ({error})"
            return set()
        # A searched folder that is ignored itself is searched nevertheless. For the top folder of a repository the
        # answer means nothing: it has no rule of its own, but git applies to it those for any name.
        is_below_top = repository is self._top and not os.path.lexists(repository.prefix + ".git")
        if is_below_top and answers[0] == b".":
            repository.is_unusable = True
            return set()
        names = (os.fsdecode(answer[2:]).replace("/", os.sep) for answer in answers if len(answer) > 2)
        return {repository.prefix + name for name in names}

    def _check_ignore(self, repository: _Repository, paths: list[str]) -> list[bytes]:
        """Run `git check-ignore`. Return the ignored paths: `.` for the repository's folder, others with `./`."""
        import subprocess  # only for repositories: loading it takes a quarter of the time that click takes

        start = len(repository.prefix)
        names = [b".", *(b"./" + os.fsencode(path[start:].replace(os.sep, "/")) for path in paths)]
        environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES}
        try:
            done = subprocess.run(  # noqa: S603 - all arguments are constants; PATH decides which git is run
                _COMMAND,
                cwd=repository.prefix,
                input=b"\0".join(names) + b"\0",
                capture_output=True,
                check=False,
                env={**environment, "LC_ALL": "C"},
                timeout=self._seconds,
            )
        except subprocess.TimeoutExpired:
            seconds, self._seconds = self._seconds, self._seconds / 2
            raise _NoAnswerError(f"git did not answer within {seconds:g} seconds") from None
        except OSError as error:
            raise _NoAnswerError(f"git cannot be started: {os_error_message(error)}") from None
        if done.returncode > 1:  # 0: some are ignored, 1: none is
            message = done.stderr.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
            raise _NoAnswerError(f"git says: {message or f'exit code {done.returncode}'}")
        return done.stdout.split(b"\0")


def _queries(batch: list[tuple[FoundFile, _Repository | None]]) -> dict[_Repository, list[str]]:
    """Return the paths to ask about in each repository: files, and repositories that have not been asked about."""
    queries: dict[_Repository, list[str]] = {}
    for item, nearest in batch:
        if nearest:
            queries.setdefault(nearest, []).append(item.path)
    for repository in list(queries):
        while repository.parent and repository.is_ignored is None:
            queries.setdefault(repository.parent, []).append(repository.folder)
            repository.is_ignored = False
            repository = repository.parent
    return queries


def work_tree(folder: str) -> str | None:
    """Return the top folder, without links, of the git repository around a local folder; None if there is none."""
    if not os.path.isdir(folder):
        return None
    path = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(path, ".git")):
        parent = os.path.dirname(path)
        if parent == path:
            return None
        path = parent
    return path
